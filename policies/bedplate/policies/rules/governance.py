"""Rules on tags, regions, budgets and Defender plans."""

from __future__ import annotations

import re

from bedplate.policies.conditions import (
    all_of,
    any_of,
    at_most,
    each,
    equals,
    is_empty,
    is_given,
    later_than,
    matches,
    one_of,
    some,
)
from bedplate.policies.conditions.answer import Condition
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter, Parameters

_ADOPTION = "https://learn.microsoft.com/azure/cloud-adoption-framework"
_LOCATIONS = "properties.locations"
_END = "properties.timePeriod.endDate"
_PLANS = ("AI", "KeyVaults", "StorageAccounts", "Containers", "Api", "AppServices", "CosmosDbs", "Arm")
_REPLICAS = ("properties.replication.location",)
_TELLS = any_of(is_given("contactEmails"), is_given("contactGroups"), is_given("contactRoles"))


def _tagged(parameters: Parameters) -> Condition | None:
    names = parameters["tags"]
    return all_of(*(is_given(f"tags.{name}") for name in names)) if names else None


def _placed(parameters: Parameters) -> Condition | None:
    allowed = parameters["locations"]
    if not allowed:
        return None
    words = (*allowed, "global")
    # Azure takes `Sweden Central` for `swedencentral`.
    pattern = "|".join(" *".join(map(re.escape, word.replace(" ", ""))) for word in words)

    def among(path: str) -> Condition:
        return any_of(is_empty(path), matches(path, pattern, " or ".join(words)))

    return all_of(among("location"), *map(among, _REPLICAS), each(_LOCATIONS, among("locationName")))


RULES = (
    parameter_rule(
        _tagged,
        parameters={"tags": Parameter(description="Names of the tags that a resource must have.", default=())},
        reads=("tags",),
        # What Azure gives no tags to has none to give.
        when=is_given("location"),
        id="GOV-01",
        title="The resource has the tags that everybody agreed on",
        severity=Severity.MEDIUM,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        recommendation="OE:04",
        types=("*",),
        rationale="Without them nobody can tell whose a resource is, what it costs whom, and how secret its data is.",
        fix="Set the tags.",
        references=(f"{_ADOPTION}/ready/azure-best-practices/resource-tagging",),
        benchmark=("AM-1",),
        psrule=("Azure.Resource.RequiredTags", "Azure.Group.RequiredTags"),
        azure_policy=("871b6d14",),
    ),
    parameter_rule(
        _placed,
        parameters={"locations": Parameter(description="Regions where resources may be.", default=())},
        reads=("location", _LOCATIONS, *_REPLICAS),
        id="GOV-02",
        title="The resource and its replicas are in regions that are allowed",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:03",
        types=("*",),
        rationale="Data must not leave the regions that law and contracts name, and a replica takes it there.",
        fix="Set location, and the locations of replicas, to regions that are allowed.",
        references=("https://learn.microsoft.com/azure/governance/policy/samples/built-in-policies",),
        benchmark=("GS-2",),
        psrule=("Azure.Resource.AllowedRegions", "Azure.ACR.ReplicaLocation", "Azure.Log.ReplicaLocation"),
        azure_policy=("e56962a6",),
    ),
    property_rule(
        all_of(
            some(
                "properties.notifications",
                all_of(equals("enabled", expected=True), at_most("threshold", 80), _TELLS),
                "one that tells somebody at 80 percent or earlier",
            ),
            each("properties.notifications", _TELLS),
            # Whether it has ended by now is no rule's to say: rules read no clock.
            any_of(is_empty(_END), later_than(_END, "properties.timePeriod.startDate")),
        ),
        id="GOV-03",
        title="The budget warns somebody before it is spent",
        severity=Severity.MEDIUM,
        pillar=Pillar.COST_OPTIMIZATION,
        recommendation="CO:04",
        types=("Microsoft.Consumption/budgets",),
        rationale="Azure stops nothing when a budget is spent; a loop that calls a model can spend it in a night.",
        fix="Declare notifications at 50, 80 and 100 percent, each with contactEmails or contactGroups; leave "
        "timePeriod.endDate out, or name a day after startDate.",
        references=("https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets",),
    ),
    property_rule(
        equals("properties.pricingTier", "Standard"),
        when=one_of("name", *_PLANS),
        id="GOV-05",
        title="The Defender plan is on",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:10",
        types=("Microsoft.Security/pricings",),
        rationale="A plan that is declared in the free tier watches nothing: prompt attacks, malware in uploads and "
        "stolen tokens go unseen.",
        fix="Set pricingTier to Standard.",
        references=("https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction",),
        benchmark=("LT-1",),
        checkov=("CKV_AZURE_19", "CKV_AZURE_84", "CKV_AZURE_85", "CKV_AZURE_87"),
    ),
)
