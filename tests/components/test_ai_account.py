from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pulumi
import pytest
from pulumi.provider.experimental.analyzer import Analyzer

from bedplate.components.ai_account import AIAccount, AIAccountArgs
from bedplate.generator.engine import record_inline
from bedplate.generator.graph import UNKNOWN, Mode, secret_paths, unknown_paths
from tests.components.ai_account_cases import (
    ACCOUNT_ID,
    IDENTITY_ID,
    MODULE,
    NETWORK_ID,
    TAGS,
    WORKSPACE_ID,
    ZONE_IDS,
    ZONES,
    defaults,
    maximum,
    waf_aligned,
)
from tests.components.ai_account_program import (
    CASES,
    Inputs,
    Record,
    account_children,
    ancestors,
    each_case,
    program,
)


def account_inputs(**changes: Any) -> dict[str, Any]:
    """Return the inputs of an account as the defaults make them, with changes to `properties`."""
    return {
        "resourceGroupName": "rg-chat",
        "accountName": "aif-chat",
        "location": "swedencentral",
        "kind": "AIServices",
        "sku": {"name": "S0"},
        "identity": {"type": "SystemAssigned"},
        "properties": {
            "customSubDomainName": "aif-chat",
            "allowProjectManagement": True,
            "disableLocalAuth": True,
            "publicNetworkAccess": "Disabled",
            "networkAcls": {"defaultAction": "Deny", "bypass": "None", "ipRules": [], "virtualNetworkRules": []},
            "restrictOutboundNetworkAccess": True,
            "allowedFqdnList": [],
            **changes,
        },
    }


INJECTION = [
    {"scenario": "agent", "subnetArmId": f"{NETWORK_ID}/subnets/snet-agents", "useMicrosoftManagedNetwork": False}
]
MAXIMUM_ACCOUNT = {
    **account_inputs(
        customSubDomainName="contoso-chat",
        networkAcls={"defaultAction": "Deny", "bypass": "AzureServices", "ipRules": [], "virtualNetworkRules": []},
        allowedFqdnList=[
            "cosmos-chat.documents.azure.com",
            "srch-chat.search.windows.net",
            "stchat.blob.core.windows.net",
            "www.contoso.com",
        ],
        networkInjections=INJECTION,
        encryption={
            "keySource": "Microsoft.KeyVault",
            "keyVaultProperties": {
                "keyVaultUri": "https://kv-chat.vault.azure.net/",
                "keyName": "account",
                "keyVersion": "7c5f",
                "identityClientId": "33333333-3333-3333-3333-333333333333",
            },
        },
        restore=True,
    ),
    "identity": {"type": "SystemAssigned, UserAssigned", "userAssignedIdentities": [IDENTITY_ID]},
    "tags": TAGS,
}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(defaults, account_inputs(), id="defaults"),
        pytest.param(waf_aligned, account_inputs(networkInjections=INJECTION), id="waf_aligned"),
        pytest.param(maximum, MAXIMUM_ACCOUNT, id="max"),
    ],
)
def test_the_account_is_private_keyless_and_lists_its_outgoing_calls(
    record_program: Record, inputs_by_name: Inputs, arguments: Callable[[], AIAccountArgs], expected: dict[str, Any]
) -> None:
    graph = record_program(program(arguments()))

    assert inputs_by_name(graph, f"{MODULE}Account") == {"ai": expected}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(defaults, [], id="defaults"),
        pytest.param(
            waf_aligned,
            [
                "RaiPolicy ai-strict",
                "Deployment ai-chat",
                "Project ai-proj-chat",
                "ProjectConnection ai-proj-chat/con-insights",
            ],
            id="waf_aligned",
        ),
        pytest.param(
            maximum,
            [
                "RaiBlocklist ai-codenames",
                "RaiBlocklistItem ai-codenames-term-2c9328642667",
                "RaiBlocklist ai-rivals",
                "RaiBlocklistItem ai-rivals-term-c4d32a50c0d8",
                "RaiBlocklistItem ai-rivals-pattern-11933d2ab533",
                "RaiPolicy ai-clinical",
                "RaiPolicy ai-strict",
                "Deployment ai-chat-overflow",
                "Deployment ai-embedding",
                "Deployment ai-chat",
                "Project ai-proj-chat",
                "Project ai-proj-support",
                "ProjectConnection ai-proj-chat/con-insights",
                "ProjectConnection ai-proj-support/con-files",
                "ProjectConnection ai-proj-support/con-search",
                "ProjectConnection ai-proj-support/con-threads",
                "ProjectCapabilityHost ai-proj-support/agents",
            ],
            id="max",
        ),
    ],
)
def test_children_are_made_one_at_a_time_in_one_order(
    record_program: Record, arguments: Callable[[], AIAccountArgs], expected: list[str]
) -> None:
    graph = record_program(program(arguments()))

    children = sorted(account_children(graph), key=lambda child: len(ancestors(graph, child)))
    assert [f"{child.type.removeprefix(MODULE)} {child.name}" for child in children] == expected
    for earlier, later in pairwise(children):
        assert earlier.urn in later.dependencies


