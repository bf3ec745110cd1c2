"""Breaks that are meant, migrations of stack files, and the changelog that both answer to."""

from pathlib import Path

import pytest

from tools.upgrade.breaks import Break, Kind
from tools.upgrade.changelog import Changelog
from tools.upgrade.intended import RowError, Rows

CHANGELOG = """\
# Changelog

## 0.3.0 (unreleased)

- The vault is called
  otherwise.

## 0.2.0 - 2027-01-31

- Hosts have regions: write `region`.

## 0.1.0

- All of it.
"""
ROW = """
[[intended]]
since = "0.3.0"
part = "chat-*"
kind = "gone"
place = "*Vault::vault"
why = "Azure refuses the name"
changelog = "The vault is called otherwise."
"""
MIGRATION = """
[[migration]]
since = "0.2.0"
part = "chat-*"
replace = "location: a"
by = "region: a"
why = "hosts have regions"
changelog = "write `region`"
"""


@pytest.fixture
def changelog(tmp_path: Path) -> Changelog:
    file = tmp_path / "CHANGELOG.md"
    file.write_text(CHANGELOG, encoding="utf-8")
    return Changelog.read(file)


def rows(folder: Path, changelog: Changelog, text: str) -> Rows:
    file = folder / "intended.toml"
    file.write_text(text, encoding="utf-8")
    return Rows.read(file, changelog)


def broken(part: str = "chat-dev", place: str = "a:b:Vault::vault", kind: Kind = Kind.GONE, member: str = "") -> Break:
    return Break(part=part, kind=kind, place=place, member=member)


def test_the_changelog_tells_what_is_out(changelog: Changelog) -> None:
    assert list(changelog.sections) == ["0.3.0", "0.2.0", "0.1.0"]
    assert [changelog.is_released(version) for version in ("0.1.0", "0.2.0", "0.3.0", "0.4.0")] == [
        True,
        True,
        False,
        False,
    ]
    assert changelog.says("0.3.0", "The vault is called otherwise.")
    assert not changelog.says("0.2.0", "The vault is called otherwise.")


def test_a_row_means_what_it_names_for_all_releases_before(tmp_path: Path, changelog: Changelog) -> None:
    read = rows(tmp_path, changelog, ROW)
    other = (
        broken(part="zone"),
        broken(place="a:b:Vault::other"),
        broken(kind=Kind.MADE),
    )

    assert read.not_meant("0.1.0", [broken(), *other]) == other
    assert read.not_meant("0.2.0", [broken()]) == ()
    assert read.not_meant("0.3.0", [broken()]) == (broken(),)


def test_a_row_may_name_one_member_with_brackets(tmp_path: Path, changelog: Changelog) -> None:
    read = rows(tmp_path, changelog, ROW.replace('"gone"', '"replaced"\nmember = "subnets[0].*"'))
    meant, other = (broken(kind=Kind.REPLACED, member=member) for member in ("subnets[0].id", "subnets0.id"))

    assert read.not_meant("0.1.0", [meant, other]) == (other,)


def test_a_row_that_means_nothing_is_told(tmp_path: Path, changelog: Changelog) -> None:
    read = rows(tmp_path, changelog, ROW)

    assert read.unused([("0.2.0", broken())]) == ()
    assert read.unused([("0.3.0", broken()), ("0.1.0", broken(part="zone"))]) == read.intended


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(ROW.replace('why = "Azure refuses the name"\n', ""), "lacks why", id="no reason"),
        pytest.param(ROW.replace("otherwise.", "as before."), "does not say that under 0.3.0", id="no such words"),
        pytest.param(ROW.replace('since = "0.3.0"', 'since = "0.2.0"'), "under 0.2.0", id="other version"),
        pytest.param(ROW + 'urn = "*"\n', "urn is no key", id="odd key"),
        pytest.param(ROW.replace('"gone"', '"lost"'), "lost is no kind", id="no such kind"),
        pytest.param(ROW.replace("[[intended]]", "[[intend]]"), "intend is no table", id="odd table"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, changelog: Changelog, text: str, says: str) -> None:
    with pytest.raises(RowError, match=says):
        rows(tmp_path, changelog, text)


def test_a_migration_changes_the_stack_files_of_releases_before(tmp_path: Path, changelog: Changelog) -> None:
    read = rows(tmp_path, changelog, MIGRATION)

    assert read.migrated("0.1.0", "chat-dev", "config:\n  location: a\n") == "config:\n  region: a\n"
    assert read.migrated("0.2.0", "chat-dev", "location: a") == "location: a"
    assert read.migrated("0.1.0", "zone", "location: a") == "location: a"
    assert read.migrated("0.1.0", "chat-dev", "region: a") == "region: a"


def test_a_migration_may_begin_where_an_older_one_ends(tmp_path: Path, changelog: Changelog) -> None:
    further = MIGRATION.replace("region: a", "zone: a").replace("location: a", "region: a").replace("0.2.0", "0.3.0")
    read = rows(tmp_path, changelog, MIGRATION + further.replace("write `region`", "The vault"))

    assert read.migrated("0.1.0", "chat-dev", "location: a") == "zone: a"
    assert read.migrated("0.2.0", "chat-dev", "region: a") == "zone: a"
    assert read.idle([("0.1.0", "chat-dev", "location: a")]) == ()


def test_a_migration_that_changes_nothing_is_told(tmp_path: Path, changelog: Changelog) -> None:
    read = rows(tmp_path, changelog, MIGRATION)

    assert read.idle([("0.1.0", "chat-dev", "location: a"), ("0.1.0", "zone", "")]) == ()
    assert read.idle([("0.2.0", "chat-dev", "location: a"), ("0.1.0", "zone", "location: a")]) == read.migrations
