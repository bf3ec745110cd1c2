"""In which order the model deployments of one account are made, and what must hold between them.

Pure functions over plain data.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bedplate.components.planning.content_filter import BUILT_IN_PREFIX
from bedplate.components.planning.uniqueness import repeated_names


class DeploymentSku(StrEnum):
    """How a model is hosted: where requests may be processed, and whether capacity is shared or reserved."""

    STANDARD = "Standard"
    """Processed in the account's region; pay per token."""
    DATA_ZONE_STANDARD = "DataZoneStandard"
    """Processed anywhere in the region's data zone (EU or US); pay per token."""
    GLOBAL_STANDARD = "GlobalStandard"
    """Processed anywhere; pay per token."""
    PROVISIONED_MANAGED = "ProvisionedManaged"
    """Reserved throughput units in the account's region."""
    DATA_ZONE_PROVISIONED_MANAGED = "DataZoneProvisionedManaged"
    """Reserved throughput units in the data zone."""
    GLOBAL_PROVISIONED_MANAGED = "GlobalProvisionedManaged"
    """Reserved throughput units anywhere."""

    @property
    def provisioned(self) -> bool:
        """Whether capacity is counted in provisioned throughput units rather than in tokens per minute."""
        return self.value.endswith("ProvisionedManaged")

    @property
    def data_zone(self) -> bool:
        """Whether requests may be processed anywhere within the region's data zone."""
        return self.value.startswith("DataZone")


class VersionUpgradeOption(StrEnum):
    """When Azure may replace the model's version by itself."""

    NO_AUTO_UPGRADE = "NoAutoUpgrade"
    """Never; the deployment stops with the version's retirement."""
    ONCE_CURRENT_VERSION_EXPIRED = "OnceCurrentVersionExpired"
    """When the version retires."""
    ONCE_NEW_DEFAULT_VERSION_AVAILABLE = "OnceNewDefaultVersionAvailable"
    """As soon as Azure's default for the model changes."""


_SPILLOVER_SKU = {
    DeploymentSku.PROVISIONED_MANAGED: DeploymentSku.STANDARD,
    DeploymentSku.DATA_ZONE_PROVISIONED_MANAGED: DeploymentSku.DATA_ZONE_STANDARD,
    DeploymentSku.GLOBAL_PROVISIONED_MANAGED: DeploymentSku.GLOBAL_STANDARD,
}
"""What reserved capacity may overflow to: pay-per-token capacity where data is processed in the same place.

Source: learn.microsoft.com/azure/foundry/openai/how-to/spillover-traffic-management, checked 2026-11-21.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDeployment:
    """What the plan must know of one deployment."""

    name: str
    sku: DeploymentSku
    model: str | None = None
    """Model and version in one word; `None` while they are not known."""
    spillover: str | None = None
    """Name of the deployment that takes what this one cannot."""
    content_filter: str | None = None
    """Name of its filter policy."""


def deployment_order(deployments: Iterable[PlannedDeployment]) -> list[str]:
    """Return the deployments' names in the order to make them: targets of spillover before their sources, then by name.

    The order in which the caller lists them does not matter.
    """
    ordered = sorted(deployments, key=lambda deployment: (deployment.spillover is not None, deployment.name))
    return [deployment.name for deployment in ordered]


def deployment_problems(deployments: Sequence[PlannedDeployment], content_filters: Collection[str]) -> list[str]:
    """Return what is wrong with the deployments of one account, one sentence each.

    Args:
        deployments: the deployments.
        content_filters: names of the account's own filter policies.
    """
    problems = repeated_names("deployment", (deployment.name for deployment in deployments))
    by_name = {deployment.name: deployment for deployment in deployments}
    for deployment in deployments:
        found = [_spillover_problem(deployment, by_name), _filter_problem(deployment, content_filters)]
        problems.extend(f"deployment {deployment.name!r}: {problem}" for problem in found if problem)
    return problems


def _spillover_problem(source: PlannedDeployment, by_name: dict[str, PlannedDeployment]) -> str | None:
    if source.spillover is None:
        return None
    wanted = _SPILLOVER_SKU.get(source.sku)
    if wanted is None:
        return f"only provisioned deployments spill over, this one is {source.sku.value}"
    target = by_name.get(source.spillover)
    if target is None:
        return f"spills over to {source.spillover!r}, which the account does not have; it has {sorted(by_name)}"
    if target.sku is not wanted:
        return f"spills over to {target.name!r}, which is {target.sku.value}; {source.sku.value} needs {wanted.value}"
    if source.model and target.model and source.model != target.model:
        return f"spills over to {target.name!r}, which serves {target.model}; it must serve {source.model} too"
    return None


def _filter_problem(deployment: PlannedDeployment, content_filters: Collection[str]) -> str | None:
    policy = deployment.content_filter
    if policy is None or policy.startswith(BUILT_IN_PREFIX) or policy in content_filters:
        return None
    return f"the account has no content filter {policy!r}; it has {sorted(content_filters)}"
