"""Kinds of resources that keep data and secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from bedplate.components.facts import read_facts
from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject, count, dependency, listing, reference, sentence, switch, value
from bedplate.generator.render.preview_model import Fact, Span, Tone, shown
from bedplate.generator.render.properties import at, is_marker

_REDUNDANCY = {
    "LRS": "one data centre",
    "ZRS": "three zones",
    "GRS": "two regions",
    "RAGRS": "two regions, readable",
    "GZRS": "three zones and a second region",
    "RAGZRS": "three zones and a second region, readable",
}
"""What the last part of a storage SKU means."""


def _redundancy(subject: Subject) -> Iterator[Fact]:
    """Say a storage account's SKU and in plain words where its copies are."""
    sku = subject.get("sku.name")
    if sku is not None:
        meaning = _REDUNDANCY.get(str(sku).rsplit("_", 1)[-1])
        yield (shown(sku), *((Span(f" ({meaning})"),) if meaning else ()))


def _purge_protection(subject: Subject) -> Iterator[Fact]:
    """Say how long a deleted vault can be recovered, and whether somebody can cut that short."""
    protected = at(subject.properties, "properties", "enablePurgeProtection")
    if protected is True:
        yield (Span("purge protection", Tone.GOOD),)
    elif not is_marker(protected):
        yield (Span("NO purge protection", Tone.WARNING),)


@cache
def _data_role_names() -> Mapping[str, str]:
    return {guid: name for name, guid in read_facts("roles")["cosmosData"].items()}


def _data_role(subject: Subject) -> Iterator[Fact]:
    """Say a role on the data of Cosmos DB by its name instead of its GUID, where the catalogue holds it."""
    definition = subject.get("roleDefinitionId")
    if isinstance(definition, str):
        guid = definition.rsplit("/", 1)[-1]
        yield (shown(_data_role_names().get(guid.lower(), f"role {guid}")),)


def _zones(subject: Subject) -> Iterator[Fact]:
    """Say whether a registry is kept in every zone."""
    if subject.get("zoneRedundancy") == "Enabled":
        yield (Span("three zones"),)


def _exports(subject: Subject) -> Iterator[Fact]:
    """Say whether images can be moved out of a registry's network."""
    status = subject.get("policies.exportPolicy.status")
    if status == "disabled":
        yield (Span("no exports", Tone.GOOD),)
    elif status is not None:
        yield (Span("exports ALLOWED", Tone.WARNING),)


DATA_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "azure-native:keyvault:Vault": Kind(
            "key vault",
            (
                _purge_protection,
                value("properties.softDeleteRetentionInDays", "recoverable {} days"),
                switch("properties.enableRbacAuthorization", on="roles only", off="access policies", good=True),
            ),
        ),
        "azure-native:keyvault:Key": Kind("key", (value("properties.kty"), value("properties.keySize", "{} bits"))),
        "azure-native:keyvault:Secret": Kind("secret", (value("vaultName", "in {}"),)),
        "azure-native:storage:StorageAccount": Kind(
            "storage account",
            short="storage",
            phrases=(
                _redundancy,
                value("minimumTlsVersion"),
                switch("isHnsEnabled", on="hierarchical"),
                switch("allowBlobPublicAccess", on="anonymous blobs ALLOWED", good=False),
            ),
        ),
        "azure-native:storage:BlobServiceProperties": Kind(
            "blob service",
            (
                switch("isVersioningEnabled", on="versions kept", off="no versions", good=True),
                value("deleteRetentionPolicy.days", "recoverable {} days"),
            ),
            name_last=True,
        ),
        "azure-native:storage:FileServiceProperties": Kind(
            "file service", (value("shareDeleteRetentionPolicy.days", "recoverable {} days"),), name_last=True
        ),
        "azure-native:storage:BlobContainer": Kind("blob container"),
        "azure-native:storage:ManagementPolicy": Kind(
            "lifecycle policy", short="lifecycle", phrases=(count("policy.rules", "rule"),)
        ),
        "azure-native:cosmosdb:DatabaseAccount": Kind(
            "Cosmos DB account",
            short="Cosmos DB",
            phrases=(
                value("kind"),
                value("consistencyPolicy.defaultConsistencyLevel", "{} consistency"),
                listing("locations", "in {}", of="locationName"),
                value("backupPolicy.continuousModeProperties.tier", "backup {}"),
            ),
        ),
        "azure-native:cosmosdb:SqlResourceSqlRoleAssignment": Kind(
            "data role",
            (sentence(_data_role, reference("scope", "on {}")), dependency("principalId", "to {}")),
            name_last=True,
        ),
        "azure-native:containerregistry:Registry": Kind(
            "container registry",
            short="registry",
            phrases=(
                value("sku.name"),
                _zones,
                switch("adminUserEnabled", on="administrator ALLOWED", good=False),
                switch("anonymousPullEnabled", on="anonymous pulls ALLOWED", good=False),
                _exports,
            ),
        ),
    }
)
