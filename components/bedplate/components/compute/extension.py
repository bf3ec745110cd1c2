"""Extensions: software that Azure installs on a machine."""

from collections.abc import Sequence

import pulumi
from pulumi_azure_native import compute

from bedplate.components.facts import read_facts
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.options import stateless_child


def declare_extension(
    name: str,
    owner: AzureResourceArgs,
    extension: str,
    *,
    machine_name: pulumi.Output[str],
    after: Sequence[pulumi.Resource],
    parent: pulumi.Resource,
) -> compute.VirtualMachineExtension:
    """Declare one extension of `facts/virtual_machines.toml`.

    Args:
        name: logical name of the machine.
        owner: arguments of the component that it belongs to.
        extension: key in the table, for example `monitorAgent`.
        machine_name: name of the machine, as its output: a new machine then gets the extension anew.
        after: extensions to wait for, as a machine installs one at a time.
        parent: the component.

    Raises:
        KeyError: no such extension.
    """
    row = read_facts("virtual_machines")["extensions"][extension]
    return compute.VirtualMachineExtension(
        f"{name}-{row['type']}",
        resource_group_name=owner["resource_group_name"],
        vm_name=machine_name,
        vm_extension_name=row["type"],
        location=owner["location"],
        publisher=row["publisher"],
        type=row["type"],
        type_handler_version=row["version"],
        auto_upgrade_minor_version=True,
        enable_automatic_upgrade=row["automaticUpgrade"],
        tags=owner.get("tags"),
        opts=stateless_child(parent, depends_on=after),
    )
