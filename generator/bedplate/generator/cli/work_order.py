"""`bedplate work-order`: record the program, write what the platform team has to do."""

from __future__ import annotations

from pathlib import Path

from bedplate.blueprints.settings import ChatSettings, SettingsError, load, read_project
from bedplate.components.shared.clean_stdout import stdout_kept_clean
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.files import replace_file
from bedplate.generator.cli.output import write_document
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.project import find_project
from bedplate.generator.cli.recording import record_stack
from bedplate.generator.cli.work_order_format import WorkOrderFormat
from bedplate.generator.graph import Mode
from bedplate.generator.work_order import RecordedZone, render, render_csv, render_json

_RENDERERS = {
    WorkOrderFormat.MARKDOWN: render,
    WorkOrderFormat.CSV: render_csv,
    WorkOrderFormat.JSON: render_json,
}


def write_work_order(stack: str, directory: Path, form: WorkOrderFormat, output: Path | None) -> None:
    """Write the work order of a stack to a file, or to stdout where none is named.

    Raises:
        BadInput: there is no such stack, it holds no landing zone, its settings are wrong, its program fails, or the
            file cannot be written.
    """
    root = find_project(directory)
    with progress(f"Recording {stack} ..."):
        with stdout_kept_clean():
            # Unknown mode: nothing that only a deployment can tell may look as if it were known.
            graph = record_stack(root, stack, Mode.UNKNOWN)
        text = _RENDERERS[form](RecordedZone(_settings(root, stack), graph))
    if output is None:
        write_document(text)
    else:
        replace_file(output, text)


def _settings(root: Path, stack: str) -> ChatSettings:
    try:
        settings = load(read_project(root).stack_file(stack)).require()
    except SettingsError as error:
        raise BadInput("\n".join(map(str, error.problems))) from error
    if not isinstance(settings, ChatSettings):
        raise BadInput(f"{stack}: a work order is written for bedplate's own blueprints only (this one is a package's)")
    return settings
