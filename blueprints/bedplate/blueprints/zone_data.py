"""The stores of a landing zone: secrets, documents, images, and the key that they are encrypted with."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from bedplate.blueprints.settings.encryption import KeyOwner
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.container_registry import ContainerRegistry, ContainerRegistryArgs
from bedplate.components.encryption_key import EncryptionKey, EncryptionKeyArgs, customer_key
from bedplate.components.key_vault import KeyVault
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.shared.service_host import service_host
from bedplate.components.storage_account import StorageAccount, StorageAccountArgs, StorageRedundancy

_KEY_BITS = 2048
"""AI accounts take keys of no other size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretStore:
    """The key vault of the workload's secrets, the zone's own or one that exists."""

    vault_id: pulumi.Output[str]
    """ARM id of the vault."""
    vault_uri: pulumi.Output[str]
    """Address of the vault."""
    vault: KeyVault | None
    """The vault, unless it is one that exists already."""


def declare_secret_store(
    zone: Zone, group: ResourceGroup, network: ZoneNetwork, monitoring: Monitoring, *, trust_azure_services: bool
) -> SecretStore:
    """Declare the key vault, reached through its private endpoint, or use the one that the settings name.

    Args:
        zone: the landing zone.
        group: resource group of the vault.
        network: where the private endpoint lies.
        monitoring: what receives the logs.
        trust_azure_services: whether services that use the vault come over Azure's own network, as those do that
            encrypt with a key of it.
    """
    existing_id = zone.settings.existing_key_vault_id
    if existing_id is not None:
        host = service_host(existing_id.rsplit("/", 1)[-1].lower(), "keyVault", zone.settings.location)
        return SecretStore(
            vault_id=pulumi.Output.from_input(existing_id),
            vault_uri=pulumi.Output.format("https://{0}/", host),
            vault=None,
        )
    vault = KeyVault(
        "vault",
        {
            **zone.place(group),
            "vault_name": zone.naming.name("keyVault"),
            "tenant_id": zone.settings.tenant_id,
            "soft_delete_retention_in_days": zone.settings.sizing.soft_delete_retention_days,
            "trust_azure_services": trust_azure_services,
            "log_analytics_workspace_id": monitoring.workspace_id,
            "private_endpoint": zone.private_endpoint(
                "vault", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
            ),
        },
        zone.options(holds_state=True),
    )
    return SecretStore(vault_id=vault.vault_id, vault_uri=vault.vault_uri, vault=vault)


def declare_encryption_key(zone: Zone, group: ResourceGroup, secrets: SecretStore) -> EncryptionKey | None:
    """Declare the customer's key and who may use it; `None` where Microsoft's keys do."""
    encryption = zone.settings.encryption
    if encryption.key is KeyOwner.MICROSOFT:
        return None
    args: EncryptionKeyArgs = {
        **zone.place(group),
        "key_vault_id": secrets.vault_id,
        "key_name": zone.naming.name("keyVaultKey", "encryption"),
        "key_size": _KEY_BITS,
        "identity_name": zone.naming.name("userAssignedIdentity", "encryption"),
    }
    if encryption.existing_key is not None:
        args["key_vault_id"] = encryption.existing_key.key_vault_id
        args["key_name"] = encryption.existing_key.name
        args["existing_key_version"] = encryption.existing_key.version
    return EncryptionKey("encryption", args, zone.options())


def declare_storage(
    zone: Zone,
    group: ResourceGroup,
    network: ZoneNetwork,
    monitoring: Monitoring,
    *,
    key: EncryptionKey | None,
    for_hub: bool,
) -> StorageAccount:
    """Declare the storage account of the workload's documents, reached through its private endpoints.

    Args:
        zone: the landing zone.
        group: resource group of the account.
        network: where the private endpoints lie.
        monitoring: what receives the logs.
        key: the customer's key; Microsoft's by default.
        for_hub: whether a Machine Learning hub works on it, which needs files too and comes over Azure's own network.
    """
    sizing = zone.settings.sizing
    redundancy = StorageRedundancy.ZONE_REDUNDANT if sizing.zone_redundant else StorageRedundancy.LOCALLY_REDUNDANT
    subnet_id = network.subnet_ids["privateEndpoints"]
    args: StorageAccountArgs = {
        **zone.place(group),
        "account_name": zone.naming.name("storageAccount"),
        "redundancy": redundancy,
        "containers": ["documents"],
        "soft_delete_days": sizing.soft_delete_retention_days,
        "trust_azure_services": for_hub,
        "log_analytics_workspace_id": monitoring.workspace_id,
        "private_endpoints": {
            service: zone.private_endpoint(f"storage-{service}", subnet_id, network.private_dns_zone_ids)
            for service in (("blob", "file") if for_hub else ("blob",))
        },
    }
    if key is not None:
        args["customer_key"] = customer_key(key)
    return StorageAccount("storage", args, zone.options(holds_state=True))


def declare_registry(
    zone: Zone,
    group: ResourceGroup,
    network: ZoneNetwork,
    monitoring: Monitoring,
    *,
    key: EncryptionKey | None,
    for_hub: bool,
) -> ContainerRegistry:
    """Declare the registry of the workload's images, reached through its private endpoint.

    Args:
        zone: the landing zone.
        group: resource group of the registry.
        network: where the private endpoint lies.
        monitoring: what receives the logs.
        key: the customer's key; Microsoft's by default.
        for_hub: whether a Machine Learning hub works on it, which comes over Azure's own network.
    """
    args: ContainerRegistryArgs = {
        **zone.place(group),
        "registry_name": zone.naming.name("containerRegistry"),
        "zone_redundant": zone.settings.sizing.zone_redundant,
        # Container Apps pull by managed identity with such a token.
        "accept_arm_tokens": True,
        "trust_azure_services": for_hub,
        "log_analytics_workspace_id": monitoring.workspace_id,
        "private_endpoint": zone.private_endpoint(
            "registry", network.subnet_ids["privateEndpoints"], network.private_dns_zone_ids
        ),
    }
    if key is not None:
        args["customer_key"] = customer_key(key)
    return ContainerRegistry("registry", args, zone.options(holds_state=True))


def lock_stores(
    zone: Zone, secrets: SecretStore, storage: StorageAccount, *, after: Sequence[pulumi.Resource | None]
) -> None:
    """Lock the stores against deletion where the settings ask for it.

    The components could lock themselves, but not after the roles that are granted on them later. Azure deletes no role
    assignment of a locked resource, so a destroy must find the locks gone before it comes to the assignments.
    Source: learn.microsoft.com/azure/azure-resource-manager/management/lock-resources, 2024-03-08.

    Args:
        zone: the landing zone.
        secrets: the key vault.
        storage: the storage account.
        after: everything that grants roles on the stores, or is declared under them.
    """
    if not zone.settings.sizing.locks:
        return
    earlier = [resource for resource in after if resource is not None]
    if secrets.vault is not None:
        lock_against_deletion("vault", scope=secrets.vault_id, parent=zone.root, after=[secrets.vault, *earlier])
    lock_against_deletion("storage", scope=storage.account_id, parent=zone.root, after=[storage, *earlier])