@each_case
def test_no_two_children_are_unordered_and_all_follow_the_account(
    record_program: Record, arguments: Callable[[], AIAccountArgs]
) -> None:
    graph = record_program(program(arguments()))

    (account,) = graph.of_type(f"{MODULE}Account")
    before = {child.urn: ancestors(graph, child) for child in account_children(graph)}
    assert all(account.urn in found for found in before.values())
    assert sorted(len(found & before.keys()) for found in before.values()) == list(range(len(before)))


@pytest.mark.parametrize("arguments", CASES[1:])
def test_the_private_endpoint_and_the_diagnostics_come_after_every_child(
    record_program: Record, arguments: Callable[[], AIAccountArgs]
) -> None:
    graph = record_program(program(arguments()))

    (account,) = graph.of_type(f"{MODULE}Account")
    (endpoint,) = graph.of_type("azure-native:network:PrivateEndpoint")
    (zone_group,) = graph.of_type("azure-native:network:PrivateDnsZoneGroup")
    (setting,) = graph.of_type("azure-native:monitor:DiagnosticSetting")
    changing = {account.urn, *(child.urn for child in account_children(graph))}
    for later in (endpoint, zone_group, setting):
        assert changing <= ancestors(graph, later)
    assert account.urn in endpoint.property_dependencies["privateLinkServiceConnections"]


def test_the_private_endpoint_registers_in_the_three_zones_of_the_account(
    record_program: Record, inputs_by_name: Inputs
) -> None:
    graph = record_program(program(waf_aligned()))

    (connection,) = inputs_by_name(graph, "azure-native:network:PrivateEndpoint")["ai"]["privateLinkServiceConnections"]
    configs = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup")["ai"]["privateDnsZoneConfigs"]
    assert connection == {"name": "pep-aif-chat", "groupIds": ["account"], "privateLinkServiceId": ACCOUNT_ID}
    assert [config["privateDnsZoneId"] for config in configs] == [ZONE_IDS[zone] for zone in ZONES]


def test_every_log_category_of_the_account_is_kept(record_program: Record, inputs_by_name: Inputs) -> None:
    graph = record_program(program(waf_aligned()))

    setting = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting")["ai"]
    assert setting["resourceUri"] == ACCOUNT_ID
    assert setting["workspaceId"] == WORKSPACE_ID
    assert [log["category"] for log in setting["logs"] if log["enabled"]] == [
        "Audit",
        "AzureOpenAIRequestUsage",
        "RequestResponse",
        "Trace",
    ]


def test_the_defaults_declare_the_account_and_nothing_else(record_program: Record) -> None:
    graph = record_program(program(defaults()))

    assert [resource.type for resource in graph.resources if resource.custom] == [f"{MODULE}Account"]
    assert graph.invokes == ()


@pytest.mark.parametrize(
    ("arguments", "component", "connections"),
    [
        pytest.param(defaults, (), {}, id="defaults"),
        pytest.param(
            waf_aligned,
            (("projects", 0, "connections", 0, "connection_string"),),
            {"ai-proj-chat/con-insights": (("properties", "credentials", "key"),)},
            id="waf_aligned",
        ),
        pytest.param(
            maximum,
            (("projects", 1, "connections", 0, "connection_string"),),
            {"ai-proj-chat/con-insights": (("properties", "credentials", "key"),)},
            id="max",
        ),
    ],
)
def test_the_connection_string_is_the_only_secret_and_stands_nowhere_else(
    record_program: Record, arguments: Callable[[], AIAccountArgs], component: Any, connections: dict[str, Any]
) -> None:
    graph = record_program(program(arguments()))

    secrets = {(r.type, r.name): secret_paths(r.inputs) for r in graph.resources if secret_paths(r.inputs)}
    assert secrets.pop(("bedplate:index:AIAccount", "ai"), ()) == component
    assert secrets == {(f"{MODULE}ProjectConnection", name): paths for name, paths in connections.items()}
    assert "canary" not in repr(graph)
    assert secret_paths(graph.outputs) == ()


@each_case
def test_every_input_is_known_in_the_first_preview(
    record_program: Record, arguments: Callable[[], AIAccountArgs]
) -> None:
    graph = record_program(program(arguments()))

    assert {resource.name: unknown_paths(resource.inputs) for resource in graph.resources} == {
        resource.name: () for resource in graph.resources
    }


