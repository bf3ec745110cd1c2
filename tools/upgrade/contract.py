"""The contract of one release, held against the present code."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.blueprints.settings import settings_schema
from bedplate.components.package.schema import package_schema
from bedplate.generator.cli.errors import BadInput
from tools.upgrade.breaks import Break, Kind
from tools.upgrade.data_contract import forcing_breaks, rule_breaks, rules_by_pack
from tools.upgrade.intended import Rows
from tools.upgrade.package_contract import package_breaks
from tools.upgrade.release import Recorder, Release
from tools.upgrade.settings_contract import settings_breaks
from tools.upgrade.stack_contract import stack_breaks


def breaks(release: Release, record: Recorder, rows: Rows) -> tuple[Break, ...]:
    """Return all that the present code breaks of what a release promised, whether it is meant or not.

    Args:
        release: what was frozen.
        record: how to record a stack with the present program.
        rows: what users have to change in their stack files first.
    """
    return (
        *(each for stack in release.stacks() for each in breaks_of_stack(release, stack, record, rows)),
        *package_breaks(release.document("components"), package_schema()),
        *settings_breaks(release.document("settings"), settings_schema()),
        *rule_breaks(release.document("rules"), rules_by_pack()),
        *forcing_breaks(release.document("replacing")),
    )


def breaks_of_stack(release: Release, stack: str, record: Recorder, rows: Rows) -> Iterator[Break]:
    """Yield what an upgrade breaks of one stack of a release, with the settings that it was brought up with."""
    text = rows.migrated(release.version, stack, release.settings_text(stack))
    try:
        present = record(stack, text)
    except BadInput as refused:
        yield Break(part=stack, kind=Kind.SETTINGS_REFUSED, place=f"Pulumi.{stack}.yaml", says=str(refused))
        return
    yield from stack_breaks(release.graph(stack), present)
