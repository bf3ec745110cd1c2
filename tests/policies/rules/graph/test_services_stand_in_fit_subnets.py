from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.services_stand_in_fit_subnets import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.cases import Kind
from tests.policies.rules.graph.judging import Trial, arm_id, declared, outcomes, trial, verdicts

NETWORK = "Microsoft.Network/virtualNetworks"
APPS, WEB = "Microsoft.App/environments", "Microsoft.Web/serverFarms"
PROFILES = [{"name": "Consumption", "workloadProfileType": "Consumption"}]


def _delegated(services: Any) -> Any:
    return UNKNOWN if services is UNKNOWN else [{"properties": {"serviceName": each}} for each in services]


def _network(*services: Any, name: str = "sub") -> Resource:
    """A network with one subnet; `UNKNOWN` for delegations that are not known."""
    given = UNKNOWN if UNKNOWN in services else services
    return declared(NETWORK, "vnet", {"subnets": [{"name": name, "properties": {"delegations": _delegated(given)}}]})


def _apart(*services: str, key: str = "own", name: Any = UNKNOWN) -> Resource:
    """A subnet of its own whose id is not known."""
    properties = {"delegations": _delegated(services)}
    return Resource(key=key, type=f"{NETWORK}/subnets", id=None, body={"name": name, "properties": properties})


def _in(name: str = "sub") -> str:
    return f"{arm_id(NETWORK, 'vnet')}/subnets/{name}"


def _endpoint(subnet: Any = None, *made_from: str) -> Resource:
    properties = {"subnet": {"id": _in() if subnet is None else subnet}}
    references = {"properties.subnet": made_from}
    return declared("Microsoft.Network/privateEndpoints", "pep", properties, references=references)


def _agents(subnet: Any = None, *made_from: str) -> Resource:
    properties = {"networkInjections": [{"scenario": "agent", "subnetArmId": _in() if subnet is None else subnet}]}
    references = {"properties.networkInjections": made_from}
    return declared("Microsoft.CognitiveServices/accounts", "ai", properties, references=references)


def _environment(profiles: Any = None, subnet: str | None = None) -> Resource:
    properties: dict[str, Any] = {"vnetConfiguration": {"infrastructureSubnetId": subnet or _in()}}
    if profiles is not None:
        properties["workloadProfiles"] = profiles
    return declared("Microsoft.App/managedEnvironments", "cae", properties)


def _app(**properties: Any) -> Resource:
    return declared("Microsoft.Web/sites", "app", {"virtualNetworkSubnetId": _in(), **properties})


def _gateway(subnet: Any = None, *made_from: str) -> Resource:
    held = {"properties": {"subnet": {"id": _in() if subnet is None else subnet}}}
    references = {"properties.gatewayIPConfigurations": made_from}
    return declared(
        "Microsoft.Network/applicationGateways", "agw", {"gatewayIPConfigurations": [held]}, references=references
    )


