"""The clouds that Azure is sold as and the host names of their services, from the one table `facts/clouds.toml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bedplate.components.facts import read_facts


class ServiceNotInCloudError(ValueError, KeyError):
    """A cloud does not have the service that was asked for."""

    __str__ = Exception.__str__
    """The message as it is: `KeyError` would show it in quotes."""


@dataclass(frozen=True, slots=True)
class Suffixes(Mapping[str, str]):
    """Suffix of the host names of every service that one cloud has, by the service."""

    cloud: str
    """Name of the cloud for people."""
    known: Mapping[str, str]
    """The suffixes by service."""

    def __getitem__(self, service: str) -> str:
        """Return the suffix of a service, without a dot in front, for example `vault.azure.net` for `keyVault`.

        Raises:
            ServiceNotInCloudError: the cloud does not have the service; both a `ValueError` and a `KeyError`.
        """
        if service not in self.known:
            raise ServiceNotInCloudError(f"{self.cloud} has no service {service!r} with a known host name")
        return self.known[service]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the services that the cloud has."""
        return iter(self.known)

    def __len__(self) -> int:
        """Return how many services the cloud has."""
        return len(self.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """One of the clouds that Azure is sold as: separate hosts, regions and identities."""

    name: str
    """`public`, `usgovernment` or `china`."""
    display_name: str
    """Name for people, for example `Azure Government (United States)`."""
    azure_environment: str
    """Value of `environment` of the azure-native provider."""
    region_prefixes: tuple[str, ...]
    """How the programmatic names of its regions begin; none for the public cloud, which has all others."""
    suffixes: Mapping[str, str]
    """Suffix of the host names of each service that it has; asking for another raises a `ValueError`."""


@cache
def _clouds() -> dict[str, Cloud]:
    facts = read_facts("clouds")
    return {
        name: Cloud(
            name=name,
            display_name=row["displayName"],
            azure_environment=row["environment"],
            region_prefixes=tuple(row["regionPrefixes"]),
            suffixes=Suffixes(
                row["displayName"],
                {service: by_cloud[name] for service, by_cloud in facts["suffixes"].items() if name in by_cloud},
            ),
        )
        for name, row in facts["clouds"].items()
    }


def cloud_names() -> tuple[str, ...]:
    """Return the names of all clouds, the public one first."""
    return tuple(_clouds())


def cloud(name: str) -> Cloud:
    """Return the cloud with this name.

    Raises:
        ValueError: no such cloud.
    """
    if name not in _clouds():
        raise ValueError(f"no such Azure cloud: {name!r} (there are {', '.join(cloud_names())})")
    return _clouds()[name]


@cache
def cloud_of(location: str) -> Cloud:
    """Return the cloud that a region is in.

    Args:
        location: region as Azure takes it, programmatic or for people: `usgovvirginia` or `USGov Virginia`. A region
            that opened after the table was written needs no row: its name begins as those of its cloud do.
    """
    region = programmatic_name(location)
    return next((each for each in _clouds().values() if region.startswith(each.region_prefixes)), cloud("public"))


def programmatic_name(location: str) -> str:
    """Return the name of a region as programs write it: `usgovvirginia` for `USGov Virginia`."""
    return location.replace(" ", "").lower()
