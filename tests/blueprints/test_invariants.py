"""What holds on the graph of every stack, in both modes."""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from ipaddress import IPv4Network
from typing import Any

from bedplate.generator.graph import UNKNOWN, Graph, Mode, Resource, Secret, walk

ACCOUNT_CHILDREN = (
    "azure-native:cognitiveservices:RaiPolicy",
    "azure-native:cognitiveservices:RaiBlocklist",
    "azure-native:cognitiveservices:Deployment",
    "azure-native:cognitiveservices:Project",
    "azure-native:cognitiveservices:ProjectConnection",
    "azure-native:cognitiveservices:AccountConnection",
)
# Written out here a second time on purpose: a wrong table in a component must not excuse itself.
ZONES_BY_TARGET = {
    ("Microsoft.CognitiveServices/accounts", "account"): {
        "privatelink.cognitiveservices.azure.com",
        "privatelink.openai.azure.com",
        "privatelink.services.ai.azure.com",
    },
    ("Microsoft.Insights/privateLinkScopes", "azuremonitor"): {
        "privatelink.agentsvc.azure-automation.net",
        "privatelink.blob.core.windows.net",
        "privatelink.monitor.azure.com",
        "privatelink.ods.opinsights.azure.com",
        "privatelink.oms.opinsights.azure.com",
    },
    ("Microsoft.KeyVault/vaults", "vault"): {"privatelink.vaultcore.azure.net"},
    ("Microsoft.Storage/storageAccounts", "blob"): {"privatelink.blob.core.windows.net"},
}
DIAGNOSED = {
    "azure-native:cognitiveservices:Account",
    "azure-native:keyvault:Vault",
    "azure-native:network:NetworkSecurityGroup",
    "azure-native:network:VirtualNetwork",
    "azure-native:operationalinsights:Workspace",
    "azure-native:storage:BlobServiceProperties",
}


def _before(graph: Graph) -> dict[str, set[str]]:
    """Return for each URN everything that exists before it: what it and the components around it depend on."""
    before: dict[str, set[str]] = {}
    for resource in graph.resources:
        direct = {*resource.dependencies, *([resource.parent] if resource.parent else [])}
        before[resource.urn] = direct.union(*(before[urn] for urn in direct))
    return before


def _custom(graph: Graph) -> Iterator[Resource]:
    return (resource for resource in graph.resources if resource.custom and resource.type.startswith("azure-native:"))


def _text(value: Any) -> str:
    assert isinstance(value, str), value
    return value


def _target_type(arm_id: str) -> str:
    provider, *segments = arm_id.rsplit("/providers/", maxsplit=1)[-1].split("/")
    return "/".join([provider, *segments[::2]])


def _owner_by_id(graph: Graph) -> dict[str, str]:
    """Return the URN that makes each ARM id, with ids that follow from inputs (subnets) included."""
    owners: dict[str, str] = {}
    for resource in _custom(graph):
        arm_id = _arm_id(graph, resource)
        owners[arm_id.lower()] = resource.urn
        if resource.type == "azure-native:network:VirtualNetwork":
            for subnet in resource.inputs["subnets"]:
                owners[f"{arm_id}/subnets/{subnet['name']}".lower()] = resource.urn
    return owners


def _arm_id(graph: Graph, resource: Resource) -> str:
    """Return a resource's ARM id, in unknown mode the one that its inputs say."""
    if isinstance(resource.id, str):
        return resource.id
    from bedplate.generator.engine.azure import resource_id  # noqa: PLC0415 -- only where an id is unknown

    provider = next(r for r in graph.resources if r.type == "pulumi:providers:azure-native")
    return resource_id(resource.type, resource.inputs, subscription_id=provider.inputs["subscriptionId"])


def test_the_children_of_one_account_form_a_total_order(stack_graph: Graph) -> None:
    before = _before(stack_graph)
    children = [r for token in ACCOUNT_CHILDREN for r in stack_graph.of_type(token)]

    assert children
    for index, one in enumerate(children):
        for other in children[:index]:
            if one.inputs["accountName"] == other.inputs["accountName"]:
                assert (one.urn in before[other.urn]) != (other.urn in before[one.urn]), (one.name, other.name)


