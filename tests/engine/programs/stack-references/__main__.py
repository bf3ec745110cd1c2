"""Outputs of another stack: plain, secret, nested, absent."""

import pulumi
from pulumi_azure_native import resources

hub = pulumi.StackReference("organization/sibling/dev")
resources.ResourceGroup(
    "group",
    resource_group_name="rg",
    location=hub.require_output("location"),
    tags={
        "secret": hub.get_output("password"),
        "nested": hub.get_output("network").apply(lambda network: network["prefixes"][1]),
        "absent": hub.get_output("nothing").apply(str),
    },
)
pulumi.export("location", hub.get_output("location"))
pulumi.export("network", hub.get_output("network"))
pulumi.export("password", hub.get_output("password"))
