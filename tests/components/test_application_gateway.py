from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.application_gateway import ApplicationGateway
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.role_grants import RoleGrants
from bedplate.generator.engine import ProgramError, record_inline
from bedplate.generator.graph import UNKNOWN, Graph, Mode, secret_paths, unknown_paths
from tests.components.application_gateway_cases import (
    ADDRESS,
    ADDRESS_ID,
    DEFAULT_ADDRESS,
    DEFAULT_GATEWAY,
    DEFAULT_POLICY,
    GATEWAY,
    GATEWAY_ID,
    IDENTITY_ID,
    OTHER_SUBSCRIPTION,
    POLICY,
    POLICY_ID,
    SECRET_ID,
    SETTING,
    UPLOADS,
    VAULT_ID,
    WORKSPACE_ID,
    expected_managed_rules,
    expected_rate_limit,
    minimal_args,
)

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        gateway = ApplicationGateway("gateway", minimal_args())
        pulumi.export("id", gateway.gateway_id)
        pulumi.export("name", gateway.gateway_name)
        pulumi.export("policy", gateway.waf_policy_id)
        pulumi.export("address", gateway.public_ip_address_id)

    graph = record_program(program)

    assert inputs_by_name(graph, GATEWAY) == {"gateway": DEFAULT_GATEWAY}
    assert inputs_by_name(graph, POLICY) == {
        "gateway": {
            **DEFAULT_POLICY,
            "customRules": [UPLOADS, expected_rate_limit(500)],
            "managedRules": expected_managed_rules("content"),
        }
    }
    assert inputs_by_name(graph, ADDRESS) == {"gateway-address": DEFAULT_ADDRESS}
    assert sorted(resource.type for resource in graph.resources if resource.custom) == [GATEWAY, ADDRESS, POLICY]
    assert dict(graph.outputs) == {"id": GATEWAY_ID, "name": "agw-chat", "policy": POLICY_ID, "address": ADDRESS_ID}
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """The gateway waits for the grant on its certificate, its policy and its address; logs go to the workspace."""

    def program() -> None:
        identity = ManagedIdentity(
            "identity", {"resource_group_name": "rg", "location": "swedencentral", "identity_name": "id-gateway"}
        )
        grants = RoleGrants(
            "grants",
            {
                "principal_id": identity.principal_id,
                "principal_key": IDENTITY_ID,
                "grants": [{"role": "Key Vault Secrets User", "scope": VAULT_ID, "scope_name": "vault"}],
            },
        )
        ApplicationGateway(
            "gateway",
            {
                **minimal_args(),
                "identity_id": pulumi.Output.all(identity.identity_id, grants.granted_scope_ids).apply(
                    lambda values: str(values[0])
                ),
                "log_analytics_workspace_id": WORKSPACE_ID,
                "ddos_ip_protection": True,
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(program)

    assert inputs_by_name(graph, GATEWAY) == {"gateway": DEFAULT_GATEWAY}
    [address] = inputs_by_name(graph, ADDRESS).values()
    assert address == {**DEFAULT_ADDRESS, "ddosSettings": {"protectionMode": "Enabled"}}
    [gateway] = graph.of_type(GATEWAY)
    assert {graph[urn].type for urn in gateway.dependencies} == {
        POLICY,
        ADDRESS,
        "azure-native:managedidentity:UserAssignedIdentity",
        "azure-native:authorization:RoleAssignment",
    }
    settings = inputs_by_name(graph, SETTING)
    assert settings["gateway"] == {
        "name": "send-to-log-analytics",
        "resourceUri": GATEWAY_ID,
        "workspaceId": WORKSPACE_ID,
        "logAnalyticsDestinationType": "Dedicated",
        "logs": [
            {"category": "ApplicationGatewayAccessLog", "enabled": True},
            {"category": "ApplicationGatewayFirewallLog", "enabled": True},
        ],
        "metrics": [{"category": "AllMetrics", "enabled": True}],
    }
    assert settings["gateway-address"]["resourceUri"] == ADDRESS_ID
    assert len(settings) == 2
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:ApplicationGateway", GATEWAY, POLICY, ADDRESS}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        ApplicationGateway(
            "gateway",
            {
                **minimal_args(),
                "resource_group_name": pulumi.Output.from_input("rg"),
                "gateway_name": pulumi.Output.from_input("agw-chat"),
                "certificate_secret_id": pulumi.Output.from_input(f"{SECRET_ID}/0123"),
                "subscription_id": OTHER_SUBSCRIPTION,
                "zone_redundant": False,
                "minimum_capacity": 0,
                "maximum_capacity": 125,
                "request_timeout": 120,
                "maximum_body_kilobytes": 2000,
                "redirect_http": True,
                "allowed_client_prefixes": ["203.0.113.0/24", pulumi.Output.from_input("2001:db8::/32")],
                "allowed_countries": ["SE", "NO"],
                "rate_limit_per_minute": 60,
                "chat_text_arguments": ["message", "input"],
                "allow_file_uploads": True,
                "log_analytics_workspace_id": WORKSPACE_ID,
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)

    def elsewhere(id_: str) -> str:
        return id_.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)

    there = elsewhere(GATEWAY_ID)
    [gateway] = inputs_by_name(graph, GATEWAY).values()
    assert "zones" not in gateway
    assert gateway["autoscaleConfiguration"] == {"minCapacity": 0, "maxCapacity": 125}
    assert gateway["firewallPolicy"] == {"id": elsewhere(POLICY_ID)}
    assert gateway["backendHttpSettingsCollection"][0]["requestTimeout"] == 120
    assert gateway["backendHttpSettingsCollection"][0]["connectionDraining"] == {
        "enabled": True,
        "drainTimeoutInSec": 120,
    }
    assert gateway["frontendPorts"] == [{"name": "https", "port": 443}, {"name": "http", "port": 80}]
    assert gateway["httpListeners"][1:] == [
        {
            "name": "http",
            "protocol": "Http",
            "frontendIPConfiguration": {"id": f"{there}/frontendIPConfigurations/public"},
            "frontendPort": {"id": f"{there}/frontendPorts/http"},
            "hostName": "chat.contoso.com",
        }
    ]
    assert gateway["redirectConfigurations"] == [
        {
            "name": "to-https",
            "redirectType": "Permanent",
            "targetListener": {"id": f"{there}/httpListeners/https"},
            "includePath": True,
            "includeQueryString": True,
        }
    ]
    assert gateway["requestRoutingRules"][1:] == [
        {
            "name": "to-https",
            "priority": 200,
            "ruleType": "Basic",
            "httpListener": {"id": f"{there}/httpListeners/http"},
            "redirectConfiguration": {"id": f"{there}/redirectConfigurations/to-https"},
        }
    ]
    [policy] = inputs_by_name(graph, POLICY).values()
    assert policy["policySettings"] == {
        **DEFAULT_POLICY["policySettings"],
        "requestBodyInspectLimitInKB": 2000,
        "maxRequestBodySizeInKb": 2000,
        "fileUploadLimitInMb": 100,
    }
    assert policy["managedRules"] == expected_managed_rules("message", "input")
    clients = {"state": "Enabled", "action": "Block", "ruleType": "MatchRule"}
    condition = {"matchVariables": [{"variableName": "RemoteAddr"}], "negationConditon": True}
    assert policy["customRules"] == [
        {
            **clients,
            "name": "BlockOtherAddresses",
            "priority": 10,
            "matchConditions": [
                {**condition, "operator": "IPMatch", "matchValues": ["203.0.113.0/24", "2001:db8::/32"]}
            ],
        },
        {
            **clients,
            "name": "BlockOtherCountries",
            "priority": 20,
            "matchConditions": [{**condition, "operator": "GeoMatch", "matchValues": ["SE", "NO"]}],
        },
        expected_rate_limit(60),
    ]
    [address] = inputs_by_name(graph, ADDRESS).values()
    assert "zones" not in address
    for inputs in (gateway, policy, address):
        assert inputs["tags"] == {"owner": "ai"}
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()


def test_every_rule_reads_every_field_where_no_field_carries_text(
    record_program: Recording, inputs_by_name: Lookup
) -> None:
    def program() -> None:
        ApplicationGateway("gateway", {**minimal_args(), "chat_text_arguments": []})

    [policy] = inputs_by_name(record_program(program), POLICY).values()

    assert policy["managedRules"] == expected_managed_rules()


def test_ids_within_the_gateway_wait_for_azure_only_where_nobody_says_the_subscription(mode: Mode) -> None:
    graph = record_inline(lambda: ApplicationGateway("gateway", minimal_args()), mode=mode)

    [gateway] = graph.of_type(GATEWAY)
    [policy] = graph.of_type(POLICY)
    rule: Any = gateway.inputs["requestRoutingRules"][0]
    listener = rule["httpListener"]["id"]
    if mode is Mode.UNKNOWN:
        assert listener is UNKNOWN
    else:
        group = str(policy.id).split("/providers/", maxsplit=1)[0]
        assert listener == f"{group}/providers/Microsoft.Network/applicationGateways/agw-chat/httpListeners/https"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param({"certificate_secret_id": f"{SECRET_ID}/0123abc"}, ["without a version"], id="versioned"),
        pytest.param(
            {"certificate_secret_id": "https://kv.vault.azure.net/certificates/chat"},
            ["https://<vault>/secrets/<name>"],
            id="certificate-not-secret",
        ),
        pytest.param({"backend_health_path": "health"}, ["must begin with a slash, is 'health'"], id="relative-path"),
        pytest.param({"allowed_client_prefixes": []}, ["allowed_client_prefixes is empty"], id="nobody"),
        pytest.param({"allowed_countries": []}, ["allowed_countries is empty"], id="nowhere"),
        pytest.param({"minimum_capacity": -1}, ["minimum_capacity must lie between 0 and 125, is -1"], id="negative"),
        pytest.param({"maximum_capacity": 1}, ["must lie between 2 and 125, is 1"], id="too-few"),
        pytest.param({"minimum_capacity": 11}, ["must not exceed maximum_capacity, 10, is 11"], id="inverted"),
        pytest.param({"request_timeout": 3601}, ["request_timeout must lie between 1 and 3600"], id="too-patient"),
        pytest.param({"maximum_body_kilobytes": 2001}, ["must lie between 8 and 2000, is 2001"], id="too-large"),
        pytest.param(
            {"request_timeout": 0, "backend_health_path": "", "allowed_countries": []},
            ["request_timeout", "backend_health_path", "allowed_countries"],
            id="all-at-once",
        ),
    ],
)
def test_what_azure_would_refuse_is_refused(
    record_program: Recording, changes: dict[str, Any], problems: list[str]
) -> None:
    with pytest.raises(ProgramError, match="application gateway 'gateway'") as refused:
        record_program(lambda: ApplicationGateway("gateway", {**minimal_args(), **changes}))

    assert [problem for problem in problems if problem not in str(refused.value)] == []


@pytest.mark.parametrize(
    "secret_id", ["https://kv.vault.azure.net/secrets/chat", "https://kv.vault.usgovcloudapi.net/secrets/chat/"]
)
def test_secrets_without_a_version_are_taken(record_program: Recording, secret_id: str) -> None:
    graph = record_program(
        lambda: ApplicationGateway("gateway", {**minimal_args(), "certificate_secret_id": secret_id})
    )

    [gateway] = graph.of_type(GATEWAY)
    certificate: Any = gateway.inputs["sslCertificates"]
    assert certificate[0]["keyVaultSecretId"] == secret_id