def test_a_private_endpoint_comes_after_everything_that_changes_its_target(stack_graph: Graph) -> None:
    before = _before(stack_graph)
    owners = _owner_by_id(stack_graph)
    for endpoint in stack_graph.of_type("azure-native:network:PrivateEndpoint"):
        target_id = endpoint.inputs["privateLinkServiceConnections"][0]["privateLinkServiceId"]
        assert owners[_text(target_id).lower()] in before[endpoint.urn]
        if _target_type(target_id) == "Microsoft.CognitiveServices/accounts":
            children = {r.urn for token in ACCOUNT_CHILDREN for r in stack_graph.of_type(token)}
            assert children <= before[endpoint.urn]


def test_a_lock_comes_after_every_role_on_what_it_locks(stack_graph: Graph) -> None:
    """Azure takes back no role on a locked resource: a destroy must find the lock gone first."""
    before = _before(stack_graph)
    locked = 0
    for lock in stack_graph.of_type("azure-native:authorization:ManagementLockByScope"):
        for assignment in stack_graph.of_type("azure-native:authorization:RoleAssignment"):
            if f"{assignment.inputs['scope']}/".startswith(f"{lock.inputs['scope']}/"):
                locked += 1
                assert assignment.urn in before[lock.urn], (lock.name, assignment.name)

    assert locked == (4 if stack_graph.stack == "chat-prod" else 0)


def test_subnets_stand_inline_with_a_security_group_that_ends_by_denying(stack_graph: Graph) -> None:
    groups = {
        _arm_id(stack_graph, group): group for group in stack_graph.of_type("azure-native:network:NetworkSecurityGroup")
    }

    assert stack_graph.of_type("azure-native:network:Subnet") == ()
    for network in stack_graph.of_type("azure-native:network:VirtualNetwork"):
        space = [IPv4Network(block) for block in network.inputs["addressSpace"]["addressPrefixes"]]
        placed = [IPv4Network(subnet["addressPrefix"]) for subnet in network.inputs["subnets"]]
        assert placed
        assert all(any(block.subnet_of(whole) for whole in space) for block in placed)
        assert not any(one.overlaps(other) for i, one in enumerate(placed) for other in placed[:i])
        for subnet in network.inputs["subnets"]:
            assert subnet["defaultOutboundAccess"] is False
            assert subnet["privateEndpointNetworkPolicies"] == "Enabled"
            rules = groups[subnet["networkSecurityGroup"]["id"]].inputs["securityRules"]
            last = {rule["direction"]: rule for rule in sorted(rules, key=lambda rule: rule["priority"])}
            for direction in ("Inbound", "Outbound"):
                assert last[direction]["access"] == "Deny"
                assert last[direction]["sourceAddressPrefix"] == "*"
                assert last[direction]["destinationAddressPrefix"] == "*"
                assert last[direction]["protocol"] == "*"


def test_a_private_endpoint_lies_in_its_networks_region_and_registers_in_exactly_its_zones(stack_graph: Graph) -> None:
    owners = _owner_by_id(stack_graph)
    groups = {
        g.inputs["privateEndpointName"]: g for g in stack_graph.of_type("azure-native:network:PrivateDnsZoneGroup")
    }
    endpoints = stack_graph.of_type("azure-native:network:PrivateEndpoint")

    assert endpoints
    for endpoint in endpoints:
        network = stack_graph[owners[_text(endpoint.inputs["subnet"]["id"]).lower()]]
        assert endpoint.inputs["location"] == network.inputs["location"]
        [connection] = endpoint.inputs["privateLinkServiceConnections"]
        [group_id] = connection["groupIds"]
        zones = {
            _text(config["privateDnsZoneId"]).rsplit("/", 1)[-1]
            for config in groups[endpoint.inputs["privateEndpointName"]].inputs["privateDnsZoneConfigs"]
        }
        assert zones == ZONES_BY_TARGET[_target_type(connection["privateLinkServiceId"]), group_id]


