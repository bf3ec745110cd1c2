"""Reading PUT addresses from the operations of management packages of every generation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.arm_table import url_templates
from tools.arm_table.url_templates import UrlTemplate, put_templates

BED = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Test.Garden/beds/{bedName}"

TYPESPEC = f"""
def build_beds_create_or_update_request(bed_name: str, **kwargs) -> HttpRequest:
    _url = "{BED}"  # pylint: disable=line-too-long
    return HttpRequest(method="PUT", url=_url, **kwargs)


def build_beds_get_request(bed_name: str) -> HttpRequest:
    _url = "{BED}/never"
    return HttpRequest(method="GET", url=_url)
"""
AUTOREST = f"""
def build_create_or_update_request_initial(**kwargs) -> HttpRequest:
    url = kwargs.pop(
        "template_url",
        "{BED}"
        "/rows/{{rowName}}",
    )  # pylint: disable=line-too-long
    return HttpRequest(
        method="PUT",
        url=url,
    )
"""
OLDEST = f"""
class StakesOperations(object):
    def _create_initial(self):
        url = self._create_initial.metadata['url']
        request = self._client.put(url, query_parameters)
    _create_initial.metadata = {{'url': '{BED}/stakes/{{stakeName}}'}}  # type: ignore

    def get(self):
        request = self._client.get(url, query_parameters)
    get.metadata = {{'url': '{BED}/never'}}
"""


@pytest.mark.parametrize(
    ("file", "source", "expected"),
    [
        pytest.param("operations/_operations.py", TYPESPEC, {BED: ["beds_create_or_update"]}, id="one-file-for-all"),
        pytest.param(
            "operations/_rows_operations.py",
            AUTOREST,
            {f"{BED}/rows/{{rowName}}": ["rows_create_or_update"]},
            id="one-file-for-each-group-and-a-broken-literal",
        ),
        pytest.param(
            "operations/_stakes_operations.py",
            OLDEST,
            {f"{BED}/stakes/{{stakeName}}": ["stakes_create"]},
            id="address-in-metadata",
        ),
    ],
)
def test_only_put_operations_count(file: str, source: str, expected: dict[str, list[str]]) -> None:
    assert put_templates({file: source}) == expected


def test_what_the_cache_holds_is_not_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pins = tmp_path / "wheels.txt"
    pins.write_text("# a comment\nazure-mgmt-garden==1.0.0\n", encoding="utf-8")
    monkeypatch.setattr(url_templates, "PINS", pins)
    cached = {"azure-mgmt-garden==1.0.0": {BED: ["beds_create"]}, "azure-mgmt-yard==1.0.0": {"/never": ["x"]}}
    (tmp_path / "put_templates.json").write_text(json.dumps(cached), encoding="utf-8")

    assert url_templates.url_templates(tmp_path) == [
        UrlTemplate(path=BED, operations=("beds_create",), package="azure-mgmt-garden==1.0.0")
    ]
