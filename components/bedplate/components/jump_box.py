"""A machine inside the network from which administrators work."""

from typing import NotRequired

import pulumi
from pulumi_azure_native import devtestlab

from bedplate.components.compute.data_collection import collect_sign_ins
from bedplate.components.compute.extension import declare_extension
from bedplate.components.compute.linux_machine import LinuxMachineArgs, declare_linux_machine
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child


class JumpBoxArgs(LinuxMachineArgs):
    """Arguments of `JumpBox`."""

    shutdown_time: NotRequired[pulumi.Input[str]]
    """When the machine is stopped every day, as `1900`; never by default."""
    shutdown_time_zone: NotRequired[pulumi.Input[str]]
    """Time zone of that, by its name in Windows; `UTC` by default."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of a workspace in the machine's region that receives who signed in and who became root.

    The workspace must accept logs from the Internet: through a private link scope the agent would need a data
    collection endpoint inside that scope as well.
    """
    data_collection_rule_name: NotRequired[pulumi.Input[str]]
    """Name of the rule that sends it; `dcr-<machine>` by default."""


class JumpBox(pulumi.ComponentResource):
    """An Ubuntu machine without public address and passwords, to which people sign in with Microsoft Entra ID.

    Who may sign in is a matter of the roles Virtual Machine User Login and Virtual Machine Administrator Login, which
    are not given here. The machine's own identity has no roles: whoever works on it uses their own. It holds no state;
    what cannot be changed on a running machine replaces it.
    """

    virtual_machine_id: pulumi.Output[str]
    """ARM id of the machine; whoever takes it waits until people can sign in."""

    def __init__(self, name: str, args: JumpBoxArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:JumpBox", name, dict(args), opts)
        machine = declare_linux_machine(name, args, parent=self)
        machine_id = known_id(
            machine,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            vmName=args["virtual_machine_name"],
        )
        machine_name = known(machine, args["virtual_machine_name"])
        sign_in = declare_extension(name, args, "entraSignIn", machine_name=machine_name, after=(), parent=self)
        if "log_analytics_workspace_id" in args:
            agent = declare_extension(
                name, args, "monitorAgent", machine_name=machine_name, after=[sign_in], parent=self
            )
            default_rule_name = pulumi.Output.concat("dcr-", args["virtual_machine_name"])
            collect_sign_ins(
                name,
                args,
                rule_name=args.get("data_collection_rule_name", default_rule_name),
                workspace_id=args["log_analytics_workspace_id"],
                machine_id=known(agent, machine_id, machine),
                parent=self,
            )
        if "shutdown_time" in args:
            self._schedule_shutdown(name, args, args["shutdown_time"], machine_id)
        self.virtual_machine_id = known(machine, machine_id, sign_in)
        self.register_outputs({"virtual_machine_id": self.virtual_machine_id})

    def _schedule_shutdown(
        self, name: str, args: JumpBoxArgs, time: pulumi.Input[str], machine_id: pulumi.Output[str]
    ) -> None:
        devtestlab.GlobalSchedule(
            name,
            resource_group_name=args["resource_group_name"],
            # The portal finds a machine's schedule by this name alone.
            name=pulumi.Output.concat("shutdown-computevm-", args["virtual_machine_name"]),
            location=args["location"],
            status=devtestlab.EnableStatus.ENABLED,
            task_type="ComputeVmShutdownTask",
            daily_recurrence={"time": time},
            time_zone_id=args.get("shutdown_time_zone", "UTC"),
            target_resource_id=machine_id,
            notification_settings={"status": devtestlab.EnableStatus.DISABLED},
            tags=args.get("tags"),
            opts=stateless_child(self),
        )
