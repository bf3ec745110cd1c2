"""Who must be allowed what: the deploying identity, and the zone's own identities on resources of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bedplate.components.facts.deployment_roles import deployment_role
from bedplate.components.facts.role_catalogue import role_name
from bedplate.generator.graph import Resource
from bedplate.generator.render.arm_ids import short_id
from bedplate.generator.render.properties import at
from bedplate.generator.work_order.markdown import Section, checklist, code, codes, fenced, plain, section, table
from bedplate.generator.work_order.private_endpoints import type_of
from bedplate.generator.work_order.recorded_zone import RecordedZone

_ASSIGNMENT = "azure-native:authorization:RoleAssignment"
_DATA_ASSIGNMENT = "azure-native:cosmosdb:SqlResourceSqlRoleAssignment"
_LOCK = "azure-native:authorization:ManagementLockByScope"
_POLICY = "azure-native:authorization:PolicyAssignment"
_ACTIONS = "Microsoft.Authorization/roleAssignments"


def role_grants(zone: RecordedZone) -> Section:
    """Return the section on the roles that the deployment needs, and on those that it gives on resources of others."""
    scopes: dict[str, list[str]] = {}
    for scope, deed in dict.fromkeys(_needed(zone)):
        scopes.setdefault(deed, []).append(scope)
    rows = [
        (plain(role.role), codes(short_id(scope) for scope in held), plain(role.reason), codes(role.actions))
        for deed, held in scopes.items()
        for role in (deployment_role(deed),)
    ]
    return section(
        "Role grants",
        "### To the identity that deploys",
        table(("Built-in role", "On", "Because it", "Of it really needed"), rows),
        *_condition(zone),
        _script(scopes),
        checklist(
            ["The deploying identity (a service principal or a workload identity of the pipeline) has these roles."]
        ),
        "### By the deployment, on resources that it does not make",
        *_foreign_grants(zone),
    )


def _needed(zone: RecordedZone) -> Iterator[tuple[str, str]]:
    settings = zone.settings
    subscription = f"/subscriptions/{settings.subscription_id}"
    yield subscription, "create"
    if zone.of_type(_ASSIGNMENT):
        yield subscription, "grant"
    if zone.of_type(_LOCK):
        yield subscription, "lock"
    if zone.of_type(_POLICY):
        yield subscription, "assignPolicies"
    yield from _needed_on_the_network(zone)
    for zone_id in settings.private_dns.zones.values():
        yield zone_id, "registerNames"
    if settings.monitoring.existing_log_analytics_workspace_id is not None:
        yield settings.monitoring.existing_log_analytics_workspace_id, "sendLogs"
    for scope in sorted({scope for scope, _, _ in _outside(zone)}):
        if not scope.lower().startswith(f"{subscription.lower()}/"):
            yield scope, "grant"


def _needed_on_the_network(zone: RecordedZone) -> Iterator[tuple[str, str]]:
    settings = zone.settings
    hub, network = settings.topology.hub, settings.network
    if network.existing_virtual_network_id is not None:
        if settings.new_subnets:
            yield network.existing_virtual_network_id, "addSubnets"
        for subnet_id in sorted(network.existing_subnets.values()):
            yield subnet_id, "joinSubnet"
    elif hub is not None and hub.virtual_network_id is not None:
        yield hub.virtual_network_id, "peer"
    if hub is not None and hub.route_table_id is not None:
        yield hub.route_table_id, "joinRouteTable"
    if network.ddos_protection.existing_plan_id is not None:
        yield network.ddos_protection.existing_plan_id, "joinDdosPlan"


def _script(scopes: Mapping[str, Sequence[str]]) -> str:
    lines = ['deployer="<object id of the deploying identity>"']
    for deed, held in scopes.items():
        condition = ' --condition "$(cat condition.txt)" --condition-version 2.0' if deed == "grant" else ""
        lines += [
            f'az role assignment create --assignee $deployer --role "{deployment_role(deed).role}"{condition} \\\n'
            f"  --scope {scope}"
            for scope in held
        ]
    return fenced("sh", "\n".join(lines))


def _condition(zone: RecordedZone) -> list[str]:
    granted = {_guid(each) for each in zone.of_type(_ASSIGNMENT)}
    guids = sorted(guid for guid in granted if guid)
    if not guids:
        return []
    listed = ", ".join(guids)
    clauses = [
        f"(!(ActionMatches{{'{_ACTIONS}/{verb}'}}) OR\n"
        f" (@{place}[{_ACTIONS}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {{{listed}}} AND\n"
        f"  @{place}[{_ACTIONS}:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {{'ServicePrincipal'}}))"
        for verb, place in (("write", "Request"), ("delete", "Resource"))
    ]
    names = codes(sorted(role_name(guid) or guid for guid in guids))
    return [
        (
            f"Narrow `{deployment_role('grant').role}` to what the deployment grants ({names}, to service principals"
            " only) with this condition, saved as `condition.txt`:"
        ),
        fenced("text", "\nAND\n".join(clauses)),
    ]


def _foreign_grants(zone: RecordedZone) -> list[str]:
    rows = [(code(scope), plain(role), principal) for scope, role, principal in _outside(zone)]
    if not rows:
        return ["None: every role that the deployment grants is on a resource of its own."]
    return [
        table(("Scope", "Role", "To"), rows),
        checklist(["The owners of these resources agree to the grants; each is removed when the zone is destroyed."]),
    ]


def _outside(zone: RecordedZone) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for each in zone.of_type(_ASSIGNMENT, _DATA_ASSIGNMENT):
        scope = at(each.inputs, "scope")
        # Below an account of Cosmos DB data scopes go on with /dbs/, which ARM does not know.
        if isinstance(scope, str) and not zone.owns(scope):
            found.append((scope, role_name(_guid(each)) or _guid(each), _principal(zone, each)))
    return sorted(found)


def _guid(assignment: Resource) -> str:
    found = at(assignment.inputs, "roleDefinitionId")
    return found.rsplit("/", 1)[-1].lower() if isinstance(found, str) else ""


def _principal(zone: RecordedZone, assignment: Resource) -> str:
    """Return whom a role is granted to: by resource, since only Azure can tell the identity's object id."""
    urns = assignment.property_dependencies.get("principalId", ())
    makers = [each for each in zone.resources if each.urn in urns]
    named = [f"identity of {code(zone.name(each))} ({code(type_of(zone.arm_id(each)))})" for each in makers]
    given = at(assignment.inputs, "principalId")
    return ", ".join(named) or (code(given) if isinstance(given, str) else "known after the deployment")