def test_without_a_subscription_only_the_account_id_waits_for_azure() -> None:
    graph = record_inline(program(maximum()), mode=Mode.UNKNOWN)

    unknown = {(r.type, path) for r in graph.resources for path in unknown_paths(r.inputs)}
    assert unknown == {
        ("azure-native:monitor:DiagnosticSetting", ("resourceUri",)),
        ("azure-native:network:PrivateEndpoint", ("privateLinkServiceConnections", 0, "privateLinkServiceId")),
        ("bedplate:index:PrivateEndpoint", ("target_id",)),
    }


@each_case
def test_outputs_follow_from_names_and_only_principals_wait_for_azure(
    record_program: Record, mode: Mode, arguments: Callable[[], AIAccountArgs]
) -> None:
    args = arguments()
    graph = record_program(program(args))

    outputs = dict(graph.outputs)
    principal, project_principals = outputs.pop("principal_id"), outputs.pop("project_principal_ids")
    projects = [project["project_name"] for project in args.get("projects", [])]
    subdomain = args.get("custom_sub_domain_name", "aif-chat")
    assert outputs == {
        "account_id": ACCOUNT_ID,
        "account_name": "aif-chat",
        "foundry_endpoint": f"https://{subdomain}.services.ai.azure.com/",
        "openai_endpoint": f"https://{subdomain}.openai.azure.com/",
        "content_filter_names": tuple(sorted(policy["policy_name"] for policy in args.get("content_filters", []))),
        "deployment_names": {0: (), 1: ("chat",), 3: ("chat-overflow", "embedding", "chat")}[
            len(args.get("deployments", []))
        ],
        "project_ids": {name: f"{ACCOUNT_ID}/projects/{name}" for name in projects},
        "project_endpoints": {
            name: f"https://{subdomain}.services.ai.azure.com/api/projects/{name}" for name in projects
        },
        "capability_host_ids": {
            project["project_name"]: f"{ACCOUNT_ID}/projects/{project['project_name']}/capabilityHosts/agents"
            for project in args.get("projects", [])
            if "capability_host" in project
        },
    }
    own = {name for name in projects if name == "proj-support"}
    if mode is Mode.UNKNOWN:
        assert principal is UNKNOWN
        assert project_principals is UNKNOWN if own else project_principals == {}
    else:
        assert len(principal) == 36
        assert {name: len(value) for name, value in project_principals.items()} == dict.fromkeys(own, 36)


def test_protection_holds_for_what_keeps_state_only(record_program: Record) -> None:
    graph = record_program(lambda: AIAccount("ai", maximum(), pulumi.ResourceOptions(protect=True)))

    protected = sorted(r.type.removeprefix(MODULE) for r in graph.resources if r.custom and r.options.protect)
    assert protected == ["Account", "Project", "Project"]


def test_the_order_in_which_the_caller_lists_things_changes_nothing(record_program: Record) -> None:
    args = maximum()
    reordered: AIAccountArgs = {
        **args,
        "blocklists": args.get("blocklists", [])[::-1],
        "content_filters": args.get("content_filters", [])[::-1],
        "deployments": args.get("deployments", [])[::-1],
        "projects": [
            {**project, "connections": project.get("connections", [])[::-1]}
            for project in reversed(args.get("projects", []))
        ],
    }

    def declared(chosen: AIAccountArgs) -> list[Any]:
        graph = record_program(program(chosen))
        return [(r.urn, r.inputs, r.dependencies, r.property_dependencies) for r in graph.resources if r.custom]

    assert declared(reordered) == declared(args)


def test_the_component_can_be_offered_to_every_pulumi_language() -> None:
    analysis = Analyzer("bedplate").analyze([AIAccount])

    component = analysis["component_definitions"]["AIAccount"]
    assert {name for name, definition in component.inputs.items() if not definition.optional} == {
        "accountName",
        "location",
        "resourceGroupName",
    }
    undescribed = {
        name for name, definition in (component.inputs | component.outputs).items() if not definition.description
    }
    # Pulumi's analyser does not read the docstrings of a base class.
    assert undescribed <= {"resourceGroupName", "location", "subscriptionId", "tags"}
    enums = {
        name: [value.value for value in kind.enum] for name, kind in analysis["type_definitions"].items() if kind.enum
    }
    assert enums == {
        "AIAccountKind": ["AIServices", "OpenAI"],
        "ConnectionCategory": ["AppInsights", "CognitiveSearch", "CosmosDb", "AzureStorageAccount"],
        "ManagedNetworkFirewallSku": ["Basic", "Standard"],
        "DeploymentSku": [
            "Standard",
            "DataZoneStandard",
            "GlobalStandard",
            "ProvisionedManaged",
            "DataZoneProvisionedManaged",
            "GlobalProvisionedManaged",
        ],
        "FilterAction": ["Block", "Annotate", "Off"],
        "SeverityThreshold": ["Low", "Medium", "High"],
        "VersionUpgradeOption": ["NoAutoUpgrade", "OnceCurrentVersionExpired", "OnceNewDefaultVersionAvailable"],
    }
