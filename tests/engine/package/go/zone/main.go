// A vault that one subnet reaches, from components written in Python.
package main

import (
	"example.com/pulumi-bedplate/sdk/go/bedplate"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(declare)
}

func declare(ctx *pulumi.Context) error {
	location := pulumi.String("swedencentral")
	group, err := bedplate.NewResourceGroup(ctx, "group", &bedplate.ResourceGroupArgs{
		ResourceGroupName: pulumi.String("rg-zone"),
		Location:          location,
	})
	if err != nil {
		return err
	}
	routes, err := bedplate.NewEgressRouteTable(ctx, "routes", &bedplate.EgressRouteTableArgs{
		ResourceGroupName:        group.ResourceGroupName,
		Location:                 location,
		RouteTableName:           pulumi.String("rt-zone"),
		FirewallPrivateIpAddress: pulumi.String("10.0.1.4"),
	})
	if err != nil {
		return err
	}
	tcp := bedplate.ProtocolTCP
	network, err := bedplate.NewVirtualNetwork(ctx, "network", &bedplate.VirtualNetworkArgs{
		ResourceGroupName:  group.ResourceGroupName,
		Location:           location,
		VirtualNetworkName: pulumi.String("vnet-zone"),
		AddressSpace:       []string{"10.0.0.0/16"},
		Subnets: []bedplate.SubnetArgs{{
			Name:                     "apps",
			SubnetName:               "snet-apps",
			NetworkSecurityGroupName: pulumi.StringRef("nsg-apps"),
			AddressPrefix:            "10.0.0.0/24",
			RouteTableId:             routes.RouteTableId,
		}},
		Flows: []bedplate.FlowArgs{{
			Source:      "Internet",
			Destination: "apps",
			Ports:       []string{"443"},
			Purpose:     "Callers",
			Protocol:    &tcp,
		}},
	})
	if err != nil {
		return err
	}
	apps := network.SubnetIds.MapIndex(pulumi.String("apps"))
	vault, err := bedplate.NewKeyVault(ctx, "vault", &bedplate.KeyVaultArgs{
		ResourceGroupName:         group.ResourceGroupName,
		Location:                  location,
		VaultName:                 pulumi.String("kv-zone"),
		TenantId:                  pulumi.String("22222222-2222-2222-2222-222222222222"),
		SoftDeleteRetentionInDays: pulumi.Int(30),
		Tags:                      pulumi.StringMap{"password": config.RequireSecret(ctx, "password")},
		PrivateEndpoint:           &bedplate.PrivateEndpointPlacementArgs{PrivateEndpointName: pulumi.String("pep-zone"), SubnetId: apps},
	})
	if err != nil {
		return err
	}
	ctx.Export("vault", vault.VaultUri)
	ctx.Export("subnet", apps)
	return nil
}
