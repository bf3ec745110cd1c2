"""The landing zones of Azure's other clouds: every host in them is of their cloud, and China is refused."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.engine import Program, ProgramError, record
from bedplate.generator.graph import Graph, Mode, Secret, Value

ROOT = Path(__file__).resolve().parents[2]
KEY = "bedplate:landingZone"
# Those of the project's stacks that make all of their own, private DNS zones included.
STACKS = ("chat-dev", "chat-prod")
MODELS: list[dict[str, Any]] = [
    {"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "sku": "DataZoneStandard", "capacity": 50},
    {
        "name": "embeddings",
        "model": "text-embedding-3-large",
        "version": "1",
        "sku": "DataZoneStandard",
        "capacity": 50,
    },
]
# Written out here a second time on purpose: a wrong table of clouds must not excuse itself.
PUBLIC_SUFFIXES = (
    "azconfig.io", "azmk8s.io", "azure-api.net", "azure-automation.net", "azure-devices.net", "azure.com", "azure.net",
    "azurecontainerapps.io", "azurecr.io", "azuredatabricks.net", "azureedge.net", "azurefd.net", "azureml.ms",
    "azurewebsites.net", "cloudapp.net", "loganalytics.io", "microsoft.com", "microsoftonline.com", "visualstudio.com",
    "trafficmanager.net", "windows.net",
)  # fmt: skip
_PUBLIC_HOST = re.compile(
    rf"(?<![\w.*-])[\w.*-]*(?<![\w-])(?:{'|'.join(map(re.escape, PUBLIC_SUFFIXES))})(?![\w.-])", re.IGNORECASE
)
# Hosts that one and the same service has in both clouds.
SHARED_HOSTS = {
    "*.data.mcr.microsoft.com": "images of Microsoft: learn.microsoft.com/azure/container-apps/use-azure-firewall",
    "acs-mirror.azureedge.net": "parts of nodes: learn.microsoft.com/azure/aks/outbound-rules-control-egress",
    "aka.ms": "short links of Microsoft's documents",
    "crl.microsoft.com": "revoked certificates, of one authority for all clouds",
    "crl3.digicert.com": "revoked certificates, of one authority for all clouds",
    "learn.microsoft.com": "documents that a text refers to",
    "mcr.microsoft.com": "images of Microsoft: learn.microsoft.com/azure/container-apps/use-azure-firewall",
    "mscrl.microsoft.com": "revoked certificates, of one authority for all clouds",
    "oneocsp.microsoft.com": "revoked certificates, of one authority for all clouds",
    "packages.aks.azure.com": "packages of nodes: learn.microsoft.com/azure/container-apps/use-azure-firewall",
    "packages.microsoft.com": "packages for Linux, published once for all clouds",
    "www.microsoft.com": "revoked certificates, of one authority for all clouds",
}


def _settings(stack: str, location: str) -> dict[str, Any]:
    config, _ = Program.load(ROOT).stack_config(stack)
    settings: dict[str, Any] = deepcopy(json.loads(config[KEY]))
    # What a stack asks of its own region: models and their quota, and addresses that agents accept.
    settings.pop("quota", None)
    network = {**settings["network"], "addressSpace": "192.168.0.0/21"}
    return {**settings, "location": location, "models": deepcopy(MODELS), "network": network}


@cache
def _recorded(stack: str, location: str, mode: Mode) -> Graph:
    config = {KEY: json.dumps(_settings(stack, location))}
    return record(Program.load(ROOT), stack=stack, config=config, mode=mode)


@pytest.fixture(params=[pytest.param((stack, mode), id=f"{stack}-{mode.value}") for stack in STACKS for mode in Mode])
def government(request: pytest.FixtureRequest) -> Graph:
    """Return the graph of one of the project's stacks, moved to Azure Government."""
    stack, mode = request.param
    return _recorded(stack, "usgovvirginia", mode)


def _texts(value: Value) -> Iterator[str]:
    """Yield every text in a value: keys, leaves and what is secret."""
    if isinstance(value, Secret):
        yield from _texts(value.value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def _public_hosts(graph: Graph) -> set[tuple[str, str]]:
    recorded = [(resource.urn, part) for resource in graph.resources for part in (resource.inputs, resource.outputs)]
    return {
        (urn, host)
        for urn, part in [*recorded, ("outputs of the stack", graph.outputs)]
        for text in _texts(part)
        for host in _PUBLIC_HOST.findall(text)
        if host.lower() not in SHARED_HOSTS
    }


def test_no_host_of_the_public_cloud_survives(government: Graph) -> None:
    assert _public_hosts(government) == set()


def test_hosts_of_the_public_cloud_would_be_found() -> None:
    zones = {host for _, host in _public_hosts(_recorded("chat-dev", "swedencentral", Mode.KNOWN))}

    assert {
        "privatelink.vaultcore.azure.net",
        "privatelink.openai.azure.com",
        "privatelink.blob.core.windows.net",
    } <= zones


def test_zones_are_those_of_government(government: Graph) -> None:
    zones = {zone.inputs["privateZoneName"] for zone in government.of_type("azure-native:privatedns:PrivateZone")}

    assert {
        "privatelink.blob.core.usgovcloudapi.net",
        "privatelink.cognitiveservices.azure.us",
        "privatelink.openai.azure.us",
        "privatelink.services.ai.azure.us",
        "privatelink.vaultcore.usgovcloudapi.net",
    } <= zones
    assert all(str(zone).endswith((".us", ".usgovcloudapi.net")) for zone in zones)


def test_every_endpoint_registers_in_zones_that_are_made(government: Graph) -> None:
    made = {zone.inputs["privateZoneName"] for zone in government.of_type("azure-native:privatedns:PrivateZone")}
    groups = government.of_type("azure-native:network:PrivateDnsZoneGroup")
    used = {config["privateDnsZoneId"].rsplit("/", 1)[-1] for group in groups for config in _configs(group.inputs)}

    assert used == made


def _configs(inputs: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    return tuple(inputs["privateDnsZoneConfigs"])


@pytest.mark.parametrize(
    ("location", "environment"),
    [
        pytest.param("swedencentral", "public", id="public"),
        pytest.param("usgovvirginia", "usgovernment", id="government"),
    ],
)
def test_the_provider_signs_in_at_the_cloud_of_the_region(location: str, environment: str) -> None:
    [provider] = _recorded("chat-dev", location, Mode.UNKNOWN).of_type("pulumi:providers:azure-native")

    assert provider.inputs["environment"] == environment


@pytest.mark.parametrize("mode", [pytest.param(mode, id=mode.value) for mode in Mode])
def test_china_is_refused_with_what_it_lacks(mode: Mode) -> None:
    config = {KEY: json.dumps(_settings("chat-dev", "chinanorth3"))}

    with pytest.raises(ProgramError) as refused:
        record(Program.load(ROOT), stack="chat-dev", config=config, mode=mode)

    assert "has neither Azure OpenAI nor Microsoft Foundry" in str(refused.value)
