"""Provider functions: at once, as outputs, with unknown arguments, under an explicit provider."""

import pulumi
from pulumi_azure_native import Provider, authorization, resources

client = authorization.get_client_config()
later = authorization.get_client_config_output()
other = Provider("other", subscription_id="55555555-5555-5555-5555-555555555555")
there = authorization.get_client_config(opts=pulumi.InvokeOptions(provider=other))
group = resources.ResourceGroup(
    "group",
    resource_group_name="rg",
    location="swedencentral",
    tags={
        "subscription": client.subscription_id,
        "tenant": later.tenant_id,
        "object": later.apply(lambda answer: answer.object_id),
        "there": there.subscription_id,
    },
)
looked_up = resources.get_resource_group_output(resource_group_name=group.name)
hub = resources.get_resource_group(resource_group_name="rg-hub")
resources.ResourceGroup(
    "second",
    resource_group_name="rg-second",
    location="swedencentral",
    tags={"first": looked_up.name, "hub": hub.id, "firstId": looked_up.id},
)
pulumi.export("subscription", client.subscription_id)
pulumi.export("looked-up", looked_up.id)
