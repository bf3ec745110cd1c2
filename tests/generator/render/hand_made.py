"""A graph made by hand that holds every kind of value a graph can hold."""

from types import MappingProxyType

from bedplate.generator.graph import (
    UNKNOWN,
    Archive,
    Asset,
    CustomTimeouts,
    Graph,
    Invoke,
    Mode,
    Resource,
    ResourceOptions,
    Secret,
    SourcePosition,
    Value,
    frozen,
)

CANARY = "c4n4ry/with+odd?signs=&more"
"""Text of every secret in the graph."""
SUBSCRIPTION = "/subscriptions/11111111-1111-4111-8111-111111111111"
GROUP = f"{SUBSCRIPTION}/resourceGroups/rg-zone"
PREFIX = "urn:pulumi:dev::zone::"
STACK = f"{PREFIX}pulumi:pulumi:Stack::zone-dev"
VAULT_COMPONENT = f"{PREFIX}bedplate:index:KeyVault::vault"
IDENTITY = f"{PREFIX}azure-native:managedidentity:UserAssignedIdentity::app"


_LOOKUP = Invoke(
    token="test:index:lookup",  # noqa: S106 - a type token
    arguments=frozen({"key": Secret(CANARY), "id": UNKNOWN}),
)


def resource(urn_tail: str, *, parent: str | None = STACK, custom: bool = True, **fields: Value) -> Resource:
    """Return a resource; `urn_tail` is `type::name`, its inputs and outputs are frozen."""
    token, name = urn_tail.rsplit("::", 1)
    bags = {key: frozen(fields.pop(key, {})) for key in ("inputs", "outputs")}
    return Resource(
        urn=PREFIX + urn_tail,
        type=token.rsplit("$", 1)[-1],
        name=name,
        custom=custom,
        parent=parent,
        **bags,
        **fields,
    )


def _network() -> list[Resource]:
    rules = [
        {"name": "in", "direction": "Inbound", "access": "Allow", "protocol": "Tcp"},
        *(
            {
                "name": f"Deny-{direction}",
                "direction": direction,
                "access": "Deny",
                "protocol": "*",
                "sourceAddressPrefix": "*",
                "destinationAddressPrefix": "*",
            }
            for direction in ("Inbound", "Outbound")
        ),
    ]
    return [
        resource(
            "azure-native:network:NetworkSecurityGroup::app",
            inputs={"networkSecurityGroupName": "nsg-app", "securityRules": rules},
        ),
        resource(
            "azure-native:network:VirtualNetwork::network",
            inputs={
                "virtualNetworkName": "vnet-zone",
                "addressSpace": {"addressPrefixes": ["10.0.0.0/24"]},
                "subnets": [
                    {
                        "name": "snet-app",
                        "addressPrefix": "10.0.0.0/26",
                        "networkSecurityGroup": {
                            "id": f"{GROUP}/providers/Microsoft.Network/networkSecurityGroups/nsg-app"
                        },
                        "delegations": [{"name": "delegation", "serviceName": "Microsoft.Web/serverFarms"}],
                        "defaultOutboundAccess": False,
                    }
                ],
            },
        ),
    ]


def _vault() -> list[Resource]:
    return [
        resource("bedplate:index:KeyVault::vault", custom=False, inputs={"adminKey": Secret(CANARY)}),
        resource(
            "bedplate:index:KeyVault$azure-native:keyvault:Vault::vault",
            parent=VAULT_COMPONENT,
            id=f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-zone",
            inputs={
                "vaultName": "kv-zone",
                "properties": {
                    "enablePurgeProtection": True,
                    "softDeleteRetentionInDays": 90.0,
                    "publicNetworkAccess": "Disabled",
                },
            },
            options=ResourceOptions(
                protect=True,
                ignore_changes=("tags",),
                custom_timeouts=CustomTimeouts(create="1h30m"),
                hooks=MappingProxyType({"onError": ("retry-conflict",)}),
            ),
            source=SourcePosition(
                file="/environment/lib/python3.11/site-packages/bedplate/components/key_vault.py", line=54
            ),
        ),
        resource(
            "bedplate:index:KeyVault$azure-native:monitor:DiagnosticSetting::vault",
            parent=VAULT_COMPONENT,
            inputs={
                "name": "send-to-log-analytics",
                "resourceUri": f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-zone",
                "logs": [{"category": "AuditEvent", "enabled": True}, {"category": "Off", "enabled": False}],
                "metrics": [{"category": "AllMetrics", "enabled": True}],
            },
        ),
    ]


def _access() -> list[Resource]:
    return [
        resource("azure-native:managedidentity:UserAssignedIdentity::app", inputs={"resourceName": "id-app"}),
        resource(
            "azure-native:authorization:RoleAssignment::app-reads-secrets",
            inputs={
                "roleAssignmentName": "22222222-2222-4222-8222-222222222222",
                "roleDefinitionId": f"{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/"
                "4633458b-17de-408a-b874-0445c86b69e6",
                "scope": f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv-zone",
                "principalId": UNKNOWN,
            },
            id=UNKNOWN,
            dependencies=(IDENTITY,),
            property_dependencies={"principalId": (IDENTITY,)},
        ),
    ]


def _odd() -> list[Resource]:
    return [
        resource(
            "azure-native:cognitiveservices:Account::ai",
            inputs={
                "accountName": "aif-zone",
                "kind": "AIServices",
                "properties": {"publicNetworkAccess": "Enabled", "disableLocalAuth": False},
            },
        ),
        resource(
            "aws:s3/bucketObject:BucketObject::page",
            inputs={
                "source": Asset(path="/elsewhere/page.html", hash="abc"),
                "bundle": Archive(assets=MappingProxyType({"a.txt": Asset(text="plain")})),
                "settings": {"token": Secret({"deep": [CANARY]}), "maybe": Secret({"deep": UNKNOWN}), "empty": {}},
                "secretName": Secret(CANARY),
            },
            outputs={"etag": UNKNOWN, "body": Secret(CANARY)},
            read=True,
            source=SourcePosition(file="/elsewhere/elsewhere.py", line=3),
        ),
        # Its parent is not in the graph: it must be shown all the same.
        resource("test:index:Orphan::lost", parent=f"{PREFIX}test:index:Nowhere::gone", inputs={"name": "lost\x1b[2J"}),
        resource("pulumi:providers:azure-native::azure", inputs={"subscriptionId": "11111111"}),
    ]


def hand_made(mode: Mode = Mode.UNKNOWN) -> Graph:
    """Return the graph."""
    return Graph(
        project="zone",
        stack="dev",
        mode=mode,
        resources=(
            resource("pulumi:pulumi:Stack::zone-dev", parent=None, custom=False),
            *_network(),
            *_vault(),
            *_access(),
            *_odd(),
        ),
        outputs=frozen(
            {
                "vaultUri": "https://kv-zone.vault.azure.net/",
                "token": Secret(CANARY),
                "principalId": UNKNOWN,
                "ports": [443, 8443.0],
                "nothing": None,
                "flags": {"on": True},
            }
        ),
        invokes=(_LOOKUP,),
    )
