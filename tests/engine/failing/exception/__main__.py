"""Raises while resources are being declared."""

import pulumi
from pulumi_azure_native import resources

resources.ResourceGroup("group", resource_group_name="rg", location="swedencentral")
if pulumi.get_stack() == "dev":
    raise RuntimeError("the settings contradict each other")
