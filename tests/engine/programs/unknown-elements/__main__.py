"""Unknown values inside lists and maps, in strings, as whole collections, and through `all` and `apply`."""

import pulumi
from pulumi_azure_native import authorization, managedidentity, network, resources

group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
one = managedidentity.UserAssignedIdentity("one", resource_group_name=group.name, resource_name_="one")
two = managedidentity.UserAssignedIdentity("two", resource_group_name="rg-literal", resource_name_="two")
principals = pulumi.Output.all(one.principal_id, two.principal_id)
network.VirtualNetwork(
    "network",
    resource_group_name=group.name,
    virtual_network_name="vnet",
    location=group.location,
    address_space={"address_prefixes": ["10.0.0.0/16", one.client_id, two.client_id]},
    subnets=[
        {"name": "known", "network_security_group": {"id": two.id}, "address_prefix": "10.0.0.0/24"},
        {"name": one.name, "address_prefix": "10.0.1.0/24"},
    ],
    dhcp_options={"dns_servers": principals},
    tags={
        "text": pulumi.Output.format("{0}-{1}", one.principal_id, "tail"),
        "location": group.location,
        "joined": principals.apply(",".join),
        "constant": principals.apply(lambda _ids: "constant"),
        "group": pulumi.Output.json_dumps({"id": group.id}),
    },
)
authorization.RoleAssignment(
    "grant",
    role_assignment_name="6e4b0f30-3f2b-5f06-9a75-4b7f2c6f9b3e",
    scope=group.id,
    principal_id=one.principal_id,
    principal_type="ServicePrincipal",
    role_definition_id=pulumi.Output.concat(group.id, "/providers/Microsoft.Authorization/roleDefinitions/x"),
)
pulumi.export("principals", principals)
pulumi.export("map", {"one": one.principal_id, "literal": 1})
