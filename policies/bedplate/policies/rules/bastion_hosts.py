"""Rules on Azure Bastion."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, equals, is_given
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

RULES = (
    property_rule(
        all_of(is_given("sku.name"), equals("properties.enableIpConnect", expected=False, default=False)),
        id="NET-18",
        title="The bastion's tier is chosen, and it leads only to machines that Azure knows",
        severity=Severity.LOW,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.Network/bastionHosts",),
        rationale="With connections by address, the bastion is a way to any machine that its network reaches, past the "
        "roles on machines.",
        fix="Name a tier in sku.name, and leave enableIpConnect false.",
        references=("https://learn.microsoft.com/azure/bastion/configuration-settings",),
        benchmark=("PA-6",),
        psrule=("Azure.VNET.BastionSubnet",),
    ),
)
