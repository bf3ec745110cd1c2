"""Whatever may stand in a preview or an export; the configuration `later` is the same program after some changes."""

import pulumi
from pulumi_azure_native import Provider, managedidentity, network, resources

TAKEN_OVER = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-taken-over"
config = pulumi.Config()
later = config.get_bool("later") or False

group = resources.ResourceGroup(
    "group",
    resource_group_name="rg-zone",
    location="swedencentral",
    tags={"owner": config.require_secret("owner"), "age": "2" if later else "1"},
    opts=pulumi.ResourceOptions(
        protect=True, custom_timeouts=pulumi.CustomTimeouts(create="1h30m"), aliases=[pulumi.Alias(name="old-group")]
    ),
)
identity = managedidentity.UserAssignedIdentity(
    "identity",
    resource_group_name=group.name,
    resource_name_="id-zone",
    location="norwayeast" if later else "swedencentral",
)


class Area(pulumi.ComponentResource):
    """Somebody else's component."""

    def __init__(self, name: str) -> None:
        super().__init__("acme:zone:Area", name, {"size": 1})
        self.network = network.VirtualNetwork(
            "network",
            resource_group_name=group.name,
            virtual_network_name="vnet-zone",
            address_space={"address_prefixes": ["10.0.0.0/16"]},
            subnets=[{"name": "secret", "address_prefix": pulumi.Output.secret("10.0.0.0/24")}],
            tags={"principal": identity.principal_id},
            opts=pulumi.ResourceOptions(parent=self, ignore_changes=["tags.age"], delete_before_replace=True),
        )
        self.register_outputs({"networkId": self.network.id})


area = Area("area")
hub = Provider("hub", subscription_id="11111111-1111-1111-1111-111111111111", environment="usgovernment")
resources.ResourceGroup(
    "elsewhere",
    resource_group_name="rg-elsewhere",
    location="usgovvirginia",
    opts=pulumi.ResourceOptions(provider=hub, depends_on=[area], retain_on_delete=True),
)
resources.ResourceGroup("unnamed", opts=pulumi.ResourceOptions(deleted_with=group))
existing = resources.ResourceGroup.get("existing", f"{TAKEN_OVER.rsplit('/', 1)[0]}/rg-existing")
pulumi.CustomResource("demo:index:Thing", "nothing")
pulumi.CustomResource("azure:core/resourceGroup:ResourceGroup", "classic", {"location": "swedencentral"})
pulumi.CustomResource(
    "demo:index:Upload",
    "upload",
    {
        "text": pulumi.StringAsset("hello"),
        "folder": pulumi.AssetArchive({"a.txt": pulumi.StringAsset("a")}),
        "numbers": [1, 2.5],
        "reference": area.network,
        "component": area,
        "password": pulumi.Output.secret({"deep": [identity.client_id, "hush"]}),
    },
)
if later:
    resources.ResourceGroup(
        "taken-over",
        resource_group_name="rg-taken-over",
        location="swedencentral",
        opts=pulumi.ResourceOptions(import_=TAKEN_OVER),
    )
else:
    resources.ResourceGroup("leaving", resource_group_name="rg-leaving", location="swedencentral")

pulumi.export("networkId", area.network.id)
pulumi.export("owner", config.require_secret("owner"))
pulumi.export("existing", existing.name)
