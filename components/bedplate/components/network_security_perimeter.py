"""A network security perimeter: one boundary around services that stand outside the virtual network."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import network

from bedplate.components.facts.perimeter_members import perimeter_members
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child

_PROFILE = "zone"


class PerimeterAccessMode(StrEnum):
    """What the perimeter does about traffic across it."""

    LEARNING = "Learning"
    """It logs what it would refuse and leaves the decision to each service's own firewall."""
    ENFORCED = "Enforced"
    """It refuses what no rule allows; the services' own rules and trusted services no longer count."""


class PerimeterResourceArgs(TypedDict):
    """A service inside the perimeter."""

    association_name: str
    """Name of its association, unique in the perimeter."""
    target_type: str
    """ARM type, one of `facts/network_security_perimeter.toml`."""
    target_id: pulumi.Input[str]
    """ARM id; a service can be in one perimeter only."""


class NetworkSecurityPerimeterArgs(AzureResourceArgs):
    """Arguments of `NetworkSecurityPerimeter`."""

    perimeter_name: pulumi.Input[str]
    """Name of the perimeter."""
    resources: Sequence[PerimeterResourceArgs]
    """What is inside. The workspace that receives the services' logs has to be inside as well."""
    mode: NotRequired[PerimeterAccessMode]
    """What it does about traffic across it; `Enforced` by default."""
    inbound_subscription_ids: NotRequired[Sequence[pulumi.Input[str]]]
    """Subscriptions, as GUIDs, whose managed identities may call the services; none by default.

    Private endpoints need no rule.
    """
    outbound_fqdns: NotRequired[Sequence[pulumi.Input[str]]]
    """Hosts that the services may call; none by default."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives what crossed the perimeter or tried to."""


class NetworkSecurityPerimeter(pulumi.ComponentResource):
    """A perimeter in which services reach each other, and which only what its rules name can cross.

    Raises:
        ValueError: a resource of a type that no perimeter can hold.
    """

    perimeter_id: pulumi.Output[str]
    """ARM id of the perimeter; whoever takes it waits for the last association."""

    def __init__(
        self, name: str, args: NetworkSecurityPerimeterArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("bedplate:index:NetworkSecurityPerimeter", name, dict(args), opts)
        _check(args["resources"])
        perimeter = network.NetworkSecurityPerimeter(
            name,
            resource_group_name=args["resource_group_name"],
            network_security_perimeter_name=args["perimeter_name"],
            location=args["location"],
            tags=args.get("tags"),
            opts=pulumi.ResourceOptions(parent=self),
        )
        perimeter_name = known(perimeter, args["perimeter_name"])
        self.perimeter_id = known_id(
            perimeter,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            networkSecurityPerimeterName=args["perimeter_name"],
        )
        profile = network.NetworkSecurityPerimeterProfile(
            name,
            resource_group_name=args["resource_group_name"],
            network_security_perimeter_name=perimeter_name,
            profile_name=_PROFILE,
            # On everything of a perimeter, as the provider otherwise looks the group's region up once the group exists.
            location=args["location"],
            opts=stateless_child(self),
        )
        # An enforced association closes its service at once, so what may cross is said before, and the log is open.
        before = [
            *self._declare_rules(name, args, perimeter_name, known(profile, _PROFILE)),
            *self._diagnose(name, args),
        ]
        associations = self._associate(name, args, perimeter_name, profile, before)
        self.perimeter_id = known(perimeter, self.perimeter_id, *associations)
        self.register_outputs({"perimeter_id": self.perimeter_id})

    def _diagnose(self, name: str, args: NetworkSecurityPerimeterArgs) -> list[pulumi.Resource]:
        if "log_analytics_workspace_id" not in args:
            return []
        setting = diagnose(
            name,
            target_type="Microsoft.Network/networkSecurityPerimeters",
            target_id=self.perimeter_id,
            workspace_id=args["log_analytics_workspace_id"],
            opts=stateless_child(self),
        )
        return [setting]

    def _declare_rules(
        self,
        name: str,
        args: NetworkSecurityPerimeterArgs,
        perimeter_name: pulumi.Output[str],
        profile_name: pulumi.Output[str],
    ) -> list[pulumi.Resource]:
        rules: list[pulumi.Resource] = []
        if subscription_ids := args.get("inbound_subscription_ids"):
            rules.append(
                network.NetworkSecurityPerimeterAccessRule(
                    f"{name}-subscriptions",
                    resource_group_name=args["resource_group_name"],
                    network_security_perimeter_name=perimeter_name,
                    profile_name=profile_name,
                    location=args["location"],
                    access_rule_name="subscriptions",
                    direction=network.AccessRuleDirection.INBOUND,
                    subscriptions=[{"id": pulumi.Output.concat("/subscriptions/", id_)} for id_ in subscription_ids],
                    opts=stateless_child(self),
                )
            )
        if fqdns := args.get("outbound_fqdns"):
            rules.append(
                network.NetworkSecurityPerimeterAccessRule(
                    f"{name}-hosts",
                    resource_group_name=args["resource_group_name"],
                    network_security_perimeter_name=perimeter_name,
                    profile_name=profile_name,
                    location=args["location"],
                    access_rule_name="hosts",
                    direction=network.AccessRuleDirection.OUTBOUND,
                    fully_qualified_domain_names=list(fqdns),
                    opts=stateless_child(self, depends_on=rules),
                )
            )
        return rules

    def _associate(
        self,
        name: str,
        args: NetworkSecurityPerimeterArgs,
        perimeter_name: pulumi.Output[str],
        profile: network.NetworkSecurityPerimeterProfile,
        before: Sequence[pulumi.Resource],
    ) -> list[pulumi.Resource]:
        """Bring the services in one after another: a perimeter takes one write at a time."""
        profile_id = known_id(
            profile,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            networkSecurityPerimeterName=args["perimeter_name"],
            profileName=_PROFILE,
        )
        mode = PerimeterAccessMode(args.get("mode", PerimeterAccessMode.ENFORCED))
        associations: list[pulumi.Resource] = []
        for resource in args["resources"]:
            associations.append(
                network.NetworkSecurityPerimeterAssociation(
                    f"{name}-{resource['association_name']}",
                    resource_group_name=args["resource_group_name"],
                    network_security_perimeter_name=perimeter_name,
                    association_name=resource["association_name"],
                    location=args["location"],
                    access_mode=mode.value,
                    private_link_resource={"id": resource["target_id"]},
                    profile={"id": profile_id},
                    opts=stateless_child(self, depends_on=associations[-1:] or before),
                )
            )
        return associations


def _check(resources: Sequence[PerimeterResourceArgs]) -> None:
    members = perimeter_members()
    if outsiders := sorted({resource["target_type"] for resource in resources} - set(members)):
        raise ValueError(f"no perimeter can hold {', '.join(outsiders)}; it can hold {', '.join(members)}")
