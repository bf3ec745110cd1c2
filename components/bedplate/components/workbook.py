"""A workbook that shows how a landing zone does."""

import uuid
from typing import TypedDict

import pulumi
from pulumi_azure_native import applicationinsights

from bedplate.components.facts.workbook_sections import shown_types
from bedplate.components.monitor.workbook_content import VERSION, workbook_content
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known_id
from bedplate.components.shared.options import stateless_child

_NAMESPACE = uuid.UUID("0c1f4f5e-63b7-4d2a-8e0b-7d4b0a3b9c52")


class WorkbookResourceArgs(TypedDict):
    """One resource that the workbook shows."""

    target_id: pulumi.Input[str]
    """ARM id of the resource."""
    target_type: str
    """ARM type of the resource, for example `Microsoft.Search/searchServices`."""


class WorkbookArgs(AzureResourceArgs):
    """Arguments of `Workbook`."""

    display_name: pulumi.Input[str]
    """Name that people see; with the workspace it decides the resource's own, which is a GUID."""
    workspace_id: pulumi.Input[str]
    """ARM id of the Log Analytics workspace that it reads, and beside whose other workbooks it stands."""
    resources: list[WorkbookResourceArgs]
    """What it shows; a section stands for each type among them."""


class Workbook(pulumi.ComponentResource):
    """Tokens, latency, refusals and denials of a landing zone at a glance.

    Raises:
        ValueError: a resource's type is shown nowhere.
    """

    workbook_id: pulumi.Output[str]
    """ARM id of the workbook."""

    def __init__(self, name: str, args: WorkbookArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        _refuse_unknown_types(name, args["resources"])
        super().__init__("bedplate:index:Workbook", name, dict(args), opts)
        workspace_id = pulumi.Output.from_input(args["workspace_id"])
        resource_name = pulumi.Output.all(workspace_id, args["display_name"]).apply(
            lambda parts: workbook_name(parts[0], parts[1])
        )
        workbook = applicationinsights.Workbook(
            name,
            resource_group_name=args["resource_group_name"],
            resource_name_=resource_name,
            location=args["location"],
            kind=applicationinsights.WorkbookSharedTypeKind.SHARED,
            category="workbook",
            display_name=args["display_name"],
            description="Tokens, latency, refusals and denials of the landing zone.",
            source_id=workspace_id,
            version=VERSION,
            serialized_data=_content(workspace_id, args["resources"]),
            tags=args.get("tags"),
            opts=stateless_child(self),
        )
        self.workbook_id = known_id(
            workbook,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            resourceName=resource_name,
        )
        self.register_outputs({"workbook_id": self.workbook_id})


def workbook_name(workspace_id: str, display_name: str) -> str:
    """Return the GUID that names the workbook of this display name on a workspace."""
    return str(uuid.uuid5(_NAMESPACE, f"{workspace_id}|{display_name}".lower()))


def _content(workspace_id: pulumi.Output[str], resources: list[WorkbookResourceArgs]) -> pulumi.Output[str]:
    types = [resource["target_type"] for resource in resources]

    def write(ids: list[str]) -> str:
        workspace, *targets = ids
        by_type: dict[str, list[str]] = {}
        for target_type, target_id in zip(types, targets, strict=True):
            by_type.setdefault(target_type, []).append(target_id)
        return workbook_content(workspace, by_type)

    return pulumi.Output.all(workspace_id, *(resource["target_id"] for resource in resources)).apply(write)


def _refuse_unknown_types(name: str, resources: list[WorkbookResourceArgs]) -> None:
    unknown = [resource["target_type"] for resource in resources if resource["target_type"] not in shown_types()]
    if unknown:
        raise ValueError(
            f"workbook {name!r}: nothing is shown of {', '.join(unknown)}; "
            f"there are sections for {', '.join(shown_types())}"
        )
