"""Rules on model deployments of AI accounts."""

from __future__ import annotations

from bedplate.policies.conditions import (
    Condition,
    at_most,
    matches,
    negated,
    none_of,
    one_of,
)
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter, Parameters

_TYPES = ("Microsoft.CognitiveServices/accounts/deployments",)
_OPENAI = "https://learn.microsoft.com/azure/ai-services/openai"
_PUBLISHERS_SOLD_BY_AZURE = (
    "OpenAI",
    "Microsoft",
    "Black Forest Labs",
    "Cohere",
    "DeepSeek",
    "Meta",
    "Mistral AI",
    "Moonshot AI",
    "xAI",
)
_TYPES_IN_A_DATA_ZONE = (
    "Standard",
    "ProvisionedManaged",
    "DataZoneStandard",
    "DataZoneProvisionedManaged",
    "DataZoneBatch",
)


def _within_budget(parameters: Parameters) -> Condition | None:
    most = parameters["mostCapacity"]
    return at_most("sku.capacity", most, default=1) if most else None


RULES = (
    property_rule(
        none_of("properties.raiPolicyName", "", "Microsoft.Default", "Microsoft.Nil"),
        id="AOAI-01",
        title="The model deployment names the content policy that it is filtered by",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        types=_TYPES,
        rationale="Without a name the deployment takes whatever policy Azure gives it on the day of its creation, and "
        "the oldest of those look for neither jailbreaks nor protected material.",
        fix="Set raiPolicyName to a policy of the account, or to Microsoft.DefaultV2.",
        references=(f"{_OPENAI}/how-to/content-filters", f"{_OPENAI}/concepts/default-safety-policies"),
        benchmark=("AI-2",),
        azure_policy=("930f48f9", "f3a9c2e0", "af253d37"),
    ),
    property_rule(
        one_of("properties.versionUpgradeOption", "OnceCurrentVersionExpired", "NoAutoUpgrade"),
        id="AOAI-02",
        title="The model deployment changes its version only when it must",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        types=_TYPES,
        rationale="By default Azure moves the deployment to each new default version, and prompts that were tried on "
        "one version meet another overnight.",
        fix="Set versionUpgradeOption to OnceCurrentVersionExpired or NoAutoUpgrade.",
        references=(f"{_OPENAI}/how-to/working-with-models",),
        benchmark=("PV-1",),
    ),
    property_rule(
        none_of("properties.model.version", "", "latest", "default"),
        id="AOAI-03",
        title="The model deployment pins the version of its model",
        severity=Severity.HIGH,
        pillar=Pillar.RELIABILITY,
        types=_TYPES,
        rationale="Without a version Azure takes its default of the day, so two deployments of one program can differ.",
        fix="Set model.version.",
        references=(f"{_OPENAI}/how-to/working-with-models",),
        benchmark=("AI-1",),
    ),
    parameter_rule(
        lambda parameters: one_of("properties.model.format", *parameters["publishers"]),
        parameters={
            "publishers": Parameter(
                description="Publishers whose models may be deployed, as model.format names them.",
                default=list(_PUBLISHERS_SOLD_BY_AZURE),
            )
        },
        reads=("properties.model.format",),
        id="AOAI-04",
        title="The model comes from an approved publisher",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:02",
        types=_TYPES,
        rationale="Models from elsewhere come under terms of their publisher, without Microsoft's support and often "
        "without its content filters.",
        fix="Deploy a model of an approved publisher, or add the publisher to the rule's parameter.",
        references=(
            "https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/models-sold-directly-by-azure",
        ),
        benchmark=("AI-1",),
        azure_policy=("aafe3651",),
    ),
    parameter_rule(
        lambda parameters: one_of("sku.name", *parameters["deploymentTypes"]),
        parameters={
            "deploymentTypes": Parameter(
                description="Deployment types that may be used.", default=list(_TYPES_IN_A_DATA_ZONE)
            )
        },
        reads=("sku.name",),
        id="AOAI-05",
        title="The model deployment's type keeps prompts where they may be processed",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        types=_TYPES,
        rationale="A global deployment processes each prompt in whichever region of the world has room.",
        fix="Set sku.name to a regional or data zone type, or add the type to the rule's parameter.",
        references=(f"{_OPENAI}/how-to/deployment-types",),
        benchmark=("DP-1",),
    ),
    parameter_rule(
        _within_budget,
        parameters={
            "mostCapacity": Parameter(
                description="Most capacity of one deployment: thousands of tokens a minute, or provisioned units; "
                "0 where no budget is set.",
                default=0,
            )
        },
        reads=("sku.capacity",),
        when=negated(matches("sku.name", ".*Batch", "a batch type"), "a type with capacity"),
        id="AOAI-06",
        title="The model deployment's capacity is within its budget",
        severity=Severity.MEDIUM,
        pillar=Pillar.COST_OPTIMIZATION,
        recommendation="CO:04",
        types=_TYPES,
        rationale="Provisioned units cost by the hour whether they are used or not, and tokens a minute are what one "
        "runaway caller can spend.",
        fix="Lower sku.capacity, or raise the budget.",
        references=(f"{_OPENAI}/how-to/quota",),
    ),
)
