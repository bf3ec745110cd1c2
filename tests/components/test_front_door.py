import itertools
from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.front_door import FrontDoor
from bedplate.components.ingress.front_door_arguments import FrontDoorOriginKind
from bedplate.components.resource_group import ResourceGroup
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import UNKNOWN, Graph, Mode, secret_paths, unknown_paths
from tests.components.front_door_cases import (
    APP_ID,
    DEFAULT_ENDPOINT,
    DEFAULT_ORIGIN,
    DEFAULT_ORIGIN_GROUP,
    DEFAULT_PROFILE,
    DEFAULT_ROUTE,
    DOMAIN,
    DOMAIN_ID,
    ENDPOINT,
    ENDPOINT_ID,
    ENVIRONMENT_ID,
    IN_PROFILE,
    ORIGIN,
    ORIGIN_GROUP,
    OTHER_SUBSCRIPTION,
    POLICY,
    POLICY_ID,
    PROFILE,
    PROFILE_ID,
    ROUTE,
    SCENARIO_TYPES,
    SECURITY_POLICY,
    UPLOADS,
    WORKSPACE_ID,
    ZONE_ID,
    expected_policy,
    expected_rate_limit,
    expected_security_policy,
    minimal_args,
    minimal_origin,
)

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]


def test_defaults(record_program: Recording, inputs_by_name: Lookup, mode: Mode) -> None:
    def program() -> None:
        door = FrontDoor("door", minimal_args())
        pulumi.export("profile", door.profile_id)
        pulumi.export("name", door.profile_name)
        pulumi.export("endpoint", door.endpoint_id)
        pulumi.export("policy", door.waf_policy_id)
        pulumi.export("message", door.request_message)
        pulumi.export("token", door.domain_validation_token)
        pulumi.export("host", door.endpoint_host_name)
        pulumi.export("door", door.front_door_id)
        pulumi.export("principal", door.principal_id)

    graph = record_program(program)

    assert inputs_by_name(graph, PROFILE) == {"door": DEFAULT_PROFILE}
    assert inputs_by_name(graph, ENDPOINT) == {"door": DEFAULT_ENDPOINT}
    assert inputs_by_name(graph, ORIGIN_GROUP) == {"door": DEFAULT_ORIGIN_GROUP}
    assert inputs_by_name(graph, ORIGIN) == {"door": DEFAULT_ORIGIN}
    assert inputs_by_name(graph, SECURITY_POLICY) == {"door": expected_security_policy(ENDPOINT_ID)}
    assert inputs_by_name(graph, ROUTE) == {"door": DEFAULT_ROUTE}
    assert inputs_by_name(graph, POLICY) == {"door": expected_policy([UPLOADS, expected_rate_limit(500)], "content")}
    assert sorted(resource.type for resource in graph.resources if resource.custom) == SCENARIO_TYPES
    invented = {name: graph.outputs[name] for name in ("host", "door", "principal")}
    assert {name: value for name, value in graph.outputs.items() if name not in invented} == {
        "profile": PROFILE_ID,
        "name": "afd-chat",
        "endpoint": ENDPOINT_ID,
        "policy": POLICY_ID,
        "message": "Access of Azure Front Door afd-chat",
        "token": "",
    }
    if mode is Mode.UNKNOWN:
        assert set(invented.values()) == {UNKNOWN}
    else:
        assert str(invented["host"]).startswith("chat-")
        assert str(invented["host"]).endswith(".azurefd.net")
        assert all(isinstance(value, str) for value in invented.values())
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup, mode: Mode) -> None:
    """Parts come one after the other, the route last: when the first request passes, the firewall is there."""

    def program() -> None:
        # Stands for whatever else changes the app.
        app = ResourceGroup("app", {"resource_group_name": "rg-app", "location": "swedencentral"})
        door = FrontDoor(
            "door",
            {
                **minimal_args(),
                "origin": {**minimal_origin(), "target_id": app.resource_group_name.apply(lambda _: APP_ID)},
                "custom_domain": {"host_name": "chat.contoso.com"},
                "log_analytics_workspace_id": WORKSPACE_ID,
            },
            pulumi.ResourceOptions(protect=True),
        )
        pulumi.export("token", door.domain_validation_token)

    graph = record_program(program)

    assert inputs_by_name(graph, ORIGIN) == {"door": DEFAULT_ORIGIN}
    assert inputs_by_name(graph, DOMAIN) == {
        "door": {
            **IN_PROFILE,
            "customDomainName": "chat-contoso-com",
            "hostName": "chat.contoso.com",
            "tlsSettings": {
                "certificateType": "ManagedCertificate",
                "minimumTlsVersion": "TLS12",
                "cipherSuiteSetType": "TLS12_2023",
            },
        }
    }
    assert inputs_by_name(graph, SECURITY_POLICY) == {"door": expected_security_policy(ENDPOINT_ID, DOMAIN_ID)}
    assert inputs_by_name(graph, ROUTE) == {
        "door": {**DEFAULT_ROUTE, "customDomains": [{"id": DOMAIN_ID}], "linkToDefaultDomain": "Disabled"}
    }
    order = [PROFILE, ENDPOINT, ORIGIN_GROUP, ORIGIN, DOMAIN, SECURITY_POLICY, ROUTE]
    for earlier, later in itertools.pairwise(order):
        [before], [after] = graph.of_type(earlier), graph.of_type(later)
        assert before.urn in after.dependencies
    [origin], [route] = graph.of_type(ORIGIN), graph.of_type(ROUTE)
    assert origin.urn in route.dependencies
    assert "azure-native:resources:ResourceGroup" in {graph[urn].type for urn in origin.dependencies}
    [policy], [security_policy] = graph.of_type(POLICY), graph.of_type(SECURITY_POLICY)
    assert policy.urn in security_policy.dependencies
    assert inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting") == {
        "door": {
            "name": "send-to-log-analytics",
            "resourceUri": PROFILE_ID,
            "workspaceId": WORKSPACE_ID,
            "logs": [
                {"category": "FrontDoorAccessLog", "enabled": True},
                {"category": "FrontDoorHealthProbeLog", "enabled": True},
                {"category": "FrontDoorWebApplicationFirewallLog", "enabled": True},
            ],
            "metrics": [{"category": "AllMetrics", "enabled": True}],
        }
    }
    token = graph.outputs["token"]
    assert token is UNKNOWN if mode is Mode.UNKNOWN else isinstance(token, str) and len(token) == 32
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:FrontDoor", DOMAIN, *SCENARIO_TYPES}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        FrontDoor(
            "door",
            {
                **minimal_args(),
                "resource_group_name": pulumi.Output.from_input("rg"),
                "profile_name": pulumi.Output.from_input("afd-chat"),
                "subscription_id": OTHER_SUBSCRIPTION,
                "origin": {
                    "host_name": "chat.cae.norwayeast.azurecontainerapps.io",
                    "target_id": ENVIRONMENT_ID,
                    "kind": FrontDoorOriginKind.CONTAINER_APPS_ENVIRONMENT,
                    "health_path": "/ready",
                    "private_link_location": "norwayeast",
                    "request_message": "For the chat",
                },
                "custom_domain": {"host_name": pulumi.Output.from_input("chat.contoso.com"), "dns_zone_id": ZONE_ID},
                "request_timeout": 16,
                "allowed_client_prefixes": ["203.0.113.0/24"],
                "allowed_countries": ["SE", "NO"],
                "rate_limit_per_minute": 60,
                "chat_text_arguments": ["message", "input"],
                "allow_file_uploads": True,
                "log_analytics_workspace_id": WORKSPACE_ID,
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)

    [profile] = inputs_by_name(graph, PROFILE).values()
    assert profile == {**DEFAULT_PROFILE, "originResponseTimeoutSeconds": 16, "tags": {"owner": "ai"}}
    [endpoint] = inputs_by_name(graph, ENDPOINT).values()
    assert endpoint == {**DEFAULT_ENDPOINT, "tags": {"owner": "ai"}}
    [origin_group] = inputs_by_name(graph, ORIGIN_GROUP).values()
    assert origin_group["healthProbeSettings"]["probePath"] == "/ready"
    [origin] = inputs_by_name(graph, ORIGIN).values()
    host = "chat.cae.norwayeast.azurecontainerapps.io"
    assert (origin["hostName"], origin["originHostHeader"]) == (host, host)
    assert origin["sharedPrivateLinkResource"] == {
        "privateLink": {"id": ENVIRONMENT_ID},
        "privateLinkLocation": "norwayeast",
        "groupId": "managedEnvironments",
        "requestMessage": "For the chat",
    }
    [domain] = inputs_by_name(graph, DOMAIN).values()
    assert domain["azureDnsZone"] == {"id": ZONE_ID}
    [route] = inputs_by_name(graph, ROUTE).values()
    there = DOMAIN_ID.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)
    assert route["customDomains"] == [{"id": there}]
    clients = {"enabledState": "Enabled", "action": "Block", "ruleType": "MatchRule"}
    # Not `RemoteAddr`, which is what the client says in a header.
    condition = {"matchVariable": "SocketAddr", "negateCondition": True}
    blocked = [
        {
            **clients,
            "name": "BlockOtherAddresses",
            "priority": 10,
            "matchConditions": [{**condition, "operator": "IPMatch", "matchValue": ["203.0.113.0/24"]}],
        },
        {
            **clients,
            "name": "BlockOtherCountries",
            "priority": 20,
            "matchConditions": [{**condition, "operator": "GeoMatch", "matchValue": ["SE", "NO"]}],
        },
    ]
    assert inputs_by_name(graph, POLICY) == {
        "door": {**expected_policy([*blocked, expected_rate_limit(60)], "message", "input"), "tags": {"owner": "ai"}}
    }
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()


