"""What the settings of every blueprint say, also of those that other people's packages bring."""

from collections.abc import Mapping

from bedplate.blueprints.settings.base import SettingsModel, Text
from bedplate.blueprints.settings.operations import Environment, Lifecycle
from bedplate.blueprints.settings.values import Guid, Workload
from bedplate.components.planning.naming import Naming


class ZoneSettings(SettingsModel):
    """Whose zone it is, where it lies, and how its resources are named and tagged."""

    workload: Workload
    """Short lower-case name that stands in every resource's name."""
    environment: Environment
    """Stage of the workload: `dev`, `test` or `prod`; sets every default of size and protection."""
    location: Text
    """Azure region, for example `swedencentral`."""
    subscription_id: Guid
    """Subscription that the zone is built in; ARM ids are known from it before anything exists."""
    tenant_id: Guid
    """Microsoft Entra tenant of the subscription."""
    lifecycle: Lifecycle = Lifecycle()
    """Which life of the zone this is."""
    tags: Mapping[Text, Text]
    """Azure tags of every resource; `owner`, `costCenter` and `dataClassification` are required."""

    @property
    def naming(self) -> Naming:
        """Names of every resource in the zone."""
        return Naming(
            workload=self.workload,
            environment=self.environment.value,
            location=self.location,
            generation=self.lifecycle.generation,
            subscription_id=self.subscription_id,
        )
