"""Rules on Azure Database for PostgreSQL, flexible servers."""

from __future__ import annotations

from bedplate.policies.assembled_rule import assembled_rule, with_links
from bedplate.policies.conditions import all_of, any_of, equals, is_given, negated
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_TYPES = ("Microsoft.DBforPostgreSQL/flexibleServers",)
_POSTGRESQL = "https://learn.microsoft.com/azure/postgresql"
_SUBNET = "properties.network.delegatedSubnetResourceId"
_IS_NO_REPLICA = negated(equals("properties.createMode", "Replica"), "a server that is no replica")

RULES = (
    assembled_rule(
        any_of(equals("properties.network.publicNetworkAccess", "Disabled"), is_given(_SUBNET)),
        assemble=with_links(_SUBNET),
        id="PG-01",
        title="The PostgreSQL server is closed to public networks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="A server that is neither in a network nor closed has an address on the internet that anybody can "
        "try passwords at.",
        fix="Set network.publicNetworkAccess to Disabled and add a private endpoint, or name a delegated subnet.",
        references=(f"{_POSTGRESQL}/network/concepts-networking-private-link",),
        benchmark=("NS-2",),
        azure_policy=("5e1de0e3",),
    ),
    property_rule(
        all_of(
            equals("properties.authConfig.activeDirectoryAuth", "Enabled"),
            equals("properties.authConfig.passwordAuth", "Disabled"),
        ),
        id="PG-02",
        title="The PostgreSQL server takes tokens of Microsoft Entra ID only",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="Passwords of database users are shared, leak in connection strings, and outlive people.",
        fix="Set authConfig.activeDirectoryAuth to Enabled and authConfig.passwordAuth to Disabled.",
        references=(f"{_POSTGRESQL}/security/security-entra-concepts",),
        benchmark=("IM-1",),
        psrule=("Azure.PostgreSQL.AAD", "Azure.PostgreSQL.AADOnly"),
    ),
    property_rule(
        all_of(
            equals("properties.highAvailability.mode", "ZoneRedundant"),
            equals("properties.backup.geoRedundantBackup", "Enabled"),
        ),
        when=_IS_NO_REPLICA,
        id="PG-03",
        title="The PostgreSQL server has a standby in another zone and backups in another region",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        recommendation="RE:05",
        types=_TYPES,
        rationale="Without a standby the database is down with its zone; without backups elsewhere it is lost with its "
        "region.",
        fix="Set highAvailability.mode to ZoneRedundant, and backup.geoRedundantBackup to Enabled when the server is "
        "created.",
        references=("https://learn.microsoft.com/azure/reliability/reliability-postgresql-flexible-server",),
        benchmark=("BR-1",),
        psrule=("Azure.PostgreSQL.ZoneRedundantHA", "Azure.PostgreSQL.GeoRedundantBackup"),
    ),
)
