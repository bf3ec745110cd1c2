"""Rules on role definitions and policy assignments."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, each, equals, is_given, lacks_item, matches, one_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

# Who may write everything, or grant roles, gets whatever is left out.
_EVERYTHING = ("*", "*/write", "*/action", "Microsoft.Authorization/*", "Microsoft.Authorization/*/write")

RULES = (
    property_rule(
        all_of(
            is_given("properties.permissions"),
            each(
                "properties.permissions",
                all_of(*(lacks_item("actions", word) for word in _EVERYTHING), lacks_item("dataActions", "*")),
            ),
        ),
        id="IAM-02",
        title="No role of one's own allows everything",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=("Microsoft.Authorization/roleDefinitions",),
        rationale="A role with an asterisk is Owner under another name, and reviews of Owner do not find it.",
        fix="List the operations that the role needs in permissions.actions and permissions.dataActions.",
        references=("https://learn.microsoft.com/azure/role-based-access-control/custom-roles",),
        benchmark=("PA-7",),
        checkov=("CKV_AZURE_39",),
        azure_policy=("a451c1ef",),
    ),
    property_rule(
        all_of(
            is_given("properties.displayName"),
            is_given("properties.description"),
            equals("properties.enforcementMode", "Default", default="Default"),
        ),
        id="IAM-04",
        title="A policy assignment says what it is for, and is enforced",
        severity=Severity.LOW,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        recommendation="OE:05",
        types=("Microsoft.Authorization/policyAssignments",),
        rationale="Whoever a policy stops must learn why; one that is not enforced stops nobody.",
        fix="Set displayName and description, and enforcementMode to Default.",
        references=("https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure",),
        benchmark=("GS-1",),
        psrule=("Azure.Policy.AssignmentDescriptors",),
    ),
    property_rule(
        all_of(
            matches("name", r"(.*/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "a GUID"),
            one_of("properties.principalType", "ServicePrincipal", "Group", "User", "ForeignGroup", "Device"),
        ),
        id="X-IAM-03",
        title="A role assignment has a name that stays, and says what its principal is",
        severity=Severity.LOW,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        recommendation="OE:05",
        types=("Microsoft.Authorization/roleAssignments",),
        rationale="With a name that is made anew, a second deployment makes the same grant again and fails.",
        fix="Make the name a GUID of scope, principal and role, and set principalType.",
        references=("https://learn.microsoft.com/azure/role-based-access-control/role-assignments-template",),
        benchmark=("PA-7",),
    ),
)
