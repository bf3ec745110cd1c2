"""Private addresses of declared firewalls."""

from __future__ import annotations

from bedplate.policies.network.firewall_rules import FIREWALL
from bedplate.policies.network.service_subnets import declared_subnet, named_subnets
from bedplate.policies.network.subnets import hold
from bedplate.policies.relations import objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN, Value, value_at


def is_of_a_firewall(address: Value, resources: Resources) -> bool | None:
    """Return whether an address is that of a declared firewall, or one of its subnet where its own is not said.

    It is `None` where nobody can tell, and where no firewall is declared.
    """
    if address is UNKNOWN:
        return None
    answers = [_is_of(each, address, resources) for each in resources.of_type(FIREWALL)]
    return True if True in answers else None if None in answers or not answers else False


def _is_of(firewall: Resource, address: Value, resources: Resources) -> bool | None:
    every = objects_at(firewall.body, "properties.ipConfigurations")
    own = [value_at(item, "properties.privateIPAddress") for _path, item in every]
    own.append(firewall.value("properties.hubIPAddresses.privateIPAddress"))
    said = [each for each in own if isinstance(each, str)]
    if said:
        return address in said
    subnets = [declared_subnet(firewall, named, resources) for named in named_subnets(firewall)]
    prefixes = [each.prefixes for each in subnets if each]
    if any(hold(each, address) for each in prefixes if each):
        return True
    return False if subnets and len(prefixes) == len(subnets) and all(prefixes) else None
