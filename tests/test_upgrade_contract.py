"""What past releases promised, held against the present code; docs/upgrading.md says it for users."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bedplate.generator.cli.recording import record_settings
from bedplate.generator.graph import Graph, Mode
from tests.conftest import ROOT, STACKS
from tools.upgrade.breaks import Break, Kind
from tools.upgrade.changelog import Changelog
from tools.upgrade.contract import breaks
from tools.upgrade.intended import Rows
from tools.upgrade.release import Release, releases

FOLDER = ROOT / "tests" / "golden" / "releases"
CHANGELOG = Changelog.read(ROOT / "CHANGELOG.md")
ROWS = Rows.read(FOLDER / "intended.toml", CHANGELOG)
RELEASES = {each.version: each for each in releases(FOLDER)}
ADVICE = {
    True: "give what was renamed an alias, or add a row to intended.toml where it is meant (docs/upgrading.md)",
    False: "the version is not out yet, so `python tools/upgrade freeze` takes what is new (docs/upgrading.md)",
}
Held = Callable[[Release], tuple[Break, ...]]


@pytest.fixture(scope="module")
def held(record_stack: Callable[[str, Mode], Graph]) -> Held:
    """Return how to hold a release against the present code; each is held once."""
    found: dict[str, tuple[Break, ...]] = {}

    def record(stack: str, text: str) -> Graph:
        file = ROOT / "stacks" / f"Pulumi.{stack}.yaml"
        if stack in STACKS and file.read_text(encoding="utf-8") == text:
            return record_stack(stack, Mode.KNOWN)
        return record_settings(ROOT, stack, Mode.KNOWN, text, file.name)

    def breaks_of(release: Release) -> tuple[Break, ...]:
        if release.version not in found:
            found[release.version] = breaks(release, record, ROWS)
        return found[release.version]

    return breaks_of


@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_what_a_release_promised_is_kept_or_broken_on_purpose(release: Release, held: Held) -> None:
    advice = ADVICE[CHANGELOG.is_released(release.version)]

    not_meant = ROWS.not_meant(release.version, held(release))

    # In full, since pytest would shorten a list: each line names what somebody's program or deployment loses.
    assert not not_meant, "\n".join([advice, *map(str, not_meant)])


@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_what_was_frozen_is_as_it_was(release: Release) -> None:
    release.verify()


def test_every_intended_break_is_one(held: Held) -> None:
    found = [(release.version, each) for release in RELEASES.values() for each in held(release)]

    assert ROWS.unused(found) == ()


def test_every_migration_changes_a_frozen_stack_file() -> None:
    files = ((each.version, stack, each.settings_text(stack)) for each in RELEASES.values() for stack in each.stacks())

    assert ROWS.idle(files) == ()


def test_the_head_of_the_rows_names_every_kind() -> None:
    head = (FOLDER / "intended.toml").read_text(encoding="utf-8").split("[[migration]]")[0]

    assert {kind for kind in Kind if re.search(rf"\b{kind.value}\b", head)} == set(Kind)


def test_every_version_that_is_out_was_frozen() -> None:
    out = {version for version in CHANGELOG.sections if CHANGELOG.is_released(version)}

    assert out - RELEASES.keys() == set()
    assert RELEASES.keys() - CHANGELOG.sections.keys() == set()


def test_a_release_froze_every_stack_with_its_settings() -> None:
    for release in RELEASES.values():
        folder: Path = release.folder / "stacks"
        assert sorted(file.stem for file in folder.glob("*.json")) == list(release.stacks())
        assert release.stacks() != ()
