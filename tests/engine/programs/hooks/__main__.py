"""Hooks on a resource's life, and one that makes the engine try again after a failure."""

import pulumi
from pulumi_azure_native import resources


class Flaky(pulumi.CustomResource):
    """A resource whose creation fails at first."""

    def __init__(self, name: str, failures: int, opts: pulumi.ResourceOptions) -> None:
        super().__init__("demo:index:Flaky", name, {"failures": failures}, opts)


def quiet(_args: pulumi.ResourceHookArgs) -> None:
    """Do nothing."""


def again(args: pulumi.ErrorHookArgs) -> bool:
    """Try again while Azure is busy."""
    return "AnotherOperationInProgress" in args.errors[0]


before = pulumi.ResourceHook("before", quiet)
after = pulumi.ResourceHook("after", quiet, pulumi.ResourceHookOptions(on_dry_run=True))
retry = pulumi.ErrorHook("retry", again)
resources.ResourceGroup(
    "group",
    resource_group_name="rg",
    location="swedencentral",
    opts=pulumi.ResourceOptions(
        hooks=pulumi.ResourceHookBinding(
            before_create=[before], after_create=[after, before], before_delete=[before], on_error=[retry]
        )
    ),
)
Flaky("flaky", 2, pulumi.ResourceOptions(hooks=pulumi.ResourceHookBinding(on_error=[retry])))
pulumi.ComponentResource(
    "acme:zone:Zone",
    "zone",
    {},
    pulumi.ResourceOptions(hooks=pulumi.ResourceHookBinding(after_create=[after])),
)
