"""What the derivation is worth, in numbers: printed after every run."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.arm_table.arm_paths import ArmPath
from tools.arm_table.rows import Certainty, Row, Rows
from tools.arm_table.sdk import SdkModule


def report(
    modules: Sequence[SdkModule],
    derivation: Rows,
    derived: Mapping[str, Row],
    rows: Mapping[str, Row],
    contradictions: Sequence[str],
    *,
    true_paths: Path | None,
    lists_unsure: bool,
) -> None:
    """Print counts and checks.

    Args:
        modules: the SDK.
        derivation: what derived the rows; asked again without templates for the hold-out.
        derived: the rows as derived.
        rows: the rows as written, with those of components joined in.
        contradictions: differences between derivation and components' table.
        true_paths: JSON object of tokens and paths known from elsewhere, to compare with.
        lists_unsure: whether to list every row that is not sure.
    """
    _counts(rows)
    print(f"components' table: {len(contradictions)} contradictions", *contradictions, sep="\n  ")
    _hold_out(modules, derivation, derived)
    if true_paths:
        _compare(derived, json.loads(true_paths.read_text("utf-8")))
    if lists_unsure:
        _list(rows)


def same_address(one: str, other: str) -> bool:
    """Whether two paths are the same address with the same inputs in it; spelling aside."""
    first, second = ArmPath.of(one), ArmPath.of(other)
    return first.shape == second.shape and [name.lower() for name in first.placeholders] == [
        name.lower() for name in second.placeholders
    ]


def _counts(rows: Mapping[str, Row]) -> None:
    certainties = Counter(row.certainty for row in rows.values())
    words = Counter(" ".join(row.evidence) for row in rows.values() if row.certainty is Certainty.SURE)
    print(f"{len(rows)} classes: " + ", ".join(f"{certainties[each]} {each}" for each in Certainty))
    print(f"no ARM resource: {sum(row.not_arm is not None for row in rows.values())}")
    print("sure by evidence:", *(f"{count:5} {word}" for word, count in words.most_common()), sep="\n  ")


def _hold_out(modules: Sequence[SdkModule], derivation: Rows, derived: Mapping[str, Row]) -> None:
    """Say how often the schemas alone give the path that a URL template is known to give."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for module in modules:
        for resource in module.resources.values():
            known = derived[resource.token]
            if known.certainty is not Certainty.SURE or "url" not in known.evidence or known.path is None:
                continue
            alone = derivation.from_schemas(resource)
            right = alone.path is not None and same_address(alone.path, known.path)
            counts[f"{alone.certainty} {'right' if right else 'wrong' if alone.path else 'none'}"] += 1
            if alone.certainty is Certainty.SURE and not right:
                wrong.append(f"{resource.token}: {alone.path}, by template {known.path}")
    print(
        "schemas alone, against rows sure by template:",
        *(f"{n:5} {what}" for what, n in counts.most_common()),
        sep="\n  ",
    )
    print("of these sure and wrong:", *wrong, sep="\n  ")


def _compare(derived: Mapping[str, Row], true: Mapping[str, str]) -> None:
    counts: Counter[str] = Counter()
    for token, path in sorted(true.items()):
        row = derived.get(token)
        if row is None:
            continue
        right = row.path is not None and same_address(row.path, path)
        counts[f"{row.certainty} {'right' if right else 'different' if row.path else 'none'}"] += 1
        if row.path and not right:
            print(f"  {row.certainty} {token}: {row.path}, known {path}")
    print("against known paths:", dict(counts))


def _list(rows: Mapping[str, Row]) -> None:
    for token, row in sorted(rows.items()):
        if row.certainty is not Certainty.SURE:
            print(row.certainty, token, row.path or "-", *row.evidence, *(f"lost:{name}" for name in row.lost), sep=" ")
            for rival in row.rivals:
                print(f"    or {rival}")
