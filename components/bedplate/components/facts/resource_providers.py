"""Resource providers that a subscription must have registered, from the one table `facts/resource_providers.toml`."""

from collections.abc import Iterable

from bedplate.components.facts import read_facts


def providers_to_register(arm_types: Iterable[str], features: Iterable[str] = ()) -> dict[str, str]:
    """Return what each resource provider is for, by its namespace, sorted; without those that all subscriptions have.

    Args:
        arm_types: ARM types of the resources, for example `Microsoft.KeyVault/vaults`.
        features: keys of the table's `features`, which need more than the providers of their own resources.
    """
    facts = read_facts("resource_providers")
    # Azure writes one namespace now in lower case, now not.
    written = {namespace.lower(): namespace for namespace in facts["purposes"]}
    needed = {arm_type.partition("/")[0] for arm_type in arm_types}
    needed |= {namespace for feature in features for namespace in facts["features"][feature]}
    always = {namespace.lower() for namespace in facts["alwaysRegistered"]}
    names = sorted({written.get(name.lower(), name) for name in needed if name.lower() not in always})
    return {name: facts["purposes"].get(name, "Resources of its own") for name in names}
