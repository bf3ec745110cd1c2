"""The records that a wheel keeps of itself: WHEEL, RECORD and entry points."""

import base64
import configparser
import csv
import email
import hashlib
import io
from collections.abc import Mapping
from typing import Any

from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from tools.release.archives import Archive

_TAG = "py3-none-any"


def dist_info(archive: Archive) -> str:
    """Return the folder of a wheel's records, such as `bedplate-0.1.0.dist-info`."""
    name, version, *_ = archive.name.split("-")
    return f"{name}-{version}.dist-info"


def check_tags(archive: Archive) -> list[str]:
    """Return where the file name or WHEEL says something else than pure Python for every platform."""
    try:
        _, _, _, tags = parse_wheel_filename(archive.name)
    except InvalidWheelFilename:
        return [f"{archive.name} is no name of a wheel"]
    said = email.message_from_bytes(archive.members.get(f"{dist_info(archive)}/WHEEL", b""))
    found = {
        "file name": sorted(map(str, tags)),
        "Wheel-Version": said.get_all("Wheel-Version", []),
        "Root-Is-Purelib": said.get_all("Root-Is-Purelib", []),
        "Tag": said.get_all("Tag", []),
    }
    wanted = {"file name": [_TAG], "Wheel-Version": ["1.0"], "Root-Is-Purelib": ["true"], "Tag": [_TAG]}
    return [
        f"{archive.name}: {key} says {found[key]}, expected {wanted[key]}"
        for key in wanted
        if found[key] != wanted[key]
    ]


def check_record(archive: Archive) -> list[str]:
    """Return where RECORD differs from the files: a line for each, with its SHA-256 and size."""
    name = f"{dist_info(archive)}/RECORD"
    rows = list(csv.reader(io.StringIO(archive.members.get(name, b"").decode("utf-8"))))
    expected = {file: [file, *_fingerprint(content)] for file, content in archive.members.items() if file != name}
    expected[name] = [name, "", ""]
    listed = [row[0] for row in rows if row]
    return [
        *(f"RECORD does not list {file}" for file in sorted(expected.keys() - set(listed))),
        *(f"RECORD lists {file}, which is not there" for file in sorted(set(listed) - expected.keys())),
        *(f"RECORD lists {file} twice" for file in sorted({file for file in listed if listed.count(file) > 1})),
        *(f"RECORD says {row} of {row[0]}" for row in rows if row and row != expected.get(row[0], row)),
    ]


def _fingerprint(content: bytes) -> tuple[str, str]:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
    return f"sha256={digest}", str(len(content))


def check_entry_points(archive: Archive, table: Mapping[str, Any]) -> list[str]:
    """Return where the entry points differ from `[project]`, or name a module that the wheel lacks."""
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign] # names keep their case, as packaging says
    parser.read_string(archive.members.get(f"{dist_info(archive)}/entry_points.txt", b"").decode("utf-8"))
    found = {group: dict(parser.items(group)) for group in parser.sections()}
    declared = {"console_scripts": table.get("scripts", {}), "gui_scripts": table.get("gui-scripts", {})}
    wanted = {group: points for group, points in (declared | table.get("entry-points", {})).items() if points}
    problems = [] if found == wanted else [f"entry_points.txt says {found}, pyproject.toml {wanted}"]
    targets = {target.partition(":")[0] for points in found.values() for target in points.values()}
    return problems + [
        f"an entry point names {module}, which {archive.name} lacks"
        for module in sorted(targets)
        if not {f"{module.replace('.', '/')}.py", f"{module.replace('.', '/')}/__init__.py"} & archive.members.keys()
    ]
