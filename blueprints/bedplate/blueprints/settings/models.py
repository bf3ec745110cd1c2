"""Settings of the AI account: model deployments, content filters, quota, projects."""

from pydantic import Field

from bedplate.blueprints.settings.base import Count, SettingsModel, Text
from bedplate.blueprints.settings.values import ContentFilterName, DeploymentName, ProjectName
from bedplate.components.planning.content_filter import FilterAction, SeverityThreshold
from bedplate.components.planning.deployment_plan import DeploymentSku, VersionUpgradeOption


class ModelDeployment(SettingsModel):
    """One deployment of a model on the AI account."""

    name: DeploymentName
    """Name by which programs call the deployment."""
    model: Text
    """Model in the catalogue, for example `gpt-5.1`."""
    version: Text
    """Version of the model, quoted: YAML reads a bare `2025-11-13` as a date."""
    sku: DeploymentSku = DeploymentSku.DATA_ZONE_STANDARD
    """Where requests are processed and how throughput is paid for."""
    capacity: Count = Field(ge=1)
    """Thousands of tokens per minute; for provisioned SKUs, provisioned throughput units."""
    content_filter: ContentFilterName | None = None
    """Name of a content filter in these settings; Azure's `Microsoft.DefaultV2` by default."""
    spillover_to: DeploymentName | None = None
    """Standard deployment of the same model that takes what a provisioned deployment cannot."""
    version_upgrade_option: VersionUpgradeOption = VersionUpgradeOption.NO_AUTO_UPGRADE
    """When Azure upgrades the version by itself; never by default, so that a version is reviewed before it serves."""


class HarmThresholds(SettingsModel):
    """Thresholds of one category of harm."""

    prompt: SeverityThreshold = SeverityThreshold.MEDIUM
    """Least severity at which prompts are blocked."""
    completion: SeverityThreshold = SeverityThreshold.MEDIUM
    """Least severity at which completions are blocked."""


class ContentFilter(SettingsModel):
    """One content filter (RAI policy) of the AI account, on top of `Microsoft.DefaultV2`."""

    name: ContentFilterName
    """Name by which model deployments refer to it."""
    hate: HarmThresholds = HarmThresholds()
    """Hate and unfairness."""
    sexual: HarmThresholds = HarmThresholds()
    """Sexual content."""
    self_harm: HarmThresholds = HarmThresholds()
    """Self-harm."""
    violence: HarmThresholds = HarmThresholds()
    """Violence."""
    jailbreak: FilterAction = FilterAction.BLOCK
    """Prompts that try to overrule the system message."""
    indirect_attack: FilterAction = FilterAction.BLOCK
    """Instructions hidden in documents that the model reads."""
    protected_material_text: FilterAction = FilterAction.BLOCK
    """Known texts under copyright in completions."""
    protected_material_code: FilterAction = FilterAction.ANNOTATE
    """Known source code under licence in completions; annotated with its citation by default."""
    profanity: FilterAction = FilterAction.OFF
    """Swear words in prompts and completions."""


class QuotaEntry(SettingsModel):
    """What Azure has granted the subscription in the zone's region."""

    sku: DeploymentSku
    """SKU that the quota holds for."""
    model: Text | None = None
    """Model that the quota holds for; left out for provisioned SKUs, whose units all models share."""
    limit: Count = Field(ge=0)
    """Granted capacity, in the unit of the SKU's `capacity`."""


class Project(SettingsModel):
    """One Foundry project of the AI account."""

    name: ProjectName
    """Name of the project."""
    display_name: Text | None = None
    """Name for people; the project's name by default."""
    description: Text | None = None
    """What the project is for."""
