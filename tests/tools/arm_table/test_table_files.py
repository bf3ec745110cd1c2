"""The written table, the tokens of former modules, and the rows that other tables own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.arm_table.arm_paths import ArmPath
from tools.arm_table.candidates import EVIDENCE
from tools.arm_table.components_table import OurType, differences, joined, our_types
from tools.arm_table.former_tokens import former_tokens
from tools.arm_table.rows import Certainty, Row
from tools.arm_table.sdk import ResourceClass
from tools.arm_table.settled import read_settled
from tools.arm_table.table_files import TABLE, remove_others, row_line, write_former_modules, write_module

BED = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Test.Garden/beds/{bedName}"
WORDS = {*EVIDENCE}


def row(
    path: str | None = BED, certainty: Certainty = Certainty.SURE, evidence: tuple[str, ...] = ("url",), **more: str
) -> Row:
    return Row(
        token="azure-native:garden:Bed",  # noqa: S106 - a Pulumi type token
        path=path,
        api_version="2030-01-01",
        certainty=certainty,
        evidence=evidence,
        not_arm=more.get("not_arm"),
    )


@pytest.mark.parametrize(
    ("given", "is_ours", "expected"),
    [
        pytest.param(
            row(),
            False,
            {
                "path": BED,
                "apiVersion": "2030-01-01",
                "certainty": "sure",
                "evidence": ["url"],
                "shape": {"direct": ["a"]},
            },
            id="whole",
        ),
        pytest.param(
            row(),
            True,
            {"certainty": "sure", "evidence": ["url"], "shape": {"direct": ["a"]}},
            id="path-and-version-stand-with-the-components",
        ),
        pytest.param(
            row(None, Certainty.UNKNOWN, ()),
            False,
            {"apiVersion": "2030-01-01", "certainty": "unknown", "shape": {"direct": ["a"]}},
            id="empty-parts-are-left-out",
        ),
    ],
)
def test_a_line_of_the_table(given: Row, expected: dict[str, object], *, is_ours: bool) -> None:
    assert row_line(given, shape={"direct": ["a"]}, is_ours=is_ours) == expected


def test_a_line_says_why_a_class_is_no_arm_resource() -> None:
    given = row(None, evidence=("settled",), not_arm="it is data")

    assert row_line(given, shape=None, is_ours=False)["notArm"] == "it is data"


def test_a_module_has_one_sorted_line_for_each_resource_and_shape(tmp_path: Path) -> None:
    write_module(
        "garden", {"Row": {"path": "b"}, "Bed": {"path": "a"}}, {"SoilArgs": {"direct": ["x"]}}, table=tmp_path
    )

    assert (tmp_path / "garden.json").read_text(encoding="utf-8").splitlines() == [
        "{",
        '"resources": {',
        '"Bed": {"path": "a"},',
        '"Row": {"path": "b"}',
        "},",
        '"shapes": {',
        '"SoilArgs": {"direct": ["x"]}',
        "}",
        "}",
    ]


def test_files_of_modules_that_are_gone_are_removed(tmp_path: Path) -> None:
    write_module("garden", {}, {}, table=tmp_path)
    write_module("yard", {}, {}, table=tmp_path)
    write_former_modules({"azure-native:yard:Bed": "azure-native:garden:Bed"}, table=tmp_path)
    remove_others(["garden"], table=tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["former_modules.json", "garden.json"]
    assert json.loads((tmp_path / "former_modules.json").read_text(encoding="utf-8")) == {
        "azure-native:yard:Bed": "azure-native:garden:Bed"
    }


def test_former_tokens_lose_their_version_and_their_ambiguity() -> None:
    def declared(token: str, *former: str) -> ResourceClass:
        return ResourceClass(
            token=f"azure-native:{token}",
            name=token.partition(":")[2],
            module=token.partition(":")[0],
            description="",
            api_version=None,
            other_versions=(),
            inputs={},
            former_tokens=tuple(f"azure-native:{each}" for each in former),
        )

    found = former_tokens(
        [
            declared("garden:Bed", "yard/v20200101:Bed", "yard:Bed", "garden/v20200101:Bed", "yard/v20200101:Plot"),
            declared("garden:Row", "yard/v20210101:Plot", "garden/v20200101preview:Line", "garden:Bed", "yard:Row"),
            declared("garden:WideRow", "yard:Row"),
        ]
    )

    assert found == {
        "azure-native:yard:Bed": "azure-native:garden:Bed",
        "azure-native:garden:Line": "azure-native:garden:Row",
        "azure-native:yard:Row": "azure-native:garden:Row",
    }


def test_a_row_of_the_components_is_sure_and_keeps_evidence_that_agrees() -> None:
    ours = OurType(BED, "2030-01-01")

    assert joined(row(certainty=Certainty.LIKELY), ours).evidence == ("components", "url")
    assert joined(row("/other"), ours).evidence == ("components",)
    assert joined(row(None, Certainty.UNKNOWN), ours).path == BED
    assert joined(row(None, Certainty.UNKNOWN), ours).certainty is Certainty.SURE


@pytest.mark.parametrize(
    ("derived", "expected"),
    [
        pytest.param(row(), [], id="same"),
        pytest.param(row(None, Certainty.UNKNOWN), [], id="unknown-contradicts-nothing"),
        pytest.param(
            row("/other"), [f"azure-native:garden:Bed: derived /other, components have {BED}"], id="another-path"
        ),
    ],
)
def test_differences_of_paths(derived: Row, expected: list[str]) -> None:
    ours = {"azure-native:garden:Bed": OurType(BED, "2030-01-01")}

    assert differences({derived.token: derived}, ours) == expected


def test_differences_of_versions_and_of_tokens() -> None:
    ours = {"azure-native:garden:Bed": OurType(BED, "2031-01-01"), "azure-native:garden:Gone": OurType(BED, "x")}

    assert differences({"azure-native:garden:Bed": row()}, ours) == [
        "azure-native:garden:Bed: the SDK's API version is 2030-01-01, components have 2031-01-01",
        "azure-native:garden:Gone: not in the SDK",
    ]


def test_what_is_settled_by_hand_has_a_source_and_a_path_to_a_resource_or_a_reason() -> None:
    for token, settled in read_settled().rows.items():
        assert settled.source, token
        assert settled.checked == "2026-11-21", token
        assert (settled.path is None) != (settled.not_arm is None), token
        if settled.path:
            path = ArmPath(settled.path)
            assert len(path.segments) == len(path.names) > 0, token


def test_a_token_settled_twice_is_an_error(tmp_path: Path) -> None:
    group = '[[settled]]\nsource = "a"\nchecked = "2026-11-21"\n[settled.paths]\n"azure-native:a:B" = "RG/A.B/c/{d}"\n'
    (tmp_path / "settled.toml").write_text(group * 2, encoding="utf-8")

    with pytest.raises(ValueError, match=r"settled\.toml: azure-native:a:B is settled twice"):
        read_settled(tmp_path / "settled.toml")


def test_the_table_repeats_no_path_of_the_components_and_no_word_of_its_own() -> None:
    ours = our_types()
    wrong: list[str] = []
    for file in TABLE.glob("*.json"):
        if file.stem == "former_modules":
            continue
        for name, line in json.loads(file.read_text(encoding="utf-8"))["resources"].items():
            token = f"azure-native:{file.stem}:{name}"
            repeats = token in ours and ("path" in line or "apiVersion" in line)
            unsaid = token not in ours and (("path" in line) == (line["certainty"] == "unknown" or "notArm" in line))
            if repeats or unsaid or not WORDS.issuperset(line.get("evidence", ())):
                wrong.append(token)

    assert wrong == []
