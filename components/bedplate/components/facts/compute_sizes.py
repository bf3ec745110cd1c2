"""Cores of machine sizes, from the one table `facts/compute_sizes.toml` and the names of virtual machine sizes."""

import re

from bedplate.components.facts import read_facts

_CORES = re.compile(r"(?:Standard|Basic)_[A-Z]+(\d+)")


def app_service_cores(sku: str) -> int | None:
    """Return the cores of one instance of an App Service plan; `None` for a size that the table does not hold."""
    cores: dict[str, int] = read_facts("compute_sizes")["appService"]
    return cores.get(sku)


def virtual_machine_cores(size: str) -> int | None:
    """Return the cores of a virtual machine size, which its name tells; `None` where it does not."""
    found = _CORES.match(size)
    return int(found[1]) if found else None
