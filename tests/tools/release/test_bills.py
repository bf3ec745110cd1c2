"""Bills of materials of a made-up distribution."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.license import DisjunctiveLicense

from tests.tools.release.made_up import checkout
from tests.tools.release.test_lock import LOCK, A, B
from tools.release.bills import CHECKOV_LOCK, checkov_bill, distribution_bill
from tools.release.project import Project
from tools.release.sbom import check_bill

EPOCH = 1795219200  # 2026-11-21
WHEEL = "c" * 64
TWO_VERSIONS = f"""\
numpy==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:{A}
numpy==2.0 ; python_full_version >= '3.12' \\
    --hash=sha256:{B}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A checkout with both locks."""
    return checkout(tmp_path, {"requirements.lock": LOCK, CHECKOV_LOCK: TWO_VERSIONS})


def _bill(project: Project) -> str:
    return distribution_bill(
        project, "0.1.0", WHEEL, epoch=EPOCH, licence_of=lambda pin: DisjunctiveLicense(name=f"of {pin.name}")
    )


def _depends_on(bill: Mapping[str, Any]) -> dict[str, list[str]]:
    return {entry["ref"]: entry.get("dependsOn", []) for entry in bill["dependencies"]}


def test_the_distribution_and_what_it_needs(project: Project) -> None:
    bill = json.loads(_bill(project))

    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert bill["metadata"]["timestamp"] == "2026-11-21T00:00:00+00:00"
    assert bill["metadata"]["component"] == {
        "bom-ref": "pkg:pypi/garden@0.1.0",
        "description": "Beds that water themselves",
        "hashes": [{"alg": "SHA-256", "content": WHEEL}],
        "licenses": [{"license": {"id": "MIT"}}],
        "name": "garden",
        "purl": "pkg:pypi/garden@0.1.0",
        "type": "application",
        "version": "0.1.0",
    }
    assert [tool["name"] for tool in bill["metadata"]["tools"]["components"]] == ["cyclonedx-python-lib", "hatchling"]
    assert bill["components"] == [
        {
            "bom-ref": "pkg:pypi/pygments@2.21.0",
            "hashes": [{"alg": "SHA-256", "content": A}],
            "licenses": [{"license": {"name": "of pygments"}}],
            "name": "pygments",
            "properties": [{"name": "bedplate:environment-marker", "value": 'sys_platform == "win32"'}],
            "purl": "pkg:pypi/pygments@2.21.0",
            "scope": "optional",
            "type": "library",
            "version": "2.21.0",
        },
        {
            "bom-ref": "pkg:pypi/rich@15.0.0",
            "hashes": [{"alg": "SHA-256", "content": A}, {"alg": "SHA-256", "content": B}],
            "licenses": [{"license": {"name": "of rich"}}],
            "name": "rich",
            "purl": "pkg:pypi/rich@15.0.0",
            "scope": "required",
            "type": "library",
            "version": "15.0.0",
        },
    ]
    assert _depends_on(bill) == {
        "pkg:pypi/garden@0.1.0": ["pkg:pypi/rich@15.0.0"],
        "pkg:pypi/rich@15.0.0": ["pkg:pypi/pygments@2.21.0"],
        "pkg:pypi/pygments@2.21.0": [],
    }


def test_the_environment_of_checkov_holds_every_pinned_version(project: Project) -> None:
    text = checkov_bill(project, "0.1.0", epoch=EPOCH)
    bill = json.loads(text)

    assert check_bill("checkov", text) == []
    assert bill["metadata"]["component"]["bom-ref"] == "garden-checkov@0.1.0"
    assert _depends_on(bill) == {
        "garden-checkov@0.1.0": ["pkg:pypi/numpy@1.0", "pkg:pypi/numpy@2.0"],
        "pkg:pypi/numpy@1.0": [],
        "pkg:pypi/numpy@2.0": [],
    }


def test_the_serial_number_follows_from_the_content(project: Project) -> None:
    first, again = _bill(project), _bill(project)
    (project.folder / "requirements.lock").write_text(LOCK.replace("15.0.0", "15.0.1"), encoding="utf-8")
    other = _bill(project)

    assert first == again
    assert json.loads(first)["serialNumber"].startswith("urn:uuid:")
    assert json.loads(first)["serialNumber"] != json.loads(other)["serialNumber"]


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        pytest.param('"application"', '"vegetable"', "x: 'vegetable' is not one of [", id="against the schema"),
        pytest.param("of rich", "https://garden.test", 'x names an address: "name": "http', id="an address"),
    ],
)
def test_a_bill_is_checked(project: Project, written: str, instead: str, expected: str) -> None:
    text = _bill(project)

    assert check_bill("x", text) == []
    assert [problem[: len(expected)] for problem in check_bill("x", text.replace(written, instead))] == [expected]
