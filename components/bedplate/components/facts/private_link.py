"""Which private DNS zones a private endpoint needs, from the one table `facts/private_link.toml`."""

from functools import cache

from bedplate.components.facts import read_facts


@cache
def _zones() -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (azure_type, row["groupId"]): tuple(row["zones"])
        for azure_type, rows in read_facts("private_link").items()
        for row in rows
    }


def private_dns_zones(azure_type: str, group_id: str) -> tuple[str, ...]:
    """Return the exact set of zone names that an endpoint to this target registers in, sorted.

    Args:
        azure_type: ARM type of the target, for example `Microsoft.KeyVault/vaults`.
        group_id: sub-resource of the target, for example `vault`.

    Raises:
        KeyError: the table holds no such target.
    """
    return _zones()[azure_type, group_id]
