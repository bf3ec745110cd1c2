"""The paths and API versions that components' own table holds, which the derivation checks and never repeats."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tools.arm_table.rows import Certainty, Row

FILE = Path(__file__).resolve().parents[2] / "components/bedplate/components/facts/arm_types.toml"


@dataclass(frozen=True, slots=True)
class OurType:
    """One row of components' table."""

    path: str
    api_version: str


def our_types(file: Path = FILE) -> Mapping[str, OurType]:
    """Return components' rows by token."""
    rows = tomllib.loads(file.read_text("utf-8"))["types"]
    return {token: OurType(row["path"], row["apiVersion"]) for token, row in rows.items()}


def joined(row: Row, ours: OurType) -> Row:
    """Return a derived row with the path that components' table gives: a check by hand makes it sure."""
    agrees = row.path == ours.path
    return replace(
        row,
        path=ours.path,
        api_version=ours.api_version,
        certainty=Certainty.SURE,
        evidence=("components", *(row.evidence if agrees else ())),
    )


def differences(rows: Mapping[str, Row], ours: Mapping[str, OurType]) -> list[str]:
    """Return one line for each token where derivation and components' table contradict each other."""
    found: list[str] = []
    for token, our in sorted(ours.items()):
        row = rows.get(token)
        if row is None:
            found.append(f"{token}: not in the SDK")
        elif row.path is not None and row.path != our.path:
            found.append(f"{token}: derived {row.path}, components have {our.path}")
        elif row.api_version != our.api_version:
            found.append(f"{token}: the SDK's API version is {row.api_version}, components have {our.api_version}")
    return found