def test_every_zone_resolves_in_the_network(stack_graph: Graph) -> None:
    [network] = stack_graph.of_type("azure-native:network:VirtualNetwork")
    linked = {
        link.inputs["privateZoneName"]: link.inputs["virtualNetwork"]["id"]
        for link in stack_graph.of_type("azure-native:privatedns:VirtualNetworkLink")
    }

    zones = {zone.inputs["privateZoneName"] for zone in stack_graph.of_type("azure-native:privatedns:PrivateZone")}
    assert zones
    assert linked == dict.fromkeys(zones, _arm_id(stack_graph, network))


def test_no_data_plane_is_public_and_no_key_opens_one(stack_graph: Graph) -> None:
    for account in stack_graph.of_type("azure-native:cognitiveservices:Account"):
        assert account.inputs["properties"]["publicNetworkAccess"] == "Disabled"
        assert account.inputs["properties"]["networkAcls"]["defaultAction"] == "Deny"
        assert account.inputs["properties"]["disableLocalAuth"] is True
    for vault in stack_graph.of_type("azure-native:keyvault:Vault"):
        assert vault.inputs["properties"]["publicNetworkAccess"] == "Disabled"
        assert vault.inputs["properties"]["networkAcls"]["defaultAction"] == "Deny"
        assert vault.inputs["properties"]["enableRbacAuthorization"] is True
        assert vault.inputs["properties"]["enablePurgeProtection"] is True
        assert "accessPolicies" not in vault.inputs["properties"]
    for account in stack_graph.of_type("azure-native:storage:StorageAccount"):
        assert account.inputs["publicNetworkAccess"] == "Disabled"
        assert account.inputs["networkRuleSet"]["defaultAction"] == "Deny"
        assert account.inputs["allowSharedKeyAccess"] is False
        assert account.inputs["isLocalUserEnabled"] is False
        assert account.inputs["allowBlobPublicAccess"] is False
    # Without a private link scope there is no other way in than the public one, which takes tokens only.
    ingestion = "Disabled" if stack_graph.of_type("azure-native:monitor:PrivateLinkScope") else "Enabled"
    for workspace in stack_graph.of_type("azure-native:operationalinsights:Workspace"):
        assert workspace.inputs["features"]["disableLocalAuth"] is True
        assert workspace.inputs["publicNetworkAccessForIngestion"] == ingestion
    for component in stack_graph.of_type("azure-native:applicationinsights:Component"):
        assert component.inputs["disableLocalAuth"] is True
        assert component.inputs["publicNetworkAccessForIngestion"] == ingestion


def test_a_data_plane_that_an_endpoint_leads_to_has_one(stack_graph: Graph) -> None:
    reached = {
        endpoint.inputs["privateLinkServiceConnections"][0]["privateLinkServiceId"]
        for endpoint in stack_graph.of_type("azure-native:network:PrivateEndpoint")
    }
    private = [
        _arm_id(stack_graph, resource)
        for token in (
            "azure-native:cognitiveservices:Account",
            "azure-native:keyvault:Vault",
            "azure-native:monitor:PrivateLinkScope",
            "azure-native:storage:StorageAccount",
        )
        for resource in stack_graph.of_type(token)
    ]

    assert len(private) >= 3
    assert reached == set(private)


def test_roles_are_granted_before_a_project_uses_them(stack_graph: Graph) -> None:
    before = _before(stack_graph)
    assignments = stack_graph.of_type("azure-native:authorization:RoleAssignment")
    for connection in stack_graph.of_type("azure-native:cognitiveservices:ProjectConnection"):
        resource_id = connection.inputs["properties"].get("metadata", {}).get("ResourceId")
        granted = {a.urn for a in assignments if resource_id is not None and a.inputs["scope"] == resource_id}
        if connection.inputs["properties"]["authType"] == "AAD":
            assert granted & before[connection.urn], connection.name


def test_role_assignments_are_narrow_and_named_by_what_they_grant(stack_graph: Graph) -> None:
    assignments = stack_graph.of_type("azure-native:authorization:RoleAssignment")
    owners = _owner_by_id(stack_graph)

    assert assignments
    for assignment in assignments:
        assert uuid.UUID(_text(assignment.inputs["roleAssignmentName"])).version == 5
        assert assignment.inputs["principalType"] == "ServicePrincipal"
        assert _text(assignment.inputs["scope"]).lower() in owners
        assert "/providers/" in assignment.inputs["scope"], "no role on a whole resource group"
    assert len({a.inputs["roleAssignmentName"] for a in assignments}) == len(assignments)


