"""Every check of a built wheel and source distribution, in one call."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.release.archives import Archive, ArchiveError, read_sdist, read_wheel
from tools.release.contents import check_files, check_portions, check_strays
from tools.release.leaks import check_leaks
from tools.release.metadata import check_metadata
from tools.release.project import Project
from tools.release.wheel_format import check_entry_points, check_record, check_tags, dist_info


def judge(wheel: Path, sdist: Path, project: Project, version: str, machine: Iterable[str]) -> list[str]:
    """Return everything that is wrong with the archives of a release.

    Args:
        wheel: The built wheel.
        sdist: The built source distribution.
        project: The clean checkout that they were built from.
        version: The version that is released.
        machine: Folders of this machine that nothing may name.
    """
    try:
        packed, source = read_wheel(wheel), read_sdist(sdist)
    except ArchiveError as error:
        return [str(error)]
    folders = tuple(machine)
    readme = (project.folder / project.readme).read_text(encoding="utf-8")
    metadata = packed.members.get(f"{dist_info(packed)}/METADATA", b"")
    return [
        *judge_wheel(packed, project),
        *judge_sdist(source, project, metadata),
        *check_metadata(metadata, project.table, version, readme),
        *check_leaks(packed.name, packed.members, folders),
        *check_leaks(source.name, source.members, folders),
    ]


def judge_wheel(wheel: Archive, project: Project) -> list[str]:
    """Return what is wrong with the files and the records of a wheel."""
    records = f"{dist_info(wheel)}/"
    own = {name: content for name, content in wheel.members.items() if name.startswith(records)}
    packed = {name: content for name, content in wheel.members.items() if name not in own}
    return [
        *check_files(wheel.name, packed, project.wheel_files()),
        *check_strays(wheel.name, packed),
        *check_portions(wheel.name, packed, project.roots),
        *_check_records(wheel.name, own, records, project),
        *check_tags(wheel),
        *check_record(wheel),
        *check_entry_points(wheel, project.table),
    ]


def _check_records(wheel: str, own: Mapping[str, bytes], records: str, project: Project) -> list[str]:
    licences = {f"licenses/{name}": (project.folder / name).read_bytes() for name in project.table["license-files"]}
    points = ("entry_points.txt",) if {"scripts", "gui-scripts", "entry-points"} & project.table.keys() else ()
    # What these say is checked apart; here only that there are these and no others.
    there = {name: own.get(f"{records}{name}", b"") for name in ("METADATA", "RECORD", "WHEEL", *points)}
    return check_files(wheel, {name.removeprefix(records): own[name] for name in own}, licences | there)


def judge_sdist(sdist: Archive, project: Project, metadata: bytes) -> list[str]:
    """Return what is wrong with the files of a source distribution; its metadata are those of the wheel."""
    return [
        *check_files(sdist.name, sdist.members, project.sdist_files() | {"PKG-INFO": metadata}),
        *check_strays(sdist.name, sdist.members),
    ]
