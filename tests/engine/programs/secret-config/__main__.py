"""Configuration that is secret, and objects and typed values in configuration."""

import pulumi
from pulumi_azure_native import resources

config = pulumi.Config()
foreign = pulumi.Config("acme")
resources.ResourceGroup(
    "group",
    resource_group_name="rg-config",
    location=pulumi.Config("azure-native").require("location"),
    tags={
        "password": config.require_secret("password"),
        "length": config.require_secret("password").apply(lambda text: str(len(text))),
        "count": str(config.require_int("count")),
        "flag": str(config.require_bool("flag")),
        "object": config.require_object("zone")["peers"][1],
        "secret-object": config.get_secret_object("zone").apply(lambda zone: zone["name"]),
        "absent": config.get("nothing") or "none",
        "foreign": foreign.require("key"),
        "default": config.require("fallback"),
    },
)
pulumi.export("zone", config.require_object("zone"))
pulumi.export("password", config.require_secret("password"))
