"""What is said of resources by which administrators get in, and of perimeters."""

import pytest

from bedplate.generator.graph import Graph, Mode, Value
from bedplate.generator.render.preview_model import Tone
from bedplate.generator.render.preview_tree import preview_tree
from tests.generator.render.hand_made import GROUP, resource

NETWORK = f"{GROUP}/providers/Microsoft.Network"
MACHINE = f"{GROUP}/providers/Microsoft.Compute/virtualMachines/vm-zone"


def facts_of(token: str, inputs: dict[str, Value]) -> list[tuple[str, Tone]]:
    described = resource(f"azure-native:{token}::x", parent=None, inputs=inputs)
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(described,), outputs={})
    (entry,) = preview_tree(graph).entries
    return [("".join(span.text for span in fact), fact[0].tone) for fact in entry.facts]


@pytest.mark.parametrize(
    ("token", "inputs", "facts"),
    [
        pytest.param(
            "network:BastionHost",
            {
                "sku": {"name": "Standard"},
                "ipConfigurations": [{"subnet": {"id": f"{NETWORK}/virtualNetworks/vnet/subnets/AzureBastionSubnet"}}],
                "zones": ["1", "2", "3"],
                "enableTunneling": True,
                "enableShareableLink": False,
            },
            ["Standard", "in AzureBastionSubnet", "zones 1, 2, 3", "tunnels"],
            id="bastion",
        ),
        pytest.param(
            "network:BastionHost",
            {"sku": {"name": "Developer"}, "virtualNetwork": {"id": f"{NETWORK}/virtualNetworks/vnet-zone"}},
            ["Developer", "for vnet-zone"],
            id="shared-bastion",
        ),
        pytest.param(
            "network:NetworkInterface",
            {"ipConfigurations": [{"subnet": {"id": f"{NETWORK}/virtualNetworks/vnet/subnets/snet-jump"}}]},
            ["in snet-jump"],
            id="interface",
        ),
        pytest.param(
            "compute:VirtualMachine",
            {
                "hardwareProfile": {"vmSize": "Standard_D2s_v5"},
                "storageProfile": {"imageReference": {"offer": "ubuntu-24_04-lts", "sku": "server"}},
                "zones": ["1"],
                "securityProfile": {"securityType": "TrustedLaunch", "encryptionAtHost": True},
                "osProfile": {
                    "linuxConfiguration": {
                        "disablePasswordAuthentication": True,
                        "patchSettings": {"patchMode": "AutomaticByPlatform"},
                    }
                },
            },
            [
                "Standard_D2s_v5",
                "ubuntu-24_04-lts server",
                "zone 1",
                "TrustedLaunch",
                "encrypted at host",
                "no passwords",
                "patched by Azure",
            ],
            id="machine",
        ),
        pytest.param(
            "compute:VirtualMachineExtension",
            {"publisher": "Microsoft.Azure.Monitor", "vmName": "vm-zone"},
            ["Microsoft.Azure.Monitor", "of vm-zone"],
            id="extension",
        ),
        pytest.param(
            "devtestlab:GlobalSchedule",
            {"dailyRecurrence": {"time": "1900"}, "timeZoneId": "UTC", "targetResourceId": MACHINE},
            ["stops daily at 1900 UTC", "of vm-zone"],
            id="schedule",
        ),
        pytest.param(
            "monitor:DataCollectionRule",
            {
                "dataSources": {"syslog": [{"facilityNames": ["auth", "authpriv"]}]},
                "destinations": {
                    "logAnalytics": [
                        {"workspaceResourceId": f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/log-zone"}
                    ]
                },
            },
            ["syslog auth, authpriv", "to log-zone"],
            id="collection",
        ),
        pytest.param(
            "monitor:DataCollectionRuleAssociation",
            {
                "resourceUri": MACHINE,
                "dataCollectionRuleId": f"{GROUP}/providers/Microsoft.Insights/dataCollectionRules/dcr-zone",
            },
            ["vm-zone", "by dcr-zone"],
            id="collected-from",
        ),
        pytest.param(
            "network:NetworkSecurityPerimeterAccessRule",
            {"direction": "Outbound", "fullyQualifiedDomainNames": ["api.example.com"]},
            ["Outbound", "api.example.com"],
            id="perimeter-rule",
        ),
    ],
)
def test_facts(token: str, inputs: dict[str, Value], facts: list[str]) -> None:
    assert [text for text, _ in facts_of(token, inputs)] == facts


@pytest.mark.parametrize(
    ("token", "inputs", "fact"),
    [
        pytest.param(
            "network:NetworkSecurityPerimeterAssociation",
            {"accessMode": "Enforced"},
            ("enforced", Tone.GOOD),
            id="enforced",
        ),
        pytest.param(
            "network:NetworkSecurityPerimeterAssociation",
            {"accessMode": "Learning"},
            ("only learning", Tone.WARNING),
            id="learning",
        ),
        pytest.param(
            "compute:VirtualMachine",
            {"osProfile": {"linuxConfiguration": {"disablePasswordAuthentication": False}}},
            ("passwords ALLOWED", Tone.WARNING),
            id="passwords",
        ),
        pytest.param(
            "network:BastionHost",
            {"enableShareableLink": True},
            ("shareable links ALLOWED", Tone.WARNING),
            id="shareable-links",
        ),
    ],
)
def test_what_protects_stands_out(token: str, inputs: dict[str, Value], fact: tuple[str, Tone]) -> None:
    assert facts_of(token, inputs) == [fact]
