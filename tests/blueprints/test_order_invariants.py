"""What comes before what on the graph of every stack, in both modes: in a deployment, and backwards in a destroy."""

from bedplate.generator.graph import Graph, Resource
from tests.blueprints.stack_questions import (
    DATA_ROLE,
    ENDPOINT,
    NETWORK,
    ROLE,
    arm_id,
    before,
    custom,
    endpoint_target,
    grants_of,
    ids_in,
    owner_by_id,
    subnets,
    target_type,
    text,
)

CONNECTION = "azure-native:cognitiveservices:ProjectConnection"
CAPABILITY_HOST = "azure-native:cognitiveservices:ProjectCapabilityHost"
PROJECT = "azure-native:cognitiveservices:Project"
ZONE_GROUP = "azure-native:network:PrivateDnsZoneGroup"
LOCK = "azure-native:authorization:ManagementLockByScope"
FIREWALL = "azure-native:network:AzureFirewall"
RULE_GROUP = "azure-native:network:FirewallPolicyRuleCollectionGroup"
GATEWAY = "azure-native:network:ApplicationGateway"
ACCOUNT_CHILDREN = (
    "azure-native:cognitiveservices:RaiPolicy",
    "azure-native:cognitiveservices:RaiBlocklist",
    "azure-native:cognitiveservices:Deployment",
    PROJECT,
    CONNECTION,
    CAPABILITY_HOST,
    "azure-native:cognitiveservices:AccountConnection",
    "azure-native:cognitiveservices:ManagedNetworkSetting",
    "azure-native:cognitiveservices:OutboundRule",
)
HOSTS = ("azure-native:web:WebApp", "azure-native:app:ContainerApp")
# By stack: the agents of the first three keep their state in the zone's own stores; the last has no agents.
PROJECTS_WITH_AGENTS = {"chat-dev": 1, "chat-prod": 2, "chat-spoke": 1, "chat-classic": 0}
LOCKED = {
    "chat-dev": set[str](),
    "chat-classic": set[str](),
    "chat-prod": {"vault", "storage", "agents-search", "agents-cosmos", "agents-storage", "flow-logs"},
    "chat-spoke": {"vault", "storage", "agents-search", "agents-cosmos", "agents-storage", "flow-logs"},
}
# On each account of a project's: threads 1, vectors 2, files 2, documents 1; of the application's: vault, documents; of
# the flow log: its identity on its account.
ROLES_UNDER_LOCKS = {"chat-dev": 0, "chat-classic": 0, "chat-prod": 2 * 6 + 2 + 1, "chat-spoke": 6 + 2 + 1}


def test_the_children_of_one_account_form_a_total_order(stack_graph: Graph) -> None:
    earlier = before(stack_graph)
    children = [r for token in ACCOUNT_CHILDREN for r in stack_graph.of_type(token)]

    assert children
    for index, one in enumerate(children):
        for other in children[:index]:
            if one.inputs["accountName"] == other.inputs["accountName"]:
                assert (one.urn in earlier[other.urn]) != (other.urn in earlier[one.urn]), (one.name, other.name)


def test_a_private_endpoint_comes_after_everything_that_changes_its_target(stack_graph: Graph) -> None:
    earlier = before(stack_graph)
    owners = owner_by_id(stack_graph)
    children = {r.urn for token in ACCOUNT_CHILDREN for r in stack_graph.of_type(token)}
    for endpoint in stack_graph.of_type(ENDPOINT):
        target_id = endpoint_target(endpoint)
        assert owners[target_id.lower()] in earlier[endpoint.urn]
        if target_type(target_id) == "Microsoft.CognitiveServices/accounts":
            assert children <= earlier[endpoint.urn]


def test_a_lock_comes_after_everything_on_what_it_locks(stack_graph: Graph) -> None:
    """Azure takes back no role on a locked resource, and deletes nothing under one: a destroy must find it gone."""
    earlier = before(stack_graph)
    locks = stack_graph.of_type(LOCK)
    roles = 0
    for lock in locks:
        for resource in custom(stack_graph):
            if resource.urn != lock.urn and _lies_under(stack_graph, resource, text(lock.inputs["scope"])):
                roles += resource.type == ROLE
                assert resource.urn in earlier[lock.urn], (lock.name, resource.urn)

    assert {lock.name for lock in locks} == LOCKED[stack_graph.stack]
    assert roles == ROLES_UNDER_LOCKS[stack_graph.stack]


def _lies_under(graph: Graph, resource: Resource, scope: str) -> bool:
    return f"{arm_id(graph, resource)}/".lower().startswith(f"{scope}/".lower())


def test_roles_are_granted_before_a_project_uses_them(stack_graph: Graph) -> None:
    earlier = before(stack_graph)
    connected = 0
    for connection in stack_graph.of_type(CONNECTION):
        granted = _on(stack_graph, connection) & grants_of(stack_graph, f"project-{connection.inputs['projectName']}")
        if connection.inputs["properties"]["authType"] == "AAD":
            connected += 1
            assert granted, connection.name
            assert granted <= earlier[connection.urn], connection.name

    # Documents, threads, vectors and files.
    assert connected == 4 * PROJECTS_WITH_AGENTS[stack_graph.stack]


def _on(graph: Graph, connection: Resource) -> set[str]:
    resource_id = connection.inputs["properties"]["metadata"]["ResourceId"]
    return {assignment.urn for assignment in graph.of_type(ROLE) if assignment.inputs["scope"] == resource_id}


