"""Host names that Azure's services answer under, which differ between its clouds."""

import pulumi

from bedplate.components.facts.clouds import cloud_of


def service_host(name: pulumi.Input[str], service: str, location: pulumi.Input[str]) -> pulumi.Output[str]:
    """Return the host of one resource, for example `kv-chat.vault.usgovcloudapi.net`.

    Args:
        name: what the host begins with, a resource's name or its subdomain.
        service: the service, as `facts/clouds.toml` names it, for example `keyVault`.
        location: region of the resource; its cloud says the rest of the host.

    Raises:
        ValueError: the region's cloud does not have the service; it is raised once the region is known.
    """
    suffix = pulumi.Output.from_input(location).apply(lambda region: cloud_of(region).suffixes[service])
    return pulumi.Output.format("{0}.{1}", name, suffix)
