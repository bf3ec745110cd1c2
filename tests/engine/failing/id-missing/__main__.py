"""Reads a resource whose id is empty."""

from pulumi_azure_native import resources

resources.ResourceGroup.get("group", "")