def test_every_rule_reads_every_field_where_no_field_carries_text(
    record_program: Recording, inputs_by_name: Lookup
) -> None:
    graph = record_program(lambda: FrontDoor("door", {**minimal_args(), "chat_text_arguments": []}))

    assert inputs_by_name(graph, POLICY) == {"door": expected_policy([UPLOADS, expected_rate_limit(500)])}


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param({"request_timeout": 241}, ["request_timeout must lie between 16 and 240, is 241"], id="patient"),
        pytest.param({"request_timeout": 15}, ["request_timeout must lie between 16 and 240, is 15"], id="impatient"),
        pytest.param(
            {"origin": {**minimal_origin(), "health_path": "health"}},
            ["origin.health_path must begin"],
            id="relative-path",
        ),
        pytest.param({"location": "italynorth"}, ["no private links in italynorth", "westus3"], id="region-without"),
        pytest.param(
            {"origin": {**minimal_origin(), "private_link_location": "polandcentral"}},
            ["in polandcentral"],
            id="link-region",
        ),
        pytest.param({"allowed_client_prefixes": []}, ["allowed_client_prefixes is empty"], id="nobody"),
        pytest.param(
            {"allowed_countries": [], "request_timeout": 0}, ["allowed_countries", "request_timeout"], id="all-at-once"
        ),
    ],
)
def test_what_azure_would_refuse_is_refused(
    record_program: Recording, changes: dict[str, Any], problems: list[str]
) -> None:
    with pytest.raises(ProgramError, match="front door 'door'") as refused:
        record_program(lambda: FrontDoor("door", {**minimal_args(), **changes}))

    assert [problem for problem in problems if problem not in str(refused.value)] == []
