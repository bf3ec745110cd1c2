"""Policies that register private endpoints in DNS zones, from the one table `facts/private_dns_policies.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bedplate.components.facts import read_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateDnsPolicy:
    """A built-in definition of Azure Policy for one kind of private endpoint."""

    definition: str
    """GUID of the definition."""
    display_name: str
    """Its name for people."""
    parameters: Mapping[str, str]
    """Parameters that it needs beside the zone and the effect."""
    instead: str | None
    """What to assign in its place where it registers too few zones; `None` where it does all that is needed."""


@cache
def _rows() -> dict[tuple[str, str], PrivateDnsPolicy]:
    return {
        (azure_type, row["groupId"]): PrivateDnsPolicy(
            definition=row["definition"],
            display_name=row["displayName"],
            parameters=row.get("parameters", {}),
            instead=row["instead"] if row.get("oneZoneOnly") else None,
        )
        for azure_type, rows in read_facts("private_dns_policies").items()
        for row in rows
    }


def private_dns_policy(azure_type: str, group_id: str) -> PrivateDnsPolicy | None:
    """Return the built-in definition for private endpoints to this target; `None` where there is none that we know of.

    Args:
        azure_type: ARM type of the target, for example `Microsoft.KeyVault/vaults`.
        group_id: sub-resource of the target, for example `vault`.
    """
    return _rows().get((azure_type, group_id))
