"""The stores of a landing zone: secrets and documents."""

from collections.abc import Sequence

import pulumi

from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.key_vault import KeyVault
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.storage_account import StorageAccount, StorageRedundancy


def declare_key_vault(zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring) -> KeyVault:
    """Declare the key vault of the workload's secrets, reached through its private endpoint."""
    return KeyVault(
        "vault",
        {
            **zone.place(group),
            "vault_name": zone.naming.name("keyVault"),
            "tenant_id": zone.settings.tenant_id,
            "soft_delete_retention_in_days": zone.settings.sizing.soft_delete_retention_days,
            "log_analytics_workspace_id": monitoring.workspace_id,
            "private_endpoint": zone.private_endpoint(
                "vault", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
            ),
        },
        zone.options(holds_state=True),
    )


def declare_storage(zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring) -> StorageAccount:
    """Declare the storage account of the workload's documents, reached through its private endpoint."""
    sizing = zone.settings.sizing
    redundancy = StorageRedundancy.ZONE_REDUNDANT if sizing.zone_redundant else StorageRedundancy.LOCALLY_REDUNDANT
    return StorageAccount(
        "storage",
        {
            **zone.place(group),
            "account_name": zone.naming.name("storageAccount"),
            "redundancy": redundancy,
            "containers": ["documents"],
            "soft_delete_days": sizing.soft_delete_retention_days,
            "log_analytics_workspace_id": monitoring.workspace_id,
            "private_endpoints": {
                "blob": zone.private_endpoint(
                    "storage-blob", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
                )
            },
        },
        zone.options(holds_state=True),
    )


def lock_stores(zone: Zone, vault: KeyVault, storage: StorageAccount, *, after: Sequence[pulumi.Resource]) -> None:
    """Lock the stores against deletion where the settings ask for it.

    The components could lock themselves, but not after the roles that are granted on them later. Azure deletes no role
    assignment of a locked resource, so a destroy must find the locks gone before it comes to the assignments.
    Source: learn.microsoft.com/azure/azure-resource-manager/management/lock-resources, 2024-03-08.

    Args:
        zone: the landing zone.
        vault: the key vault.
        storage: the storage account.
        after: everything that grants roles on the stores.
    """
    if not zone.settings.sizing.locks:
        return
    lock_against_deletion("vault", scope=vault.vault_id, parent=zone.root, after=[vault, *after])
    lock_against_deletion("storage", scope=storage.account_id, parent=zone.root, after=[storage, *after])
