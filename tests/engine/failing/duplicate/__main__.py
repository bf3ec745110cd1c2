"""Declares two resources of the same type and name."""

from pulumi_azure_native import resources

for number in range(2):
    resources.ResourceGroup("twice", resource_group_name=f"rg-{number}", location="swedencentral")
