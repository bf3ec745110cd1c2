"""Resources that are declared inside `apply`, in coroutines, and from futures."""

import asyncio

import pulumi
from pulumi_azure_native import resources


def group(name: str) -> resources.ResourceGroup:
    """Declare a resource group."""
    return resources.ResourceGroup(name, resource_group_name=f"rg-{name}", location="swedencentral")


first = group("first")
pulumi.Output.from_input("inside-known-apply").apply(group)
first.location.apply(lambda _location: group("inside-apply-of-an-input"))
first.id.apply(lambda _id: pulumi.runtime.is_dry_run() or group("inside-apply-of-an-id"))


async def later() -> str:
    """Declare a resource once other things had their turn."""
    await asyncio.sleep(0.05)
    group("in-a-coroutine")
    return "done"


pulumi.export("later", pulumi.Output.from_input(later()))
