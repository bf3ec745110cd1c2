"""Bodies as Microsoft and scanners publish them, nested from the inputs that azure-native takes for them.

Keys and nesting stand as in each sample's source; the values are the test's own. Sources were read on 2026-11-21.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.arm.placing import place
from bedplate.generator.arm.resource_types import resource_type

SAMPLES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("samples.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "sample", [pytest.param(each, id=f"{each['token']}-{index}") for index, each in enumerate(SAMPLES)]
)
def test_the_inputs_nest_into_the_published_body(sample: dict[str, Any]) -> None:
    row = resource_type(sample["token"])
    assert row is not None
    placed = place(row.shape, sample["inputs"])
    assert placed.body == sample["body"]
    assert (placed.lost, placed.outside) == ([], [])


def test_every_sample_names_where_it_is_published() -> None:
    assert all(sample["source"].startswith("https://") for sample in SAMPLES)


@pytest.mark.parametrize(
    ("token", "inputs", "body"),
    [
        pytest.param(
            "azure-native:apimanagement:Api",
            {"apiType": "http", "soapApiType": "soap"},
            {"properties": {"type": "http", "apiType": "soap"}},
            id="names that change places",
        ),
        pytest.param(
            "azure-native:apimanagement:Backend",
            {"type": "Pool", "properties": {"serviceFabricCluster": {}}},
            {"properties": {"type": "Pool", "properties": {"serviceFabricCluster": {}}}},
            id="a body key named properties",
        ),
        pytest.param(
            "azure-native:storage:StorageAccount",
            {"enableHttpsTrafficOnly": True, "networkRuleSet": {"ipRules": [{"iPAddressOrRange": "203.0.113.1"}]}},
            {"properties": {"supportsHttpsTrafficOnly": True, "networkAcls": {"ipRules": [{"value": "203.0.113.1"}]}}},
            id="renames at two levels",
        ),
        pytest.param(
            "azure-native:network:IpamPool",
            {"properties": {"addressPrefixes": ["10.0.0.0/8"]}},
            {"properties": {"addressPrefixes": ["10.0.0.0/8"]}},
            id="properties that the SDK does not lift",
        ),
    ],
)
def test_known_traps(token: str, inputs: dict[str, Any], body: dict[str, Any]) -> None:
    row = resource_type(token)
    assert row is not None
    assert place(row.shape, inputs).body == body


def test_inputs_that_a_template_cannot_hold_are_named() -> None:
    row = resource_type("azure-native:network:VirtualNetworkPeering")
    assert row is not None
    placed = place(row.shape, {"syncRemoteAddressSpace": "true", "name": "spoke", "allowForwardedTraffic": True})
    assert placed.body == {"properties": {"allowForwardedTraffic": True}}
    assert [(each.path, each.reason) for each in placed.outside] == [
        (("name",), "repeats the resource's name, which the template writes"),
        (("syncRemoteAddressSpace",), "a parameter of the request, not of the resource"),
    ]
