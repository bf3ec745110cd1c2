"""Options that few programs use: another SDK version, triggers, hidden differences, parents that are the stack."""

import pulumi
from pulumi_azure_native import resources


def group(name: str, **options: object) -> resources.ResourceGroup:
    """Declare a resource group."""
    return resources.ResourceGroup(
        name, resource_group_name=f"rg-{name}", location="swedencentral", opts=pulumi.ResourceOptions(**options)
    )


anchor = group("anchor")
group("other-version", version="3.28.0")
group("hidden", hide_diffs=["tags"])
group("replaced-with", replace_with=[anchor])
group("triggered", replacement_trigger=anchor.location)
group("no-parent", parent=None)
group("changed-later", replace_on_changes=["tags.owner"], ignore_changes=["tags.*", "managedBy"])
provider = pulumi.ProviderResource(
    "demo", "demo", {"list": [1, {"deep": True}], "secret": pulumi.Output.secret("hush")}
)
pulumi.CustomResource("demo:index:Thing", "thing", {"text": "x"}, pulumi.ResourceOptions(provider=provider))
pulumi.CustomResource(
    "demo:index:Thing", "secret-output", {"text": "x"}, pulumi.ResourceOptions(additional_secret_outputs=["text"])
)
