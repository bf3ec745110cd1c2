"""ARM templates for `bedplate scan`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bedplate.generator.cli.errors import BadInput
from bedplate.generator.scan.scanned import Scanned

if TYPE_CHECKING:
    from bedplate.generator.cli.scan_source import ScanSource


def read_template(path: Path, parameters: Path | None) -> Scanned:
    """Return what a template declares, or the templates of a folder.

    Raises:
        BadInput: a file cannot be read, or is no template.
    """
    from bedplate.generator.arm_input.templates import read_templates  # noqa: PLC0415 - only templates need it
    from bedplate.generator.foreign.errors import ForeignFileError  # noqa: PLC0415 - as above

    try:
        return read_templates(path, parameters)
    except ForeignFileError as error:
        raise BadInput(str(error)) from error


def refuse_beside_templates(source: ScanSource) -> None:
    """Refuse what has no meaning beside templates.

    Raises:
        BadInput: there is something.
    """
    others = [*source.stacks, *map(str, filter(None, (source.from_file, source.program)))]
    if others:
        raise BadInput(f"{' '.join(others)}: templates and this are two things to look at (leave it or --arm out)")
    if source.unknown:
        raise BadInput("--unknown: a template tells what it knows (leave out --unknown)")
    one_only = [str(file) for file in (source.parameters, source.waivers) if file is not None]
    if one_only and len(source.templates) > 1:
        raise BadInput(f"{' '.join(one_only)}: is for one template or folder (give one --arm)")
