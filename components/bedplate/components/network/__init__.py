"""Parts of the network components: the firewall's policy and rules, subnets, peerings."""
