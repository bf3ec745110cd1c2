"""Azure Policy on a resource group: the built-in policies that its resources obey."""

from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization

from bedplate.components.facts.policy_catalogue import BuiltInPolicy, governed_types, policies_for
from bedplate.components.shared.known import known_id
from bedplate.components.shared.options import stateless_child


class PolicyAssignmentEffect(StrEnum):
    """What a policy does about a resource that breaks it."""

    AUDIT = "Audit"
    """Report it."""
    DENY = "Deny"
    """Refuse to create or change it; policies that know no such effect report it."""


class PolicyEnforcement(StrEnum):
    """Whether an effect takes place."""

    DEFAULT = "Default"
    DO_NOT_ENFORCE = "DoNotEnforce"
    """Only evaluate: what `Deny` would refuse is reported, nothing is refused."""


class PolicyAssignmentsArgs(TypedDict):
    """Arguments of `PolicyAssignments`."""

    scope: pulumi.Input[str]
    """ARM id of the resource group."""
    azure_types: list[str]
    """ARM types whose policies are assigned, for example `Microsoft.KeyVault/vaults`."""
    effect: NotRequired[PolicyAssignmentEffect]
    """Effect of the policies; `Audit` by default."""
    enforcement: NotRequired[PolicyEnforcement]
    """Whether the effect takes place; `Default` by default."""
    zone_redundant: NotRequired[bool]
    """Whether resources are held to be spread over availability zones; false by default."""


class PolicyAssignments(pulumi.ComponentResource):
    """The built-in policies on one resource group, each assigned by a name that is the same in every zone.

    Raises:
        ValueError: there are no policies for one of the types.
    """

    policy_assignment_ids: pulumi.Output[dict[str, str]]
    """ARM ids of the assignments, by name."""

    def __init__(self, name: str, args: PolicyAssignmentsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        _refuse_unknown_types(name, args["azure_types"])
        super().__init__("bedplate:index:PolicyAssignments", name, dict(args), opts)
        features = {"zoneRedundancy"} if args.get("zone_redundant") else set[str]()
        policies = policies_for(args["azure_types"], features)
        self.policy_assignment_ids = pulumi.Output.all(
            **{policy.name: _assign(f"{name}-{policy.name}", args, policy, parent=self) for policy in policies}
        )
        self.register_outputs({"policy_assignment_ids": self.policy_assignment_ids})


def _assign(
    name: str, args: PolicyAssignmentsArgs, policy: BuiltInPolicy, *, parent: pulumi.Resource
) -> pulumi.Output[str]:
    effect = policy.strongest_effect(args.get("effect", PolicyAssignmentEffect.AUDIT).value)
    assignment = authorization.PolicyAssignment(
        name,
        scope=args["scope"],
        policy_assignment_name=policy.name,
        display_name=policy.display_name,
        description=policy.message,
        policy_definition_id=policy.definition_id,
        enforcement_mode=args.get("enforcement", PolicyEnforcement.DEFAULT).value,
        parameters={key: {"value": value} for key, value in (("effect", effect), *policy.parameters)},
        non_compliance_messages=[{"message": policy.message}],
        opts=stateless_child(parent),
    )
    return known_id(assignment, None, scope=args["scope"], policyAssignmentName=policy.name)


def _refuse_unknown_types(name: str, azure_types: list[str]) -> None:
    unknown = [azure_type for azure_type in azure_types if azure_type not in governed_types()]
    if unknown:
        raise ValueError(
            f"policy assignments {name!r}: no policies for {', '.join(unknown)}; "
            f"there are some for {', '.join(governed_types())}"
        )
