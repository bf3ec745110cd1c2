"""Subnets of a landing zone, their sizes and owners, from the one table `facts/subnets.toml`."""

from dataclasses import dataclass
from functools import cache

from bedplate.components.facts import read_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class SubnetPurpose:
    """One use that a subnet can have."""

    name: str
    """Key in settings, for example `privateEndpoints`."""
    purpose: str
    """What the subnet is for, in one phrase."""
    prefix_length: int
    """Prefix length that is planned where the settings name no subnet."""
    minimum_prefix_length: int
    """Longest prefix, so the smallest subnet, that Azure or the service accepts."""
    azure_name: str | None
    """Name that Azure prescribes, if it does."""
    delegation: str | None
    """Service that owns the subnet, exactly as Azure writes it, if one does."""
    default_route: bool
    """Whether the default route leads through the firewall when there is one."""

    @property
    def security_group(self) -> bool:
        """Whether the subnet has a security group; Azure forbids one to the subnets of its own routers."""
        return self.azure_name is None or takes_security_group(self.azure_name)


@cache
def takes_security_group(subnet_name: str) -> bool:
    """Tell whether a subnet with this name in Azure may have a security group."""
    return subnet_name not in read_facts("subnets")["withoutSecurityGroup"]


@cache
def subnet_purposes() -> dict[str, SubnetPurpose]:
    """Return every purpose by its name, in the order of the table."""
    return {
        name: SubnetPurpose(
            name=name,
            purpose=row["purpose"],
            prefix_length=row["prefixLength"],
            minimum_prefix_length=row["minimumPrefixLength"],
            azure_name=row.get("azureName"),
            delegation=row.get("delegation"),
            default_route=row["defaultRoute"],
        )
        for name, row in read_facts("subnets")["subnets"].items()
    }