def test_the_names_of_role_assignments_are_the_same_in_both_modes(
    record_stack: Callable[[str, Mode], Graph], stack_graph: Graph
) -> None:
    def names(graph: Graph) -> dict[str, str]:
        return {
            assignment.urn: assignment.inputs["roleAssignmentName"]
            for assignment in graph.of_type("azure-native:authorization:RoleAssignment")
        }

    assert names(record_stack(stack_graph.stack, Mode.UNKNOWN)) == names(record_stack(stack_graph.stack, Mode.KNOWN))


def test_no_provider_function_is_called(stack_graph: Graph) -> None:
    assert stack_graph.invokes == ()


def test_everything_with_logs_is_diagnosed_exactly_once(stack_graph: Graph) -> None:
    settings = stack_graph.of_type("azure-native:monitor:DiagnosticSetting")
    watched = [_text(setting.inputs["resourceUri"]) for setting in settings]
    expected = {_arm_id(stack_graph, r) for r in _custom(stack_graph) if r.type in DIAGNOSED}

    assert len(watched) == len(set(watched))
    assert set(watched) == expected
    for setting in settings:
        assert setting.inputs["workspaceId"]
        assert setting.inputs["logs"]
        assert all(log["enabled"] is True for log in setting.inputs["logs"])


def test_every_resource_is_named_by_the_program(stack_graph: Graph) -> None:
    for resource in _custom(stack_graph):
        arm_id = _arm_id(stack_graph, resource)
        assert "/" in arm_id
        assert UNKNOWN.value not in arm_id, resource.urn
        assert not re.search(r"[0-9a-f]{8}$", resource.name), "an automatic name ends in eight random digits"


def test_every_id_among_the_inputs_leads_to_a_resource_and_carries_the_dependency(stack_graph: Graph) -> None:
    owners = _owner_by_id(stack_graph)
    before = _before(stack_graph)
    seen = 0
    for resource in _custom(stack_graph):
        for path, value in walk(resource.inputs):
            plain = value.value if isinstance(value, Secret) else value
            if not isinstance(plain, str) or not re.match(
                r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/", plain
            ):
                continue
            seen += 1
            owner = owners.get(plain.lower()) or owners.get(re.sub(r"/(blob|file)Services/default$", "", plain.lower()))
            assert owner is not None, (resource.urn, path, plain)
            assert owner in before[resource.urn], (resource.urn, path)
    assert seen > 50


def test_a_preview_gives_every_input_that_a_deployment_gives(
    record_stack: Callable[[str, Mode], Graph], stack_graph: Graph
) -> None:
    known = {r.urn: _keys(r.inputs) for r in record_stack(stack_graph.stack, Mode.KNOWN).resources}
    unknown = {r.urn: _keys(r.inputs) for r in record_stack(stack_graph.stack, Mode.UNKNOWN).resources}

    assert unknown == known


def _keys(inputs: Mapping[str, Any]) -> set[tuple[str | int, ...]]:
    return {path for path, _ in walk(inputs)}


def test_resources_carry_the_zones_tags(stack_graph: Graph) -> None:
    untaggable = re.compile(
        r":(RoleAssignment|DiagnosticSetting|PrivateDnsZoneGroup|ManagementLockByScope|BlobServiceProperties"
        r"|BlobContainer|PrivateLinkScopedResource|ProjectConnection|VirtualNetworkPeering)$"
    )
    for resource in _custom(stack_graph):
        if not untaggable.search(resource.type):
            assert {"owner", "costCenter", "dataClassification", "environment", "workload"} <= set(
                resource.inputs.get("tags", {})
            ), resource.urn


def test_the_zone_deploys_to_the_subscription_that_its_ids_name(stack_graph: Graph) -> None:
    [provider] = stack_graph.of_type("pulumi:providers:azure-native")
    for resource in _custom(stack_graph):
        assert resource.provider is not None, resource.urn
        assert resource.provider.startswith(f"{provider.urn}::")
        assert f"/subscriptions/{provider.inputs['subscriptionId']}" in _arm_id(stack_graph, resource)
