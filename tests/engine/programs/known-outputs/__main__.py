"""Outputs that carry a dependency and are known before the resource exists."""

import pulumi
from pulumi_azure_native import cognitiveservices, network, resources


async def value_of(value: object) -> object:
    """Return a value, as a coroutine."""
    return value


def known(resource: pulumi.Resource, value: object, *, secret: bool = False) -> pulumi.Output:
    """Return an output of a resource whose value is known by construction."""
    return pulumi.Output({resource}, value_of(value), is_known=value_of(value is not None), is_secret=value_of(secret))


group = resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
account = cognitiveservices.Account(
    "account",
    resource_group_name=known(group, "rg"),
    account_name="ai",
    kind="AIServices",
    location="swedencentral",
    sku={"name": "S0"},
    properties={"custom_sub_domain_name": "ai"},
)
account_id = known(account, "/subscriptions/x/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/ai")
network.PrivateEndpoint(
    "endpoint",
    resource_group_name=known(group, "rg"),
    private_endpoint_name="pe",
    subnet={"id": known(group, "/subnet")},
    private_link_service_connections=[{"name": "ai", "group_ids": ["account"], "private_link_service_id": account_id}],
    tags={
        "suffix": account_id.apply(lambda text: text.rsplit("/", 1)[-1]),
        "mixed": pulumi.Output.concat(account_id, "|", account.id),
        "secret": known(account, "hush", secret=True),
        "endpoint": account.properties.apply(lambda properties: properties.endpoint),
    },
)
pulumi.export("account", account_id)
pulumi.export("list", [account_id, account.id])
