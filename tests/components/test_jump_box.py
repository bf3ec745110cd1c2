from collections.abc import Callable
from typing import Any

import pulumi

from bedplate.components.jump_box import JumpBox, JumpBoxArgs
from bedplate.generator.graph import Graph, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
MACHINE_ID = f"{GROUP}/providers/Microsoft.Compute/virtualMachines/vm"
RULE_ID = f"{GROUP}/providers/Microsoft.Insights/dataCollectionRules/dcr-vm"
MACHINE = "azure-native:compute:VirtualMachine"
EXTENSION = "azure-native:compute:VirtualMachineExtension"
INTERFACE = "azure-native:network:NetworkInterface"
RULE = "azure-native:monitor:DataCollectionRule"
PLACE = {"resourceGroupName": "rg", "location": "swedencentral"}
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl admin"
MINIMAL: JumpBoxArgs = {
    "resource_group_name": "rg",
    "location": "swedencentral",
    "virtual_machine_name": "vm",
    "network_interface_name": "nic",
    "subnet_id": "jump-subnet",
    "ssh_public_key": KEY,
}
OPERATING_SYSTEM = {
    "computerName": "vm",
    "adminUsername": "azureuser",
    "allowExtensionOperations": True,
    "linuxConfiguration": {
        "disablePasswordAuthentication": True,
        "provisionVMAgent": True,
        "ssh": {"publicKeys": [{"keyData": KEY, "path": "/home/azureuser/.ssh/authorized_keys"}]},
        "patchSettings": {
            "patchMode": "AutomaticByPlatform",
            "assessmentMode": "AutomaticByPlatform",
            "automaticByPlatformSettings": {
                "rebootSetting": "IfRequired",
                "bypassPlatformSafetyChecksOnUserSchedule": False,
            },
        },
    },
}
SECURITY = {
    "securityType": "TrustedLaunch",
    "uefiSettings": {"secureBootEnabled": True, "vTpmEnabled": True},
    "encryptionAtHost": True,
}
SIGN_IN = {
    **PLACE,
    "vmName": "vm",
    "vmExtensionName": "AADSSHLoginForLinux",
    "publisher": "Microsoft.Azure.ActiveDirectory",
    "type": "AADSSHLoginForLinux",
    "typeHandlerVersion": "1.0",
    "autoUpgradeMinorVersion": True,
    "enableAutomaticUpgrade": False,
}
AGENT = {
    **PLACE,
    "vmName": "vm",
    "vmExtensionName": "AzureMonitorLinuxAgent",
    "publisher": "Microsoft.Azure.Monitor",
    "type": "AzureMonitorLinuxAgent",
    "typeHandlerVersion": "1.33",
    "autoUpgradeMinorVersion": True,
    "enableAutomaticUpgrade": True,
}


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        pulumi.export("id", JumpBox("jump", MINIMAL).virtual_machine_id)

    graph = record_program(program)

    assert inputs_by_name(graph, INTERFACE) == {
        "jump": {
            **PLACE,
            "networkInterfaceName": "nic",
            "enableIPForwarding": False,
            "ipConfigurations": [
                {
                    "name": "private",
                    "primary": True,
                    "privateIPAllocationMethod": "Dynamic",
                    "privateIPAddressVersion": "IPv4",
                    "subnet": {"id": "jump-subnet"},
                }
            ],
        }
    }
    assert inputs_by_name(graph, MACHINE) == {
        "jump": {
            **PLACE,
            "vmName": "vm",
            "identity": {"type": "SystemAssigned"},
            "hardwareProfile": {"vmSize": "Standard_D2s_v5"},
            "securityProfile": SECURITY,
            "osProfile": OPERATING_SYSTEM,
            "storageProfile": {
                "imageReference": {
                    "publisher": "Canonical",
                    "offer": "ubuntu-24_04-lts",
                    "sku": "server",
                    "version": "latest",
                },
                "osDisk": {
                    "createOption": "FromImage",
                    "deleteOption": "Delete",
                    "caching": "ReadWrite",
                    "managedDisk": {"storageAccountType": "Premium_LRS"},
                },
            },
            "networkProfile": {
                "networkInterfaces": [
                    {
                        "id": f"{GROUP}/providers/Microsoft.Network/networkInterfaces/nic",
                        "primary": True,
                        "deleteOption": "Detach",
                    }
                ]
            },
            "diagnosticsProfile": {"bootDiagnostics": {"enabled": True}},
        }
    }
    assert inputs_by_name(graph, EXTENSION) == {"jump-AADSSHLoginForLinux": SIGN_IN}
    assert graph.of_type("azure-native:network:PublicIPAddress") == ()
    assert graph.of_type("azure-native:authorization:RoleAssignment") == ()
    assert graph.of_type(RULE) == ()
    assert graph.of_type("azure-native:devtestlab:GlobalSchedule") == ()
    assert graph.outputs["id"] == MACHINE_ID


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """Who signs in and who becomes root goes to the workspace."""
    graph = record_program(lambda: JumpBox("jump", {**MINIMAL, "log_analytics_workspace_id": "log"}))

    assert inputs_by_name(graph, EXTENSION) == {
        "jump-AADSSHLoginForLinux": SIGN_IN,
        "jump-AzureMonitorLinuxAgent": AGENT,
    }
    assert inputs_by_name(graph, RULE) == {
        "jump": {
            **PLACE,
            "dataCollectionRuleName": "dcr-vm",
            "kind": "Linux",
            "description": "Who signed in to the machine and who became root",
            "dataSources": {
                "syslog": [
                    {
                        "name": "sign-ins",
                        "streams": ["Microsoft-Syslog"],
                        "facilityNames": ["auth", "authpriv"],
                        "logLevels": ["Info", "Notice", "Warning", "Error", "Critical", "Alert", "Emergency"],
                    }
                ]
            },
            "destinations": {"logAnalytics": [{"name": "workspace", "workspaceResourceId": "log"}]},
            "dataFlows": [{"streams": ["Microsoft-Syslog"], "destinations": ["workspace"]}],
        }
    }
    assert inputs_by_name(graph, f"{RULE}Association") == {
        "jump": {"associationName": "sign-ins", "resourceUri": MACHINE_ID, "dataCollectionRuleId": RULE_ID}
    }
    [setting] = inputs_by_name(graph, "azure-native:monitor:DiagnosticSetting").values()
    assert setting["resourceUri"] == RULE_ID


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args: JumpBoxArgs = {
            **MINIMAL,
            "admin_username": pulumi.Output.from_input("keeper"),
            "size": "Standard_B2s_v2",
            "zone": "2",
            "encryption_at_host": False,
            "shutdown_time": "1900",
            "shutdown_time_zone": "W. Europe Standard Time",
            "log_analytics_workspace_id": "log",
            "data_collection_rule_name": "dcr-of-my-own",
            "tags": {"owner": "ai"},
        }
        JumpBox("jump", args)

    graph = record_program(program)

    [machine] = inputs_by_name(graph, MACHINE).values()
    assert machine["zones"] == ["2"]
    assert machine["tags"] == {"owner": "ai"}
    assert machine["hardwareProfile"] == {"vmSize": "Standard_B2s_v2"}
    assert machine["securityProfile"] == {**SECURITY, "encryptionAtHost": False}
    assert machine["osProfile"]["adminUsername"] == "keeper"
    [key] = machine["osProfile"]["linuxConfiguration"]["ssh"]["publicKeys"]
    assert key["path"] == "/home/keeper/.ssh/authorized_keys"
    assert inputs_by_name(graph, "azure-native:devtestlab:GlobalSchedule") == {
        "jump": {
            **PLACE,
            "name": "shutdown-computevm-vm",
            "status": "Enabled",
            "taskType": "ComputeVmShutdownTask",
            "dailyRecurrence": {"time": "1900"},
            "timeZoneId": "W. Europe Standard Time",
            "targetResourceId": MACHINE_ID,
            "notificationSettings": {"status": "Disabled"},
            "tags": {"owner": "ai"},
        }
    }
    [rule] = inputs_by_name(graph, RULE).values()
    assert rule["dataCollectionRuleName"] == "dcr-of-my-own"
    assert all(unknown_paths(resource.inputs) == () for resource in graph.resources)