SLOT = declared("Microsoft.Web/sites/slots", "app/next", {"virtualNetworkSubnetId": _in()})
JOINED = declared("Microsoft.Web/sites/networkConfig", "app/virtualNetwork", {"subnetResourceId": _in()})
FLEX: dict[str, Any] = {"functionAppConfig": {"runtime": {"name": "python"}}}
TWO = (Outcome.FAIL, Outcome.FAIL)
TRIALS = [
    trial(Kind.PASS, "endpoint", Outcome.PASS, _network(), _endpoint()),
    trial(Kind.PASS, "agents", Outcome.PASS, _network(APPS), _agents()),
    trial(Kind.PASS, "environment", Outcome.PASS, _network(APPS), _environment(PROFILES)),
    trial(Kind.PASS, "consumption-only", Outcome.PASS, _network(), _environment([])),
    trial(Kind.PASS, "consumption-only-delegated", Outcome.PASS, _network(APPS), _environment()),
    trial(Kind.PASS, "app", Outcome.PASS, _network(WEB), _app()),
    trial(Kind.PASS, "app-with-slot", (Outcome.PASS,) * 3, _network(WEB), _app(), SLOT, JOINED),
    trial(Kind.PASS, "flex-consumption", Outcome.PASS, _network(APPS), _app(**FLEX)),
    trial(Kind.PASS, "gateway", Outcome.PASS, _network(), _gateway()),
    trial(Kind.PASS, "isolated-gateway", Outcome.PASS, _network("Microsoft.Network/applicationGateways"), _gateway()),
    trial(
        Kind.PASS,
        "owner",
        Outcome.PASS,
        _network(name="AzureBastionSubnet"),
        declared(
            "Microsoft.Network/bastionHosts",
            "bas",
            {"ipConfigurations": [{"properties": {"subnet": {"id": _in("AzureBastionSubnet")}}}]},
        ),
    ),
    trial(Kind.FAIL, "endpoint-among-agents", TWO, _network(APPS), _endpoint(), _agents()),
    trial(Kind.FAIL, "endpoint-where-others-belong", Outcome.FAIL, _network(WEB), _endpoint()),
    trial(Kind.FAIL, "agents-with-an-environment", TWO, _network(APPS), _agents(), _environment(PROFILES)),
    trial(Kind.FAIL, "environment-of-others", Outcome.FAIL, _network(WEB), _environment([])),
    trial(Kind.FAIL, "environment-with-endpoint", TWO, _network(), _environment([]), _endpoint()),
    trial(Kind.FAIL, "app-of-others", Outcome.FAIL, _network(APPS), _app()),
    trial(Kind.FAIL, "flex-consumption-of-others", Outcome.FAIL, _network(WEB), _app(**FLEX)),
    trial(Kind.FAIL, "gateway-with-endpoint", TWO, _network(), _gateway(), _endpoint()),
    trial(Kind.FAIL, "gateway-of-others", Outcome.FAIL, _network(WEB), _gateway()),
    *(
        trial(Kind.FAIL, name, Outcome.FAIL, _network(name=name), _endpoint(_in(name)))
        for name in ("GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "AzureBastionSubnet")
    ),
    trial(Kind.FAIL, "platform-elsewhere", Outcome.FAIL, _endpoint("/elsewhere/subnets/GatewaySubnet")),
    trial(
        Kind.FAIL,
        "environment-in-platform",
        Outcome.FAIL,
        _environment([], _in("RouteServerSubnet")),
        _network(name="RouteServerSubnet"),
    ),
    trial(Kind.OMITTED, "no-delegation-for-agents", Outcome.FAIL, _network(), _agents()),
    trial(Kind.OMITTED, "no-delegation-for-profiles", Outcome.FAIL, _network(), _environment(PROFILES)),
    trial(Kind.OMITTED, "no-delegation-for-app", Outcome.FAIL, _network(), _app()),
    trial(
        Kind.OMITTED,
        "no-subnet",
        Outcome.NOT_APPLICABLE,
        declared("Microsoft.CognitiveServices/accounts", "ai", {}),
    ),
    trial(Kind.UNKNOWN, "agents-by-reference", Outcome.PASS, _apart(APPS), _agents(UNKNOWN, "own")),
    trial(Kind.UNKNOWN, "endpoint-by-reference", Outcome.FAIL, _apart(APPS), _endpoint(UNKNOWN, "own")),
    trial(
        Kind.UNKNOWN,
        "platform-by-reference",
        Outcome.FAIL,
        _apart(name="GatewaySubnet"),
        _endpoint(UNKNOWN, "own"),
    ),
    trial(
        Kind.UNKNOWN,
        "shared-by-reference",
        TWO,
        _apart(),
        _gateway(UNKNOWN, "own"),
        _endpoint(UNKNOWN, "own"),
    ),
    trial(
        Kind.UNKNOWN,
        "perhaps-shared",
        (Outcome.UNDECIDED, Outcome.UNDECIDED),
        _apart(),
        _apart(key="another"),
        _gateway(UNKNOWN, "own"),
        _endpoint(UNKNOWN, "own", "another"),
    ),
    trial(Kind.UNKNOWN, "subnet", Outcome.UNDECIDED, _network(), _endpoint(UNKNOWN)),
    trial(Kind.UNKNOWN, "declared-elsewhere", Outcome.UNDECIDED, _endpoint("/elsewhere/subnets/pep")),
    trial(Kind.UNKNOWN, "delegations", Outcome.UNDECIDED, _network(UNKNOWN), _endpoint()),
    trial(Kind.UNKNOWN, "profiles", Outcome.UNDECIDED, _network(), _environment(UNKNOWN)),
    trial(Kind.UNKNOWN, "profiles-where-delegated", Outcome.PASS, _network(APPS), _environment(UNKNOWN)),
    trial(Kind.UNKNOWN, "kind-of-app", Outcome.PASS, _network(APPS), _app(functionAppConfig=UNKNOWN)),
    trial(Kind.WRONG_CASE, "delegation", Outcome.PASS, _network(APPS.upper()), _agents(_in().upper())),
    trial(Kind.WRONG_CASE, "name", Outcome.FAIL, _network(name="gatewaysubnet"), _endpoint(_in("GATEWAYSUBNET"))),
]


@pytest.mark.parametrize("tried", TRIALS, ids=str)
def test_outcome(tried: Trial) -> None:
    assert outcomes(RULE, tried) == tried.expected


@pytest.mark.parametrize(
    ("resources", "reasons"),
    [
        pytest.param(
            (_network(APPS), _endpoint(), _agents()),
            [
                "subnet sub also holds pep",
                "subnet sub is delegated to Microsoft.App/environments; subnet sub also holds ai",
            ],
            id="shared",
        ),
        pytest.param((_network(), _app()), ["subnet sub is not delegated to Microsoft.Web/serverFarms"], id="app"),
        pytest.param(
            (_network(), _environment(UNKNOWN)),
            ["subnet sub is not delegated to Microsoft.App/environments, and may have to"],
            id="perhaps",
        ),
        pytest.param(
            (_endpoint("/elsewhere/subnets/GatewaySubnet"),),
            ["Azure keeps subnet GatewaySubnet for another service"],
            id="platform",
        ),
    ],
)
def test_reasons(resources: tuple[Resource, ...], reasons: list[str]) -> None:
    assert [each.reason for each in verdicts(RULE, *resources)] == reasons
