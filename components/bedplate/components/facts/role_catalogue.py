"""Azure's built-in roles by name, from the one table `facts/roles.toml`."""

from difflib import get_close_matches
from functools import cache

from bedplate.components.facts import read_facts


@cache
def _roles() -> dict[str, str]:
    return dict(read_facts("roles")["roles"])


def role_definition_guid(role: str) -> str:
    """Return the GUID of a built-in role's definition.

    Args:
        role: the role's name as Azure writes it, for example `Key Vault Secrets User`.

    Raises:
        ValueError: the catalogue holds no such role; the message names the role's new name or the nearest one.
    """
    try:
        return _roles()[role]
    except KeyError:
        hint = _hint(role)
        raise ValueError(f"the role catalogue holds no {role!r}; {hint}") from None


def role_name(guid: str) -> str | None:
    """Return the name of the built-in role with this GUID, on data of Cosmos DB too; `None` if unknown."""
    tables: dict[str, dict[str, str]] = read_facts("roles")
    named = {known: name for table in ("roles", "cosmosData") for name, known in tables[table].items()}
    return named.get(guid.lower())


def notified_role_guid(role: str) -> str:
    """Return the GUID of a role whose holders can be notified of alerts; such roles are never granted.

    Raises:
        KeyError: the catalogue holds no such role.
    """
    guid: str = read_facts("roles")["notified"][role]
    return guid


def cosmos_data_role_guid(role: str) -> str:
    """Return the GUID of a built-in role on the data of Cosmos DB accounts.

    Args:
        role: the role's name as Azure writes it, for example `Cosmos DB Built-in Data Reader`.

    Raises:
        ValueError: the catalogue holds no such role; the message names those that there are.
    """
    roles: dict[str, str] = read_facts("roles")["cosmosData"]
    if role not in roles:
        raise ValueError(f"the role catalogue holds no {role!r} for data of Cosmos DB; known are: {', '.join(roles)}")
    return roles[role]


def _hint(role: str) -> str:
    new_name: str | None = read_facts("roles")["renamed"].get(role)
    if new_name is not None:
        return f"Azure renamed it to {new_name!r}"
    nearest = get_close_matches(role, _roles(), n=1)
    return f"did you mean {nearest[0]!r}?" if nearest else f"known are: {', '.join(_roles())}"
