from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pulumi
import pytest

from bedplate.components.ai_hub import AIHubArgs
from bedplate.components.hub.hub_arguments import ai_hub_problems
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import secret_paths, unknown_paths
from tests.components.ai_hub_cases import (
    ACCOUNT_ID,
    APPROVER,
    CONNECTION,
    ENDPOINT,
    FIRST_PRINCIPAL,
    HUB_INPUTS,
    HUB_PRINCIPAL,
    LOCK,
    MODULE,
    ON_CONNECTIONS,
    ON_DEPENDENCIES,
    ON_HUB_TARGETS,
    ROLE,
    RULE,
    SEARCH_ID,
    SECOND_PRINCIPAL,
    SETTING,
    SUBNET_ID,
    WORKSPACE,
    WORKSPACES,
    ZONE_GROUP,
    ZONES,
    Lookup,
    Recording,
    ancestors,
    defaults,
    each_case,
    maximum,
    program,
    project_inputs,
    roles_of,
    waf_aligned,
)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(defaults, {"ai": HUB_INPUTS}, id="defaults"),
        pytest.param(waf_aligned, {"ai": HUB_INPUTS, "ai/first": project_inputs("first")}, id="waf_aligned"),
        pytest.param(
            maximum,
            {
                "ai": {
                    **HUB_INPUTS,
                    "friendlyName": "Contoso",
                    "managedNetwork": {
                        "isolationMode": "AllowOnlyApprovedOutbound",
                        "enableNetworkMonitor": False,
                        "firewallSku": "Basic",
                    },
                    "hbiWorkspace": True,
                    "tags": {"owner": "ai"},
                },
                "ai/first": {**project_inputs("first"), "hbiWorkspace": True, "tags": {"owner": "ai"}},
                "ai/second": {
                    **project_inputs("second"),
                    "friendlyName": "Second",
                    "description": "Flows of the second team",
                    "hbiWorkspace": True,
                    "tags": {"owner": "ai"},
                },
            },
            id="max",
        ),
    ],
)
def test_workspaces_are_private_and_keyless(
    record_program: Recording, inputs_by_name: Lookup, arguments: Callable[[], AIHubArgs], expected: dict[str, Any]
) -> None:
    graph = record_program(program(arguments()))

    assert inputs_by_name(graph, WORKSPACE) == expected


def test_only_what_is_connected_or_listed_is_reached(record_program: Recording, inputs_by_name: Lookup) -> None:
    """Storage, vault and registry have no rule: Azure makes theirs, and refuses a second to the same target."""
    graph = record_program(program(maximum()))

    rules = inputs_by_name(graph, RULE)
    assert {name: rule["properties"] for name, rule in rules.items()} == {
        f"ai-{name}": {
            "type": "PrivateEndpoint",
            "category": "UserDefined",
            "destination": {"serviceResourceId": target, "subresourceTarget": subresource, "sparkEnabled": False},
        }
        for name, target, subresource in (("indexes", SEARCH_ID, "searchService"), ("models", ACCOUNT_ID, "account"))
    } | {
        f"ai-{name}": {"type": "FQDN", "category": "UserDefined", "destination": host}
        for name, host in (("docs", "*.contoso.com"), ("wikipedia", "en.wikipedia.org"))
    }
    assert {(rule["workspaceName"], rule["ruleName"]) for rule in rules.values()} == {
        ("hub-contoso", name) for name in ("docs", "indexes", "models", "wikipedia")
    }


