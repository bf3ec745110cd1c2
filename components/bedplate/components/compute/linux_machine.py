"""A Linux machine with its network interface, on Ubuntu that Azure patches."""

from typing import NotRequired

import pulumi
from pulumi_azure_native import compute, network

from bedplate.components.facts import read_facts
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known_id

_FIXED_ON_A_RUNNING_MACHINE = [
    "osProfile.adminUsername",
    "osProfile.computerName",
    "osProfile.linuxConfiguration.ssh",
    "securityProfile",
    "storageProfile.imageReference",
    "zones",
]


class LinuxMachineArgs(AzureResourceArgs):
    """Arguments of a component that is a Linux machine."""

    virtual_machine_name: pulumi.Input[str]
    """Name of the machine, also its name as a host."""
    network_interface_name: pulumi.Input[str]
    """Name of its network interface."""
    subnet_id: pulumi.Input[str]
    """ARM id of the subnet that gives its private address; its route must lead to Ubuntu's and Entra's hosts."""
    ssh_public_key: pulumi.Input[str]
    """Public key of the administrator account, for the day on which Entra cannot sign anybody in."""
    admin_username: NotRequired[pulumi.Input[str]]
    """Name of that account; `azureuser` by default."""
    size: NotRequired[pulumi.Input[str]]
    """Size of the machine, one that has Trusted Launch and premium disks; `Standard_D2s_v5` by default."""
    zone: NotRequired[pulumi.Input[str]]
    """Availability zone, `1`, `2` or `3`; by default Azure's choice."""
    encryption_at_host: NotRequired[pulumi.Input[bool]]
    """Whether caches and temporary disks are encrypted too; true by default.

    The subscription has to have been registered for it once: `az feature register --namespace Microsoft.Compute --name
    EncryptionAtHost`, and when that is done `az provider register --namespace Microsoft.Compute`. Otherwise Azure
    refuses the machine. It is not registered from here because that changes the whole subscription and takes its time:
    learn.microsoft.com/azure/virtual-machines/disks-enable-host-based-encryption-portal.
    """


def declare_linux_machine(name: str, args: LinuxMachineArgs, *, parent: pulumi.Resource) -> compute.VirtualMachine:
    """Declare the machine: private address, Trusted Launch, no password, an identity without roles.

    Args:
        name: logical name.
        args: arguments of the component.
        parent: the component.
    """
    return compute.VirtualMachine(
        name,
        resource_group_name=args["resource_group_name"],
        vm_name=args["virtual_machine_name"],
        location=args["location"],
        zones=[args["zone"]] if "zone" in args else None,
        identity={"type": compute.ResourceIdentityType.SYSTEM_ASSIGNED},
        hardware_profile={"vm_size": args.get("size", "Standard_D2s_v5")},
        security_profile={
            "security_type": compute.SecurityTypes.TRUSTED_LAUNCH,
            "uefi_settings": {"secure_boot_enabled": True, "v_tpm_enabled": True},
            "encryption_at_host": args.get("encryption_at_host", True),
        },
        os_profile=_operating_system(args),
        storage_profile=_storage(),
        network_profile={
            "network_interfaces": [
                {
                    "id": _declare_interface(name, args, parent=parent),
                    "primary": True,
                    # Pulumi deletes the interface after the machine. With `Delete` Azure would take it along, and the
                    # machine's replacement would look for an interface that is gone.
                    "delete_option": compute.DeleteOptions.DETACH,
                }
            ]
        },
        # Without an account of one's own the screenshots and console logs are kept by Azure.
        diagnostics_profile={"boot_diagnostics": {"enabled": True}},
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(
            parent=parent,
            replace_on_changes=_FIXED_ON_A_RUNNING_MACHINE,
            # Names and the interface are free only once the old machine is gone.
            delete_before_replace=True,
        ),
    )


def _declare_interface(name: str, args: LinuxMachineArgs, *, parent: pulumi.Resource) -> "pulumi.Output[str]":
    interface = network.NetworkInterface(
        name,
        resource_group_name=args["resource_group_name"],
        network_interface_name=args["network_interface_name"],
        location=args["location"],
        enable_ip_forwarding=False,
        ip_configurations=[
            {
                "name": "private",
                "primary": True,
                "private_ip_allocation_method": network.IPAllocationMethod.DYNAMIC,
                "private_ip_address_version": network.IPVersion.I_PV4,
                "subnet": {"id": args["subnet_id"]},
            }
        ],
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return known_id(
        interface,
        args.get("subscription_id"),
        resourceGroupName=args["resource_group_name"],
        networkInterfaceName=args["network_interface_name"],
    )


def _operating_system(args: LinuxMachineArgs) -> compute.OSProfileArgsDict:
    admin = args.get("admin_username", "azureuser")
    return {
        "computer_name": args["virtual_machine_name"],
        "admin_username": admin,
        "allow_extension_operations": True,
        "linux_configuration": {
            "disable_password_authentication": True,
            "provision_vm_agent": True,
            "ssh": {
                "public_keys": [
                    {
                        "key_data": args["ssh_public_key"],
                        "path": pulumi.Output.concat("/home/", admin, "/.ssh/authorized_keys"),
                    }
                ]
            },
            "patch_settings": {
                "patch_mode": compute.LinuxVMGuestPatchMode.AUTOMATIC_BY_PLATFORM,
                "assessment_mode": compute.LinuxPatchAssessmentMode.AUTOMATIC_BY_PLATFORM,
                "automatic_by_platform_settings": {
                    "reboot_setting": compute.LinuxVMGuestPatchAutomaticByPlatformRebootSetting.IF_REQUIRED,
                    "bypass_platform_safety_checks_on_user_schedule": False,
                },
            },
        },
    }


def _storage() -> compute.StorageProfileArgsDict:
    return {
        "image_reference": dict(read_facts("virtual_machines")["image"]),  # type: ignore[typeddict-item]  # the table has the keys of an image reference
        "os_disk": {
            # No name: Azure's own ends in a GUID, so a replacement does not meet the disk of the machine before.
            "create_option": compute.DiskCreateOptionTypes.FROM_IMAGE,
            "delete_option": compute.DiskDeleteOptionTypes.DELETE,
            "caching": compute.CachingTypes.READ_WRITE,
            "managed_disk": {"storage_account_type": compute.StorageAccountTypes.PREMIUM_LRS},
        },
    }
