"""Rules on compute of Azure Machine Learning workspaces."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, equals, is_given, one_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_TYPES = ("Microsoft.MachineLearningServices/workspaces/computes",)
_DOCS = "https://learn.microsoft.com/azure/machine-learning"

RULES = (
    property_rule(
        equals("properties.disableLocalAuth", expected=True),
        when=one_of("properties.computeType", "AmlCompute", "ComputeInstance"),
        id="AML-11",
        title="The machine learning compute takes no local accounts",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="A local account with a password or key opens the nodes, and the data on them, past Microsoft Entra "
        "ID and its logs.",
        fix="Set disableLocalAuth to true.",
        references=(f"{_DOCS}/how-to-integrate-azure-policy",),
        benchmark=("IM-1",),
        psrule=("Azure.ML.DisableLocalAuth",),
        azure_policy=("e96a9a5f",),
    ),
    property_rule(
        is_given("properties.properties.idleTimeBeforeShutdown"),
        when=equals("properties.computeType", "ComputeInstance"),
        id="AML-12",
        title="The compute instance stops when nobody uses it",
        severity=Severity.MEDIUM,
        pillar=Pillar.COST_OPTIMIZATION,
        types=_TYPES,
        rationale="A workstation that is left running costs through nights and weekends.",
        fix="Set idleTimeBeforeShutdown, for example to PT60M.",
        references=(f"{_DOCS}/how-to-create-compute-instance",),
        psrule=("Azure.ML.ComputeIdleShutdown",),
        azure_policy=("679ddf89",),
    ),
    property_rule(
        all_of(
            equals("properties.properties.scaleSettings.minNodeCount", 0, default=0),
            is_given("properties.properties.vmPriority"),
            equals("properties.properties.enableNodePublicIp", expected=False),
        ),
        when=equals("properties.computeType", "AmlCompute"),
        id="AML-14",
        title="The compute cluster shrinks to nothing and has no public addresses",
        severity=Severity.MEDIUM,
        pillar=Pillar.COST_OPTIMIZATION,
        recommendation="CO:12",
        types=_TYPES,
        rationale="Nodes that wait for jobs cost as much as nodes that work, and by default each of them has a public "
        "address.",
        fix="Set minNodeCount to 0, say vmPriority, and set enableNodePublicIp to false.",
        references=(f"{_DOCS}/how-to-manage-optimize-cost", f"{_DOCS}/how-to-secure-training-vnet"),
        benchmark=("NS-2",),
    ),
    property_rule(
        all_of(
            equals("properties.properties.sshSettings.sshPublicAccess", "Disabled", default="Disabled"),
            equals("properties.properties.enableRootAccess", expected=False, default=False),
        ),
        when=equals("properties.computeType", "ComputeInstance"),
        id="AML-15",
        title="The compute instance offers neither SSH nor root",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:08",
        types=_TYPES,
        rationale="An open SSH port is a second way in, and root undoes what the administrators have set up.",
        fix="Set sshSettings.sshPublicAccess to Disabled, and do not set enableRootAccess to true.",
        references=(f"{_DOCS}/how-to-create-compute-instance",),
        benchmark=("PA-7",),
    ),
)
