"""Settings of the agent service: where agents run, and whose stores keep what they remember."""

from bedplate.blueprints.settings.base import Choice, SettingsModel
from bedplate.blueprints.settings.values import CosmosDbAccountId, SearchServiceId, StorageAccountId


class AgentMode(Choice):
    """How agents run. Azure cannot change it on an account that exists."""

    STANDARD_VNET = "standardVnet"
    """In the landing zone's network, with threads, files and vectors in the zone's own stores."""
    STANDARD_MANAGED = "standardManaged"
    """In a network that Microsoft manages for the account, with the zone's own stores."""
    BASIC = "basic"
    """In Microsoft's shared service, which keeps the state itself."""
    NONE = "none"
    """No agent service is set up."""

    @property
    def standard(self) -> bool:
        """Whether agents keep their state in stores of the customer."""
        return self in {AgentMode.STANDARD_VNET, AgentMode.STANDARD_MANAGED}


class ExistingAgentStores(SettingsModel):
    """Stores that exist already and that no other account's agents use; each is reached as its owner provides."""

    search_service_id: SearchServiceId | None = None
    """ARM id of the search service that keeps vectors."""
    cosmos_account_id: CosmosDbAccountId | None = None
    """ARM id of the Cosmos DB account that keeps threads."""
    storage_account_id: StorageAccountId | None = None
    """ARM id of the storage account that keeps files."""


class Agents(SettingsModel):
    """Settings of the agent service."""

    mode: AgentMode = AgentMode.STANDARD_VNET
    """Where agents run and whose stores they use; Azure cannot change it later."""
    existing: ExistingAgentStores = ExistingAgentStores()
    """Stores to use instead of making new ones; only with standard agents."""
