"""A project's capability host comes after its connections and roles, and goes before them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.engine.standin.rules.arm_ids import name_of, parent_of, type_of
from tests.engine.standin.rules.model import Deployed, Operation, Refusal, World, value_at
from tests.engine.standin.rules.role_assignments import has_role, principals_of
from tests.engine.standin.rules.table import rows

_HOST = "microsoft.cognitiveservices/accounts/projects/capabilityhosts"
_PROPERTIES = "projectCapabilityHostProperties"
_MEMORY = "/dbs/enterprise_memory"
_STORES = ("vectorStoreConnections", "storageConnections", "threadStorageConnections")


def host_is_prepared(operation: Operation, world: World) -> Refusal | None:
    """Its connections exist, and the project's identity has its roles on each store.

    Source: https://learn.microsoft.com/azure/ai-foundry/agents/concepts/standard-agent-setup
    """
    if operation.kind == "delete" or type_of(operation.id) != _HOST:
        return None
    project = world.get(parent_of(operation.id))
    for kind in _STORES:
        for name in value_at(operation.inputs, f"{_PROPERTIES}.{kind}") or ():
            connection = _connection(world, operation.id, name)
            if connection is None:
                message = (
                    f"Connection '{name}' of {kind} was not found in project '{name_of(parent_of(operation.id))}'."
                )
                return Refusal(400, "UserError", message)
            if project and (missing := _missing_role(world, project, connection)):
                return Refusal(403, "Forbidden", missing)
    return None


def _connection(world: World, host_id: str, name: str) -> Deployed | None:
    """Return a connection of the host's project or account."""
    project = parent_of(host_id)
    for owner in (project, parent_of(project)):
        if found := world.get(f"{owner}/connections/{name}"):
            return found
    return None


def _store_of(connection: Deployed) -> str:
    return str(value_at(connection.inputs, "properties.metadata.ResourceId") or "")


def _missing_role(world: World, project: Deployed, connection: Deployed) -> str | None:
    store = _store_of(connection)
    principals = set(principals_of(project.inputs, project.id, world))
    system = value_at(project.outputs, "identity.principalId")
    if isinstance(system, str):
        principals.add(system)
    row = next((row for row in rows("agent_roles") if row["type"].lower() == type_of(store)), None)
    for role in row["roles"] if row and world.get(store) else ():
        if not any(has_role(world, principal, role, store) for principal in principals):
            return f"The identity of project '{name_of(project.id)}' has no role {role} on {store}."
    return None


def is_agent_memory(id_: str, world: World) -> bool:
    """Return whether an id is that of the database which the agent service makes with a capability host.

    Source: https://learn.microsoft.com/azure/ai-foundry/agents/concepts/standard-agent-setup
    """
    account = id_.lower().removesuffix(_MEMORY)
    return account != id_.lower() and any(account in _needed_by_host(world, host) for host in world.of_type(_HOST))


def _needed_by_host(world: World, host: Deployed) -> Iterator[str]:
    """Yield the ids, in lower case, of a capability host's connections and stores."""
    for kind in _STORES:
        for name in value_at(host.inputs, f"{_PROPERTIES}.{kind}") or ():
            if connection := _connection(world, host.id, name):
                yield connection.id.lower()
                yield _store_of(connection).lower()


def no_host_needs_it(operation: Operation, world: World) -> Refusal | None:
    """No connection and no store goes while a capability host uses it.

    Source: https://learn.microsoft.com/azure/ai-foundry/agents/concepts/capability-hosts
    """
    if operation.kind != "delete":
        return None
    for host in world.of_type(_HOST):
        if operation.id.lower() in _needed_by_host(world, host):
            message = f"'{name_of(operation.id)}' is in use by capability host {host.id}."
            return Refusal(409, "Conflict", message)
    return None