def test_connections_sign_in_without_keys(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(program(waf_aligned()))

    assert inputs_by_name(graph, CONNECTION) == {
        f"ai-{name}": {
            "resourceGroupName": "rg",
            "workspaceName": "hub-contoso",
            "connectionName": name,
            "properties": {
                "authType": "AAD",
                "category": category,
                "target": endpoint,
                "isSharedToAll": True,
                "peRequirement": "NotRequired",
                "useWorkspaceManagedIdentity": True,
                "metadata": {"ApiType": "Azure", "ResourceId": target, "Location": "swedencentral"},
            },
        }
        for name, category, endpoint, target in (
            ("models", "AzureOpenAI", "https://oai.openai.azure.com/", ACCOUNT_ID),
            ("indexes", "CognitiveSearch", "https://srch.search.windows.net", SEARCH_ID),
        )
    }


def test_identities_have_exactly_their_roles(record_program: Recording) -> None:
    graph = record_program(program(maximum()))

    hub_id = f"{WORKSPACES}/hub-contoso"
    on_itself = {("Azure AI Administrator", hub_id), (APPROVER, hub_id)}
    on_targets = {(APPROVER, ACCOUNT_ID), (APPROVER, SEARCH_ID)}
    assert roles_of(graph, HUB_PRINCIPAL) == sorted(ON_DEPENDENCIES | ON_HUB_TARGETS | on_targets | on_itself)
    for name, principal in (("first", FIRST_PRINCIPAL), ("second", SECOND_PRINCIPAL)):
        itself = {("Azure AI Administrator", f"{WORKSPACES}/proj-{name}")}
        assert roles_of(graph, principal) == sorted(ON_DEPENDENCIES | ON_CONNECTIONS | itself)
    assert {role.inputs["principalType"] for role in graph.of_type(ROLE)} == {"ServicePrincipal"}


def test_a_hub_without_connections_grants_nothing_more(record_program: Recording) -> None:
    graph = record_program(program(defaults()))

    hub_id = f"{WORKSPACES}/hub-contoso"
    on_itself = {("Azure AI Administrator", hub_id), (APPROVER, hub_id)}
    assert roles_of(graph, HUB_PRINCIPAL) == sorted(ON_DEPENDENCIES | ON_HUB_TARGETS | on_itself)
    assert len(graph.of_type(ROLE)) == 12


@each_case
def test_workspaces_wait_for_the_roles_of_their_identities(
    record_program: Recording, arguments: Callable[[], AIHubArgs]
) -> None:
    graph = record_program(program(arguments()))

    for workspace in graph.of_type(WORKSPACE):
        roles = {
            role.urn
            for role in graph.of_type(ROLE)
            if role.name.startswith(f"{workspace.name}-") and not role.name.startswith("ai-self")
        }
        assert roles
        assert roles <= ancestors(graph, workspace)


def test_writes_to_the_hub_come_one_after_another(record_program: Recording) -> None:
    graph = record_program(program(maximum()))

    kinds = (WORKSPACE, RULE, CONNECTION)
    writes = [resource for resource in graph.resources if resource.type in kinds]
    in_order = sorted(writes, key=lambda write: len(ancestors(graph, write) & {other.urn for other in writes}))
    assert [f"{write.type.removeprefix(MODULE)} {write.name}" for write in in_order] == [
        "Workspace ai",
        "ManagedNetworkSettingsRule ai-indexes",
        "ManagedNetworkSettingsRule ai-models",
        "ManagedNetworkSettingsRule ai-docs",
        "ManagedNetworkSettingsRule ai-wikipedia",
        "WorkspaceConnection ai-indexes",
        "WorkspaceConnection ai-models",
        "Workspace ai/first",
        "Workspace ai/second",
    ]
    for earlier, later in pairwise(in_order):
        assert earlier.urn in ancestors(graph, later)
    own_roles = {role.urn for role in graph.of_type(ROLE) if role.name.startswith("ai-self-")}
    assert len(own_roles) == 2
    assert own_roles <= ancestors(graph, in_order[1])


@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        pytest.param(waf_aligned, "ai/first", id="waf_aligned"),
        pytest.param(maximum, "ai/second", id="max"),
    ],
)
def test_one_private_endpoint_serves_hub_and_projects_and_comes_last(
    record_program: Recording, inputs_by_name: Lookup, arguments: Callable[[], AIHubArgs], last: str
) -> None:
    graph = record_program(program(arguments()))

    [endpoint] = graph.of_type(ENDPOINT)
    [declared] = inputs_by_name(graph, ENDPOINT).values()
    assert declared["privateLinkServiceConnections"] == [
        {"name": "pep-hub", "groupIds": ["amlworkspace"], "privateLinkServiceId": f"{WORKSPACES}/hub-contoso"}
    ]
    [zone_group] = inputs_by_name(graph, ZONE_GROUP).values()
    assert [config["privateDnsZoneId"] for config in zone_group["privateDnsZoneConfigs"]] == [
        f"id-of-{zone}" for zone in ZONES
    ]
    [project] = [workspace for workspace in graph.of_type(WORKSPACE) if workspace.name == last]
    assert project.urn in endpoint.dependencies


