"""What holds for the services of every stack, in both modes: they are closed, and reached privately."""

from collections.abc import Mapping
from typing import Any

from bedplate.generator.graph import Graph
from tests.blueprints.stack_questions import ENDPOINT, arm_id, endpoint_target

STORAGE = "azure-native:storage:StorageAccount"
HUB = "azure-native:machinelearningservices:Workspace"
FLOW_LOG = "azure-native:network:FlowLog"
SCOPE = "azure-native:monitor:PrivateLinkScope"
# What must stand in the inputs of each type; a dot leads into an object.
CLOSED: dict[str, dict[str, Any]] = {
    "azure-native:app:ManagedEnvironment": {"publicNetworkAccess": "Disabled"},
    "azure-native:cognitiveservices:Account": {
        "properties.publicNetworkAccess": "Disabled",
        "properties.networkAcls.defaultAction": "Deny",
        "properties.disableLocalAuth": True,
    },
    "azure-native:containerregistry:Registry": {
        "publicNetworkAccess": "Disabled",
        "networkRuleSet.defaultAction": "Deny",
        "adminUserEnabled": False,
        "anonymousPullEnabled": False,
    },
    "azure-native:cosmosdb:DatabaseAccount": {
        "publicNetworkAccess": "Disabled",
        "disableLocalAuth": True,
        "disableKeyBasedMetadataWriteAccess": True,
        "ipRules": (),
        "virtualNetworkRules": (),
    },
    "azure-native:keyvault:Vault": {
        "properties.publicNetworkAccess": "Disabled",
        "properties.networkAcls.defaultAction": "Deny",
        "properties.enableRbacAuthorization": True,
        "properties.enablePurgeProtection": True,
    },
    HUB: {"publicNetworkAccess": "Disabled", "allowPublicAccessWhenBehindVnet": False},
    "azure-native:search:Service": {"publicNetworkAccess": "Disabled", "disableLocalAuth": True},
    STORAGE: {
        "publicNetworkAccess": "Disabled",
        "networkRuleSet.defaultAction": "Deny",
        "networkRuleSet.ipRules": (),
        "networkRuleSet.virtualNetworkRules": (),
        "allowSharedKeyAccess": False,
        "isLocalUserEnabled": False,
        "allowBlobPublicAccess": False,
    },
    "azure-native:web:WebApp": {
        "publicNetworkAccess": "Disabled",
        "httpsOnly": True,
        "siteConfig.ipSecurityRestrictionsDefaultAction": "Deny",
        "siteConfig.scmIpSecurityRestrictionsDefaultAction": "Deny",
        "siteConfig.ftpsState": "Disabled",
    },
    "azure-native:web:WebAppFtpAllowed": {"allow": False},
    "azure-native:web:WebAppScmAllowed": {"allow": False},
}
# Who may pass the firewall of a service because Microsoft trusts it: Network Watcher, which writes the flow logs, and
# the Machine Learning hub with its managed network, which works on these three.
TRUSTING = {
    "chat-dev": set[str](),
    "chat-prod": {"flow-logs"},
    "chat-spoke": {"flow-logs"},
    "chat-classic": {"registry", "storage", "vault"},
}


def _at(inputs: Mapping[str, Any], path: str) -> Any:
    value: Any = inputs
    for key in path.split("."):
        value = value[key]
    return value


def test_no_data_plane_is_public_and_no_key_opens_one(stack_graph: Graph) -> None:
    for token, expected in CLOSED.items():
        for resource in stack_graph.of_type(token):
            assert {path: _at(resource.inputs, path) for path in expected} == expected, resource.urn
    for vault in stack_graph.of_type("azure-native:keyvault:Vault"):
        assert "accessPolicies" not in vault.inputs["properties"]


def test_telemetry_takes_tokens_only_and_comes_privately_where_there_is_a_way(stack_graph: Graph) -> None:
    # Without a private link scope there is no other way in than the public one, which takes tokens only.
    ingestion = "Disabled" if stack_graph.of_type(SCOPE) else "Enabled"
    components = stack_graph.of_type("azure-native:applicationinsights:Component")

    assert len(components) == 1
    for component in components:
        assert component.inputs["disableLocalAuth"] is True
        assert component.inputs["publicNetworkAccessForIngestion"] == ingestion
    for workspace in stack_graph.of_type("azure-native:operationalinsights:Workspace"):
        assert workspace.inputs["features"]["disableLocalAuth"] is True
        assert workspace.inputs["publicNetworkAccessForIngestion"] == ingestion


def test_only_those_who_must_pass_a_firewall_as_trusted_services(stack_graph: Graph) -> None:
    trusting = {account.name for account in stack_graph.of_type(STORAGE) if _bypass(account.inputs) != "None"}
    trusting |= {
        vault.name
        for vault in stack_graph.of_type("azure-native:keyvault:Vault")
        if _at(vault.inputs, "properties.networkAcls.bypass") != "None"
    }
    trusting |= {
        registry.name
        for registry in stack_graph.of_type("azure-native:containerregistry:Registry")
        if registry.inputs["networkRuleBypassOptions"] != "None"
    }
    for account in stack_graph.of_type("azure-native:cosmosdb:DatabaseAccount"):
        assert account.inputs["networkAclBypass"] == "None"
    for service in stack_graph.of_type("azure-native:search:Service"):
        assert service.inputs["networkRuleSet"]["bypass"] == "None"

    assert trusting == TRUSTING[stack_graph.stack]


def _bypass(inputs: Mapping[str, Any]) -> Any:
    return _at(inputs, "networkRuleSet.bypass")


def test_a_data_plane_that_an_endpoint_leads_to_has_one(stack_graph: Graph) -> None:
    reached = {endpoint_target(endpoint) for endpoint in stack_graph.of_type(ENDPOINT)}
    # Only Network Watcher writes to the storage account of a flow log, and it never comes through the network.
    of_flow_logs = {log.inputs["storageId"] for log in stack_graph.of_type(FLOW_LOG)}
    private = {
        arm_id(stack_graph, resource)
        for token in (*CLOSED, SCOPE)
        if not token.endswith(("FtpAllowed", "ScmAllowed"))  # ways to publish to a web app, no services
        for resource in stack_graph.of_type(token)
        # The workspace of a project is called through its hub's endpoint.
        if token != HUB or resource.inputs["kind"] == "Hub"
    }

    assert len(private) >= 7
    assert of_flow_logs <= private
    assert reached == private - of_flow_logs
