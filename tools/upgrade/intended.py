"""Breaks of the contract that are meant: `tests/golden/releases/intended.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import semver

from tools.upgrade.breaks import Break, Kind
from tools.upgrade.changelog import Changelog


class RowError(Exception):
    """A row of `intended.toml` is wrong; the text says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intended:
    """A break that is meant."""

    since: str
    """The version that brings it; it is meant for stacks of all releases before."""
    part: str
    kind: Kind
    place: str
    member: str
    why: str

    def covers(self, release: str, found: Break) -> bool:
        """Return whether it means a break of the contract of a release."""
        pairs = ((found.part, self.part), (found.place, self.place), (found.member, self.member))
        return (
            is_before(release, self.since)
            and found.kind is self.kind
            and all(_fits(value, pattern) for value, pattern in pairs)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A change that users have to make in their stack files, as text."""

    since: str
    part: str
    replace: str
    by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows of the file."""

    intended: tuple[Intended, ...] = ()
    migrations: tuple[Migration, ...] = ()

    @classmethod
    def read(cls, file: Path, changelog: Changelog) -> Rows:
        """Return the rows of a file.

        Raises:
            RowError: a row lacks something, or the changelog does not say what it claims.
        """
        document = tomllib.loads(file.read_text(encoding="utf-8"))
        if odd := sorted(document.keys() - {"intended", "migration"}):
            raise RowError(f"{', '.join(odd)} is no table of {file.name} (they are intended and migration)")
        return cls(
            intended=tuple(_intended(row, changelog) for row in document.get("intended", ())),
            migrations=tuple(_migration(row, changelog) for row in document.get("migration", ())),
        )

    def unused(self, found: Iterable[tuple[str, Break]]) -> tuple[Intended, ...]:
        """Return the rows that mean nothing of what was found, as pairs of release and break."""
        pairs = tuple(found)
        return tuple(row for row in self.intended if not any(row.covers(*pair) for pair in pairs))

    def not_meant(self, release: str, found: Iterable[Break]) -> tuple[Break, ...]:
        """Return the breaks of a release's contract that no row means."""
        return tuple(each for each in found if not any(row.covers(release, each) for row in self.intended))

    def migrated(self, release: str, stack: str, text: str) -> str:
        """Return the text of a stack file of a release with every change made that users have to make."""
        for _, after in self._steps(release, stack, text):
            text = after
        return text

    def idle(self, files: Iterable[tuple[str, str, str]]) -> tuple[Migration, ...]:
        """Return the migrations that change nothing in any of the files, each told as release, stack and text."""
        used = {row for file in files for row, _ in self._steps(*file)}
        return tuple(row for row in self.migrations if row not in used)

    def _steps(self, release: str, stack: str, text: str) -> Iterator[tuple[Migration, str]]:
        """Yield each migration that finds something to change, with the text after it."""
        for row in self.migrations:
            if is_before(release, row.since) and _fits(stack, row.part) and row.replace in text:
                text = text.replace(row.replace, row.by)
                yield row, text


def is_before(version: str, other: str) -> bool:
    """Return whether a version is older than another."""
    return semver.Version.parse(version) < semver.Version.parse(other)


def _fits(value: str, pattern: str) -> bool:
    """Return whether a text fits a pattern, in which a star stands for anything; brackets are part of many paths."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), value) is not None


def _intended(row: Mapping[str, Any], changelog: Changelog) -> Intended:
    texts = _texts(row, ("since", "part", "kind", "place", "why", "changelog"), ("member",), changelog)
    if texts["kind"] not in set(Kind):
        raise RowError(f"{dict(row)}: {texts['kind']} is no kind (they are {', '.join(Kind)})")
    return Intended(
        since=texts["since"],
        part=texts["part"],
        kind=Kind(texts["kind"]),
        place=texts["place"],
        member=texts.get("member", "*"),
        why=texts["why"],
    )


def _migration(row: Mapping[str, Any], changelog: Changelog) -> Migration:
    texts = _texts(row, ("since", "part", "replace", "by", "why", "changelog"), (), changelog)
    return Migration(
        since=texts["since"], part=texts["part"], replace=texts["replace"], by=texts["by"], why=texts["why"]
    )


def _texts(
    row: Mapping[str, Any], needed: tuple[str, ...], optional: tuple[str, ...], changelog: Changelog
) -> Mapping[str, str]:
    """Return a row that has every key that it needs, and of which the changelog says what it claims."""
    if missing := [name for name in needed if not isinstance(row.get(name), str)]:
        raise RowError(f"{dict(row)}: lacks {', '.join(missing)}")
    if odd := sorted(row.keys() - {*needed, *optional}):
        raise RowError(f"{dict(row)}: {', '.join(odd)} is no key of such a row")
    if not changelog.says(row["since"], row["changelog"]):
        raise RowError(f"{dict(row)}: CHANGELOG.md does not say that under {row['since']}")
    return row
