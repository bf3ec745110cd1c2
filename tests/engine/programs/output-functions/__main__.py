"""Everything that combines outputs: `all`, `format`, JSON, outputs in outputs, attributes reached through them."""

import asyncio

import pulumi
from pulumi_azure_native import managedidentity, network, resources

group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral", tags={"a": "1"})
identity = managedidentity.UserAssignedIdentity("identity", resource_group_name=group.name, resource_name_="id")
vnet = network.VirtualNetwork(
    "network",
    resource_group_name="rg",
    virtual_network_name="vnet",
    location="swedencentral",
    subnets=[{"name": "a", "address_prefix": "10.0.0.0/24"}],
)


async def slowly(value: str) -> str:
    """Return a value after other things had their turn."""
    await asyncio.sleep(0)
    return value


resources.ResourceGroup(
    "combined",
    resource_group_name=slowly("rg-combined"),
    location=pulumi.Output.from_input(slowly("swedencentral")),
    tags={
        "named": pulumi.Output.all(group=group.location, other="x").apply(
            lambda given: given["group"] + given["other"]
        ),
        "nested": pulumi.Output.from_input({"a": [group.location, {"b": identity.name}]}).apply(lambda it: it["a"][0]),
        "flattened": group.location.apply(lambda text: pulumi.Output.from_input(text).apply(str.upper)),
        "through": group.tags["a"],
        "coroutine": group.location.apply(slowly),
        "json": pulumi.Output.json_dumps([group.location, 1, None]),
        "parsed": pulumi.Output.json_loads(group.location.apply(lambda text: f'["{text}"]')).apply(lambda it: it[0]),
        "format": pulumi.Output.format("{}/{b}", group.location, b=identity.client_id),
        "subnet": vnet.subnets.apply(lambda subnets: subnets[0].name),
        "subnet-id": vnet.subnets.apply(lambda subnets: subnets[0].id),
        "empty": pulumi.Output.all().apply(str),
        "optional": vnet.flow_timeout_in_minutes.apply(str),
        "stack": f"{pulumi.get_organization()}/{pulumi.get_project()}/{pulumi.get_stack()}",
        "preview": str(pulumi.runtime.is_dry_run()),
        "urn": group.urn,
    },
)
pulumi.export("all", pulumi.Output.all(group.id, identity.principal_id, {"x": vnet.id}))
pulumi.export("urn", identity.urn)
