"""The stores that agents of a chat landing zone keep their state in."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.cosmos_db_account import ContinuousBackup, CosmosDbAccount, CosmosDbAccountArgs
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.search_service import SearchService
from bedplate.components.shared.customer_key import CustomerKeyArgs
from bedplate.components.shared.known import known
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.storage_account import StorageAccount, StorageAccountArgs, StorageRedundancy

_LONG_BACKUP_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentState:
    """The stores of agents. Whoever takes an id from here waits until the store's private endpoint is there too."""

    search_service_id: pulumi.Output[str]
    """ARM id of the search service that keeps vectors."""
    cosmos_account_id: pulumi.Output[str]
    """ARM id of the Cosmos DB account that keeps threads."""
    storage_account_id: pulumi.Output[str]
    """ARM id of the storage account that keeps files."""
    search_service: SearchService | None
    """The search service, unless it is one that exists already."""
    cosmos_account: CosmosDbAccount | None
    """The Cosmos DB account, unless it is one that exists already."""
    storage_account: StorageAccount | None
    """The storage account, unless it is one that exists already."""


def declare_agent_state(
    zone: Zone,
    group: ResourceGroup,
    settings: ChatSettings,
    *,
    network: ZoneNetwork,
    monitoring: Monitoring,
    customer_key: CustomerKeyArgs | None = None,
) -> AgentState:
    """Declare the stores that the settings do not name as existing, each reached through its private endpoint.

    Args:
        zone: the landing zone.
        group: resource group of the stores.
        settings: the zone's settings; their mode of agents is one that keeps the state in the customer's own stores.
        network: where the private endpoints lie.
        monitoring: what receives the logs.
        customer_key: the customer's key for threads and files. Vectors are left out, as a search service encrypts with
            such a key only the indexes that name it, and the agent service makes its indexes without.
    """
    existing = settings.agents.existing
    search_id, cosmos_id, storage_id = (
        existing.search_service_id,
        existing.cosmos_account_id,
        existing.storage_account_id,
    )
    search = _declare_search(zone, group, network, monitoring) if search_id is None else None
    cosmos = _declare_cosmos(zone, group, network, monitoring, customer_key) if cosmos_id is None else None
    storage = _declare_storage(zone, group, network, monitoring, customer_key) if storage_id is None else None
    return AgentState(
        search_service_id=_given(search_id) if search is None else known(search, search.search_service_id),
        cosmos_account_id=_given(cosmos_id) if cosmos is None else known(cosmos, cosmos.account_id),
        storage_account_id=_given(storage_id) if storage is None else known(storage, storage.account_id),
        search_service=search,
        cosmos_account=cosmos,
        storage_account=storage,
    )


def lock_agent_state(zone: Zone, state: AgentState, *, after: Sequence[pulumi.Resource]) -> None:
    """Lock the zone's own stores of agents against deletion where the settings ask for it.

    Args:
        zone: the landing zone.
        state: the stores.
        after: everything that grants roles on the stores, as Azure takes back no role on a locked resource.
    """
    if not zone.settings.sizing.locks:
        return
    stores = (
        ("agents-search", state.search_service, state.search_service_id),
        ("agents-cosmos", state.cosmos_account, state.cosmos_account_id),
        ("agents-storage", state.storage_account, state.storage_account_id),
    )
    for name, store, store_id in stores:
        if store is not None:
            lock_against_deletion(name, scope=store_id, parent=zone.root, after=[store, *after])


def _given(existing_id: str | None) -> pulumi.Output[str]:
    return pulumi.Output.from_input(existing_id or "")


def _declare_search(zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring) -> SearchService:
    return SearchService(
        "agents-search",
        {
            **zone.place(group),
            "search_service_name": zone.naming.name("aiSearch", "agents"),
            "replica_count": zone.settings.sizing.search_replicas,
            "log_analytics_workspace_id": monitoring.workspace_id,
            "private_endpoint": zone.private_endpoint(
                "agents-search", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
            ),
        },
        zone.options(holds_state=True),
    )


def _declare_cosmos(
    zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring, key: CustomerKeyArgs | None
) -> CosmosDbAccount:
    sizing = zone.settings.sizing
    # Without a limit on throughput: the agent service takes 3,000 request units a second for every project.
    args: CosmosDbAccountArgs = {
        **zone.place(group),
        "account_name": zone.naming.name("cosmosDbAccount", "agents"),
        "zone_redundant": sizing.zone_redundant,
        "backup": (
            ContinuousBackup.THIRTY_DAYS
            if sizing.cosmos_backup_days == _LONG_BACKUP_DAYS
            else ContinuousBackup.SEVEN_DAYS
        ),
        "log_analytics_workspace_id": monitoring.workspace_id,
        "private_endpoint": zone.private_endpoint(
            "agents-cosmos", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
        ),
    }
    if key is not None:
        args["customer_key"] = key
    return CosmosDbAccount("agents-cosmos", args, zone.options(holds_state=True))


def _declare_storage(
    zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring, key: CustomerKeyArgs | None
) -> StorageAccount:
    sizing = zone.settings.sizing
    args: StorageAccountArgs = {
        **zone.place(group),
        "account_name": zone.naming.name("storageAccount", "agents"),
        "redundancy": (
            StorageRedundancy.ZONE_REDUNDANT if sizing.zone_redundant else StorageRedundancy.LOCALLY_REDUNDANT
        ),
        "soft_delete_days": sizing.soft_delete_retention_days,
        "log_analytics_workspace_id": monitoring.workspace_id,
        "private_endpoints": {
            "blob": zone.private_endpoint(
                "agents-storage-blob", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
            )
        },
    }
    if key is not None:
        args["customer_key"] = key
    return StorageAccount("agents-storage", args, zone.options(holds_state=True))