def test_without_children_the_private_endpoint_waits_for_the_hubs_own_roles(record_program: Recording) -> None:
    arguments = defaults()
    arguments["private_endpoint"] = {"private_endpoint_name": "pep-hub", "subnet_id": SUBNET_ID}

    graph = record_program(program(arguments))

    [endpoint] = graph.of_type(ENDPOINT)
    own_roles = {role.urn for role in graph.of_type(ROLE) if role.name.startswith("ai-self-")}
    assert own_roles | {graph.of_type(WORKSPACE)[0].urn} <= ancestors(graph, endpoint)


def test_every_workspace_sends_every_log(record_program: Recording, inputs_by_name: Lookup) -> None:
    graph = record_program(program(maximum()))

    settings = inputs_by_name(graph, SETTING)
    assert {name: setting["resourceUri"] for name, setting in settings.items()} == {
        "ai": f"{WORKSPACES}/hub-contoso",
        "ai/first": f"{WORKSPACES}/proj-first",
        "ai/second": f"{WORKSPACES}/proj-second",
    }
    for setting in settings.values():
        assert len({log["category"] for log in setting["logs"]}) == 26
        assert all(log["enabled"] for log in setting["logs"])
        assert setting["metrics"] == [{"category": "AllMetrics", "enabled": True}]


def test_locks_come_after_all_that_a_destroy_takes_back_first(record_program: Recording) -> None:
    graph = record_program(program(maximum()))

    locks = graph.of_type(LOCK)
    assert {lock.name: lock.inputs["scope"] for lock in locks} == {
        "ai": f"{WORKSPACES}/hub-contoso",
        "ai/first": f"{WORKSPACES}/proj-first",
        "ai/second": f"{WORKSPACES}/proj-second",
    }
    kinds = (WORKSPACE, RULE, CONNECTION, ROLE, SETTING, ENDPOINT)
    others = {resource.urn for kind in kinds for resource in graph.of_type(kind)}
    assert {resource.type for resource in graph.resources if resource.custom} == {*kinds, LOCK, ZONE_GROUP}
    for lock in locks:
        assert others <= ancestors(graph, lock)


def test_only_workspaces_are_protected(record_program: Recording) -> None:
    graph = record_program(program(maximum(), pulumi.ResourceOptions(protect=True)))

    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:AIHub", WORKSPACE}


@each_case
def test_everything_is_known_before_azure_is_asked(
    record_program: Recording, arguments: Callable[[], AIHubArgs]
) -> None:
    args = arguments()

    graph = record_program(program(args))

    assert graph.outputs == {
        "hub_id": f"{WORKSPACES}/hub-contoso",
        "hub_name": "hub-contoso",
        "project_ids": {
            project["project_name"]: f"{WORKSPACES}/{project['workspace_name']}" for project in args.get("projects", [])
        },
    }
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param(
            {"projects": maximum().get("projects", []) * 2}, ["project 'second'", "project 'first'"], id="projects"
        ),
        pytest.param({"allowed_fqdns": {"models": "a.b"}}, ["connection or outbound rule 'models'"], id="shared-name"),
        pytest.param({"allowed_fqdns": {"a": "a.b"}}, ["'a' must match [a-zA-Z0-9]"], id="too-short"),
        pytest.param({"allowed_fqdns": {"a b c": "a.b", "-ab": "c.d"}}, ["'a b c'", "'-ab'"], id="all-at-once"),
    ],
)
def test_names_that_azure_refuses_are_refused(
    record_program: Recording, changes: dict[str, Any], problems: list[str]
) -> None:
    args: Any = {**waf_aligned(), **changes}

    assert len(ai_hub_problems(args)) == len(problems)
    with pytest.raises(ProgramError, match="AI hub 'ai'") as refused:
        record_program(program(args))
    assert [problem for problem in problems if problem not in str(refused.value)] == []
