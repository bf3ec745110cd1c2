"""The account resource itself, apart from its children."""

from collections.abc import Iterable

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_arguments import AIAccountArgs, AIAccountKeyArgs, AIAccountKind, kind_of
from bedplate.components.ai.project_connection import connection_host


def declare_ai_account(name: str, args: AIAccountArgs, *, parent: pulumi.Resource) -> cognitiveservices.Account:
    """Declare a private, keyless account.

    Args:
        name: logical name.
        args: the component's arguments.
        parent: the component.
    """
    return cognitiveservices.Account(
        name,
        resource_group_name=args["resource_group_name"],
        account_name=args["account_name"],
        location=args["location"],
        kind=kind_of(args).value,
        sku={"name": "S0"},
        identity=_identity(args),
        properties=_properties(args),
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _identity(args: AIAccountArgs) -> cognitiveservices.IdentityArgsDict:
    user_assigned = list(args.get("user_assigned_identity_ids", []))
    if "encryption_key" in args and "identity_id" in args["encryption_key"]:
        user_assigned.append(args["encryption_key"]["identity_id"])
    if not user_assigned:
        return {"type": cognitiveservices.ResourceIdentityType.SYSTEM_ASSIGNED}
    return {
        "type": cognitiveservices.ResourceIdentityType.SYSTEM_ASSIGNED_USER_ASSIGNED,
        "user_assigned_identities": user_assigned,
    }


def _properties(args: AIAccountArgs) -> cognitiveservices.AccountPropertiesArgsDict:
    # Left out on purpose: `dynamic_throttling_enabled`, which accounts of this kind do not take
    # (registry.terraform.io/providers/hashicorp/azurerm, cognitive_account).
    properties: cognitiveservices.AccountPropertiesArgsDict = {
        "custom_sub_domain_name": args.get("custom_sub_domain_name", args["account_name"]),
        "disable_local_auth": True,
        "public_network_access": cognitiveservices.PublicNetworkAccess.DISABLED,
        "network_acls": {
            "default_action": cognitiveservices.NetworkRuleAction.DENY,
            "bypass": (
                cognitiveservices.ByPassSelection.AZURE_SERVICES
                if args.get("trust_azure_services")
                else cognitiveservices.ByPassSelection.NONE
            ),
            "ip_rules": [],
            "virtual_network_rules": [],
        },
        "restrict_outbound_network_access": True,
        "allowed_fqdn_list": _allowed_fqdns(args),
    }
    if kind_of(args) is AIAccountKind.AI_SERVICES:
        properties["allow_project_management"] = True
    if "agent_subnet_id" in args:
        properties["network_injections"] = [
            {
                "scenario": cognitiveservices.ScenarioType.AGENT,
                "subnet_arm_id": args["agent_subnet_id"],
                "use_microsoft_managed_network": False,
            }
        ]
    if "managed_network" in args:
        properties["network_injections"] = [
            {"scenario": cognitiveservices.ScenarioType.AGENT, "use_microsoft_managed_network": True}
        ]
    if "encryption_key" in args:
        properties["encryption"] = _encryption(args["encryption_key"])
    if args.get("restore"):
        properties["restore"] = True
    return properties


def _allowed_fqdns(args: AIAccountArgs) -> pulumi.Output[list[str]]:
    """Return the hosts that the account may call, sorted.

    The restriction binds the models' own calls (`Outbound network access is restricted` for an Azure AI Search index
    that is not listed). What agents call leaves through their subnet and is its security group's and firewall's
    matter. Hosts that projects are connected to are allowed by being connected; nothing else is.
    Source: learn.microsoft.com/azure/ai-services/cognitive-services-data-loss-prevention, checked 2026-11-21.
    """
    connections = (connection for project in args.get("projects", []) for connection in project.get("connections", []))
    hosts = (connection_host(connection, args["location"]) for connection in connections)
    connected = [host for host in hosts if host is not None]
    return _sorted_set([*args.get("allowed_fqdns", []), *connected])


def _sorted_set(values: Iterable[pulumi.Input[str]]) -> pulumi.Output[list[str]]:
    return pulumi.Output.all(*values).apply(lambda known: sorted(set(known)))


def _encryption(key: AIAccountKeyArgs) -> cognitiveservices.EncryptionArgsDict:
    properties: cognitiveservices.KeyVaultPropertiesArgsDict = {
        "key_vault_uri": key["key_vault_uri"],
        "key_name": key["key_name"],
        "key_version": key["key_version"],
    }
    if "identity_client_id" in key:
        properties["identity_client_id"] = key["identity_client_id"]
    return {"key_source": cognitiveservices.KeySource.MICROSOFT_KEY_VAULT, "key_vault_properties": properties}
