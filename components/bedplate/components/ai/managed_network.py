"""The network that Microsoft manages for the agents of one account."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.ai.account_children import AccountChildren
from bedplate.components.planning.uniqueness import repeated_names
from bedplate.components.role_grants import RoleGrantArgs, RoleGrants
from bedplate.components.shared.known import known
from bedplate.components.shared.options import stateless_child

_APPROVER = "Azure AI Enterprise Network Connection Approver"
_NETWORK = "default"
_ACCOUNT_RULE = "account"

_OutboundRule = (
    cognitiveservices.FqdnOutboundRuleArgs
    | cognitiveservices.PrivateEndpointOutboundRuleArgs
    | cognitiveservices.ServiceTagOutboundRuleArgs
)


class ManagedNetworkFirewallSku(StrEnum):
    """Tier of the firewall that Azure puts in front of allowed hosts."""

    BASIC = "Basic"
    STANDARD = "Standard"


class ManagedPrivateEndpointArgs(TypedDict):
    """A private endpoint from the managed network to one resource."""

    rule_name: str
    """Name of the outbound rule: 3 to 33 letters, digits, hyphens and underscores; `account` is taken."""
    target_id: pulumi.Input[str]
    """ARM id of the resource."""
    subresource: str
    """Part of the resource to reach, for example `blob`, `Sql` or `searchService`."""


class ManagedAgentNetworkArgs(TypedDict):
    """What agents may reach from the managed network; everything else is refused.

    The agents' own account is always among it. Azure can neither take the network away from an account nor loosen
    its isolation later. The account's own identity receives the role with which it approves the private endpoints.
    """

    private_endpoints: NotRequired[list[ManagedPrivateEndpointArgs]]
    """Resources that are reached privately, in any order."""
    allowed_fqdns: NotRequired[dict[str, pulumi.Input[str]]]
    """Hosts that are reached through Azure's own firewall, by the names of their rules. The first one has Azure make
    that firewall, which is paid for by the hour."""
    allowed_service_tags: NotRequired[dict[str, str]]
    """Service tags that are reached over port 443, by the names of their rules."""
    firewall_sku: NotRequired[ManagedNetworkFirewallSku]
    """Tier of the firewall; Standard by default. Used only where there are hosts."""


def managed_network_problems(args: ManagedAgentNetworkArgs) -> list[str]:
    """Return what is wrong with the rules of one managed network, one sentence each."""
    names = [endpoint["rule_name"] for endpoint in args.get("private_endpoints", [])]
    return repeated_names(
        "outbound rule", [_ACCOUNT_RULE, *names, *args.get("allowed_fqdns", {}), *args.get("allowed_service_tags", {})]
    )


def declare_managed_network(
    children: AccountChildren,
    args: ManagedAgentNetworkArgs,
    *,
    account_id: pulumi.Output[str],
    principal_id: pulumi.Output[str],
    parent: pulumi.Resource,
) -> None:
    """Declare the network and its outbound rules, one after another, once its private endpoints can be approved.

    Azure refuses rules that are made at the same time: microsoft-foundry/foundry-samples, infrastructure-setup-bicep,
    18-managed-virtual-network, which also grants the role and gives the account a private endpoint to itself. Its
    `provisionNetworkNow` is in no published schema: Azure provisions the network with the first private endpoint.

    Args:
        children: the account's children so far.
        args: what agents may reach.
        account_id: ARM id of the account.
        principal_id: object id of the account's own identity.
        parent: the component.
    """
    endpoints: list[ManagedPrivateEndpointArgs] = [
        {"rule_name": _ACCOUNT_RULE, "target_id": account_id, "subresource": "account"},
        *sorted(args.get("private_endpoints", []), key=lambda endpoint: endpoint["rule_name"]),
    ]
    approved = _let_account_approve(children, endpoints, account_id, principal_id, parent)
    network = _declare_network(children, args, pulumi.Output.all(children.account_name, approved))
    network_name = known(network, _NETWORK)
    for rule_name, rule in (*_private_endpoint_rules(endpoints, approved), *_other_rules(args)):
        children.add(
            cognitiveservices.OutboundRule(
                f"{children.name}-{rule_name}",
                resource_group_name=children.owner["resource_group_name"],
                account_name=children.account_name,
                managed_network_name=network_name,
                rule_name=rule_name,
                properties=rule,
                opts=children.next_options(),
            )
        )


def _let_account_approve(
    children: AccountChildren,
    endpoints: Sequence[ManagedPrivateEndpointArgs],
    account_id: pulumi.Output[str],
    principal_id: pulumi.Output[str],
    parent: pulumi.Resource,
) -> pulumi.Output[dict[str, str]]:
    grants: list[RoleGrantArgs] = [
        {"role": _APPROVER, "scope": endpoint["target_id"], "scope_name": endpoint["rule_name"]}
        for endpoint in endpoints
    ]
    roles = RoleGrants(
        f"{children.name}-managed-network",
        {"principal_id": principal_id, "principal_key": account_id, "grants": grants},
        stateless_child(parent),
    )
    return roles.granted_scope_ids


def _declare_network(
    children: AccountChildren, args: ManagedAgentNetworkArgs, after: pulumi.Output[list[object]]
) -> cognitiveservices.ManagedNetworkSetting:
    settings: cognitiveservices.ManagedNetworkSettingsExArgsDict = {
        "isolation_mode": cognitiveservices.IsolationMode.ALLOW_ONLY_APPROVED_OUTBOUND,
        "managed_network_kind": cognitiveservices.ManagedNetworkKind.V2,
    }
    if args.get("allowed_fqdns"):
        settings["firewall_sku"] = args.get("firewall_sku", ManagedNetworkFirewallSku.STANDARD)
    return children.add(
        cognitiveservices.ManagedNetworkSetting(
            children.name,
            resource_group_name=children.owner["resource_group_name"],
            account_name=after.apply(lambda values: str(values[0])),
            managed_network_name=_NETWORK,
            properties={"managed_network": settings},
            # It goes with its account and cannot go before.
            opts=pulumi.ResourceOptions.merge(children.next_options(), pulumi.ResourceOptions(retain_on_delete=True)),
        )
    )


def _private_endpoint_rules(
    endpoints: Sequence[ManagedPrivateEndpointArgs], approved: pulumi.Output[dict[str, str]]
) -> Iterator[tuple[str, _OutboundRule]]:
    for endpoint in endpoints:
        yield (
            endpoint["rule_name"],
            cognitiveservices.PrivateEndpointOutboundRuleArgs(
                type="PrivateEndpoint",
                category=cognitiveservices.RuleCategory.USER_DEFINED,
                destination=cognitiveservices.PrivateEndpointOutboundRuleDestinationArgs(
                    service_resource_id=approved[endpoint["rule_name"]], subresource_target=endpoint["subresource"]
                ),
            ),
        )


def _other_rules(args: ManagedAgentNetworkArgs) -> Iterator[tuple[str, _OutboundRule]]:
    for rule_name, tag in sorted(args.get("allowed_service_tags", {}).items()):
        yield (
            rule_name,
            cognitiveservices.ServiceTagOutboundRuleArgs(
                type="ServiceTag",
                category=cognitiveservices.RuleCategory.USER_DEFINED,
                destination=cognitiveservices.ServiceTagOutboundRuleDestinationArgs(
                    action=cognitiveservices.RuleAction.ALLOW, service_tag=tag, protocol="TCP", port_ranges="443"
                ),
            ),
        )
    for rule_name in sorted(args.get("allowed_fqdns", {})):
        yield (
            rule_name,
            cognitiveservices.FqdnOutboundRuleArgs(
                type="FQDN",
                category=cognitiveservices.RuleCategory.USER_DEFINED,
                destination=args.get("allowed_fqdns", {})[rule_name],
            ),
        )