def test_agents_start_when_their_stores_can_be_reached_with_every_role_and_connection(stack_graph: Graph) -> None:
    """A capability host tries its stores at once, and cannot be changed when that failed, only made again."""
    earlier = before(stack_graph)
    hosts = stack_graph.of_type(CAPABILITY_HOST)

    assert len(hosts) == PROJECTS_WITH_AGENTS[stack_graph.stack]
    for host in hosts:
        connections = _connections_of(stack_graph, host)
        ways = [way for connection in connections for way in _private_ways(stack_graph, connection)]
        granted = grants_of(stack_graph, f"project-{host.inputs['projectName']}")
        # Search, Cosmos DB and storage, each with its endpoint and the records of the endpoint's addresses.
        assert (len(connections), len(ways), len(granted)) == (3, 3 * 3, 6)
        assert {connection.urn for connection in connections} | set(ways) | granted <= earlier[host.urn]


def _connections_of(graph: Graph, host: Resource) -> list[Resource]:
    """Return the connections that a capability host names, all of its own project."""
    properties = host.inputs["projectCapabilityHostProperties"]
    kinds = ("vectorStoreConnections", "threadStorageConnections", "storageConnections")
    named = {name for kind in kinds for name in properties[kind]}
    return [
        connection
        for connection in graph.of_type(CONNECTION)
        if connection.inputs["projectName"] == host.inputs["projectName"]
        and connection.inputs["connectionName"] in named
    ]


def _private_ways(graph: Graph, connection: Resource) -> list[str]:
    """Return the URNs of the store behind a connection, of its private endpoints and of their DNS records."""
    store_id = text(connection.inputs["properties"]["metadata"]["ResourceId"])
    endpoints = [endpoint for endpoint in graph.of_type(ENDPOINT) if endpoint_target(endpoint) == store_id]
    names = {endpoint.inputs["privateEndpointName"] for endpoint in endpoints}
    records = [group for group in graph.of_type(ZONE_GROUP) if group.inputs["privateEndpointName"] in names]
    return [owner_by_id(graph)[store_id.lower()], *(each.urn for each in (*endpoints, *records))]


def test_agents_get_their_memory_after_they_have_made_it(stack_graph: Graph) -> None:
    earlier = before(stack_graph)
    hosts = {host.urn for host in stack_graph.of_type(CAPABILITY_HOST)}
    grants = stack_graph.of_type(DATA_ROLE)

    assert len(grants) == len(hosts)
    for grant in grants:
        assert hosts <= earlier[grant.urn]


def test_workloads_start_when_the_firewall_lets_out_what_they_need(stack_graph: Graph) -> None:
    earlier = before(stack_graph)
    groups = {group.urn for group in stack_graph.of_type(RULE_GROUP)}
    routed = {subnet_id for subnet_id, subnet in subnets(stack_graph).items() if "routeTable" in subnet}
    workloads = [
        resource
        for resource in custom(stack_graph)
        if any(subnet_id.lower() in routed for _, subnet_id in ids_in(resource.inputs))
    ]

    assert bool(groups) == bool(stack_graph.of_type(FIREWALL)) == (stack_graph.stack != "chat-spoke")
    # The application always; agents in the network too, which start with the AI account.
    assert len(workloads) == (1 if stack_graph.stack == "chat-classic" else 2)
    for workload in workloads:
        assert groups <= earlier[workload.urn], workload.urn


def test_the_application_starts_with_all_of_its_rights(stack_graph: Graph) -> None:
    earlier = before(stack_graph)
    granted = grants_of(stack_graph, "application")
    [host] = [host for token in HOSTS for host in stack_graph.of_type(token)]

    # Vault, documents, telemetry, and models: of each project, or of the one account; images where they are the zone's.
    assert len(granted) == 3 + max(PROJECTS_WITH_AGENTS[stack_graph.stack], 1) + (stack_graph.stack == "chat-classic")
    assert granted <= earlier[host.urn]


def test_the_way_in_comes_after_the_application_and_the_right_to_read_its_certificate(stack_graph: Graph) -> None:
    earlier = before(stack_graph)
    gateways = stack_graph.of_type(GATEWAY)

    assert len(gateways) == (stack_graph.stack == "chat-prod")
    for gateway in gateways:
        granted = grants_of(stack_graph, "gateway")
        assert [stack_graph[urn].inputs["scope"].rsplit("/", 2)[1] for urn in granted] == ["secrets"]
        assert granted <= earlier[gateway.urn]
        [host] = [host for token in HOSTS for host in stack_graph.of_type(token)]
        assert host.urn in earlier[gateway.urn]


def test_flows_are_logged_when_network_watcher_may_write_them(stack_graph: Graph) -> None:
    earlier = before(stack_graph)
    logs = stack_graph.of_type("azure-native:network:FlowLog")

    assert len(logs) == (stack_graph.stack in {"chat-prod", "chat-spoke"})
    for log in logs:
        granted = grants_of(stack_graph, "flow-logs")
        assert [stack_graph[urn].inputs["scope"] for urn in granted] == [log.inputs["storageId"]]
        assert granted <= earlier[log.urn]
        [network] = stack_graph.of_type(NETWORK)
        assert (log.inputs["targetResourceId"], log.inputs["location"]) == (
            arm_id(stack_graph, network),
            network.inputs["location"],
        )
