"""Secrets in strings, maps, lists and lists of maps; combined with others; of unknown values."""

import pulumi
from pulumi_azure_native import managedidentity, network, resources

hush = pulumi.Output.secret("hush")
group = resources.ResourceGroup(
    "group",
    resource_group_name="rg-secrets",
    location="swedencentral",
    tags={"plain": "seen", "one": hush, "joined": pulumi.Output.concat("a-", hush, "-b")},
)
whole = resources.ResourceGroup(
    "whole",
    resource_group_name="rg-whole",
    location="swedencentral",
    tags=pulumi.Output.secret({"every": "tag", "is": "secret"}),
)
identity = managedidentity.UserAssignedIdentity(
    "identity", resource_group_name="rg-secrets", resource_name_="id", location="swedencentral"
)
network.VirtualNetwork(
    "network",
    resource_group_name=group.name,
    virtual_network_name="vnet",
    address_space={"address_prefixes": ["10.0.0.0/16", pulumi.Output.secret("10.1.0.0/16")]},
    subnets=[
        {"name": "first", "address_prefix": "10.0.0.0/24"},
        {"name": "second", "address_prefix": pulumi.Output.secret("10.0.1.0/24")},
        pulumi.Output.secret({"name": "third", "address_prefix": "10.0.2.0/24"}),
    ],
    tags={
        "secretUnknown": pulumi.Output.secret(identity.principal_id),
        "twice": pulumi.Output.secret(pulumi.Output.secret("double")),
        "undone": pulumi.Output.unsecret(hush),
        "all": pulumi.Output.all(group.name, hush).apply("/".join),
        "fromTag": group.tags.apply(lambda tags: tags["one"]),
        "fromWhole": whole.tags.apply(lambda tags: tags["every"]),
    },
)
pulumi.export("secret", hush)
pulumi.export(
    "nested",
    {"list": ["open", hush, {"deep": pulumi.Output.secret(5)}], "unknown": pulumi.Output.secret(identity.client_id)},
)
pulumi.export("tags", group.tags)