def test_a_machine_installs_one_extension_at_a_time_and_is_watched_last(record_program: Recording) -> None:
    graph = record_program(lambda: JumpBox("jump", {**MINIMAL, "log_analytics_workspace_id": "log"}))

    [interface] = graph.of_type(INTERFACE)
    [machine] = graph.of_type(MACHINE)
    sign_in, agent = graph.of_type(EXTENSION)
    [association] = graph.of_type(f"{RULE}Association")
    assert interface.urn in machine.dependencies
    assert machine.urn in sign_in.dependencies
    assert {machine.urn, sign_in.urn} <= set(agent.dependencies)
    assert {machine.urn, agent.urn} <= set(association.dependencies)


def test_what_is_on_a_machine_is_replaced_with_it(record_program: Recording) -> None:
    """The engine finds dependents of a replaced resource by the properties that come from it."""
    graph = record_program(lambda: JumpBox("jump", {**MINIMAL, "log_analytics_workspace_id": "log"}))

    [machine] = graph.of_type(MACHINE)
    for extension in graph.of_type(EXTENSION):
        assert machine.urn in extension.property_dependencies["vmName"]
    [association] = graph.of_type(f"{RULE}Association")
    assert machine.urn in association.property_dependencies["resourceUri"]


def test_what_cannot_change_on_a_running_machine_replaces_it(record_program: Recording) -> None:
    """The old machine goes first, as names and the interface are free only then."""
    [machine] = record_program(lambda: JumpBox("jump", MINIMAL)).of_type(MACHINE)

    assert machine.options.delete_before_replace
    assert {"osProfile.linuxConfiguration.ssh", "storageProfile.imageReference", "zones"} <= set(
        machine.options.replace_on_changes
    )
