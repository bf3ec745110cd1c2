from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource
from bedplate.policies.rules.graph.model_in_public_reach_has_shields import RULE
from bedplate.policies.values import UNKNOWN
from tests.policies.graphs import declared, outcomes_of, reasons_of
from tests.policies.models import account, content_policy, deployment

SHIELDS = [
    {"name": name, "source": "Prompt", "enabled": True, "blocking": True} for name in ("Jailbreak", "Indirect Attack")
]
SHIELDED = content_policy("strict", SHIELDS)


def _app(access: Any = "Disabled", **fields: Any) -> Resource:
    made_from = {"properties.siteConfig": ("aif",)}
    return declared(
        "Microsoft.Web/sites/app", {"properties": {"publicNetworkAccess": access}}, references=made_from, **fields
    )


DOOR = declared("Microsoft.Cdn/profiles/afd", depends_on=("app",))
GATEWAY = declared(
    "Microsoft.Network/applicationGateways/agw",
    {"properties": {"frontendIPConfigurations": [{"properties": {"publicIPAddress": {"id": "/pip"}}}]}},
    references={"properties.backendAddressPools": ("app",)},
)
INNER = declared(
    "Microsoft.Network/applicationGateways/agw",
    {"properties": {"frontendIPConfigurations": [{"properties": {"subnet": {"id": "/s"}}}]}},
    depends_on=("app",),
)


def _container_app(*, external: bool = True) -> Resource:
    return declared(
        "Microsoft.App/containerApps/ca",
        {"properties": {"configuration": {"ingress": {"external": external}}, "environmentId": UNKNOWN}},
        references={"properties.environmentId": ("cae",), "properties.template": ("aif",)},
    )


def _environment(*, internal: bool) -> Resource:
    return declared(
        "Microsoft.App/managedEnvironments/cae", {"properties": {"vnetConfiguration": {"internal": internal}}}
    )


def _chat(policy: Any = "strict", model: Any = "gpt-5.1") -> Resource:
    return deployment(model=model, properties={"raiPolicyName": policy})


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        pytest.param([_chat(), SHIELDED, _app(), DOOR], Outcome.PASS, id="pass"),
        pytest.param([_chat("STRICT"), SHIELDED, _app(), DOOR], Outcome.PASS, id="wrong-case"),
        pytest.param([_chat(), content_policy("strict", SHIELDS[:1]), _app(), DOOR], Outcome.FAIL, id="fail"),
        pytest.param([_chat(None), _app(), DOOR], Outcome.FAIL, id="omitted"),
        pytest.param([_chat("Microsoft.DefaultV2"), _app("Enabled")], Outcome.FAIL, id="open-app"),
        pytest.param([_chat(None, UNKNOWN), _app("Enabled")], Outcome.UNDECIDED, id="unknown-model"),
        pytest.param([_chat("Microsoft.DefaultV2"), _app(UNKNOWN)], Outcome.UNDECIDED, id="unknown-access"),
        pytest.param([_chat("Microsoft.DefaultV2"), _app(UNKNOWN), DOOR], Outcome.FAIL, id="one-door-surely-open"),
        pytest.param([_chat(), SHIELDED, _app(UNKNOWN)], Outcome.PASS, id="shielded-whoever-gets-in"),
        pytest.param([_chat("Microsoft.DefaultV2"), _app(None)], Outcome.FAIL, id="open-by-default"),
        pytest.param([_chat(), content_policy("strict", UNKNOWN), _app(), DOOR], Outcome.UNDECIDED, id="unknown"),
        pytest.param([_chat(UNKNOWN), _app(), DOOR], Outcome.UNDECIDED, id="unknown-policy"),
        pytest.param([_chat(None), _container_app(), _environment(internal=False)], Outcome.FAIL, id="open-container"),
        pytest.param(
            [_chat(None), _container_app(), _environment(internal=True)], Outcome.NOT_APPLICABLE, id="inner-environment"
        ),
        pytest.param(
            [_chat(None), _container_app(external=False), _environment(internal=False)],
            Outcome.NOT_APPLICABLE,
            id="inner-container",
        ),
        pytest.param([_chat(None), _app()], Outcome.NOT_APPLICABLE, id="no-door"),
        pytest.param([_chat(None), _app(), INNER], Outcome.NOT_APPLICABLE, id="inner-gateway"),
        pytest.param([_chat(None, "text-embedding-3-large"), _app(), DOOR], Outcome.NOT_APPLICABLE, id="embeddings"),
    ],
)
def test_outcome(resources: list[Resource], expected: Outcome) -> None:
    assert outcomes_of(RULE, account(), *resources) == [expected]


def test_reason() -> None:
    assert reasons_of(RULE, account(), _chat("Microsoft.DefaultV2"), _app(), GATEWAY) == [
        "it can be reached through applicationGateways, and Microsoft.DefaultV2 does not block indirect attacks"
    ]


def test_an_undeclared_account_is_not_known() -> None:
    assert outcomes_of(RULE, _chat(), DOOR) == [Outcome.UNDECIDED]
