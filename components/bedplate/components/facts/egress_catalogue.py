"""Hosts on the Internet that subnets may call, from the one table `facts/egress_fqdns.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bedplate.components.facts import read_facts
from bedplate.components.facts.clouds import Cloud, cloud_of

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressHost:
    """One host that a pack allows, or every host under one domain."""

    fqdn: str
    """Exact name, or `*.` and a domain."""
    ports: tuple[str, ...]
    """Protocols and ports, for example `Https:443`."""
    reason: str
    """What fails without it."""
    source: str
    """Where the host is documented."""


@cache
def _packs() -> dict[str, Any]:
    return dict(read_facts("egress_fqdns")["packs"])


@cache
def egress_packs() -> tuple[str, ...]:
    """Return the names of all packs, in the order of the table."""
    return tuple(_packs())


@cache
def description_of_pack(pack: str) -> str:
    """Return what a pack is for, in one phrase."""
    return str(read_facts("egress_fqdns")["descriptions"][pack])


@cache
def packs_of_subnet(purpose: str) -> tuple[str, ...]:
    """Return the packs that a subnet of this purpose gets; none where its purpose calls nothing on the Internet.

    Args:
        purpose: key of `facts/subnets.toml`.
    """
    return tuple(read_facts("egress_fqdns")["purposes"].get(purpose, ()))


def hosts_of_pack(pack: str, location: str) -> tuple[EgressHost, ...]:
    """Return the hosts of one pack as they are called in the cloud that a region is in.

    Args:
        pack: name of the pack.
        location: region, for example `swedencentral`.

    Raises:
        ValueError: no such pack.
    """
    packs = _packs()
    if pack not in packs:
        raise ValueError(f"no such pack of hosts: {pack!r} (there are {', '.join(egress_packs())})")
    region = location.replace(" ", "").lower()
    named = ((row, _host(row["fqdn"], region, cloud_of(location))) for row in packs[pack])
    return tuple(
        EgressHost(
            fqdn=fqdn,
            ports=tuple(row.get("ports", ("Https:443",))),
            reason=row["reason"],
            source=row["source"],
        )
        for row, fqdn in named
        if fqdn is not None
    )


def _host(written: str | Mapping[str, str], region: str, cloud: Cloud) -> str | None:
    pattern = written if isinstance(written, str) else written.get(cloud.name)
    if pattern is None:
        return None
    return _PLACEHOLDER.sub(lambda match: region if match[1] == "region" else cloud.suffixes[match[1]], pattern)
