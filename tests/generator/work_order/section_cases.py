"""Arguments and expectations that the tests of sections share."""

from tests.generator.work_order.zones import (
    SPOKE_SUBSCRIPTION,
)

HUB = (
    "/subscriptions/e7c2a914-83f5-4b6d-a0d1-5c9f8e2b7a46/resourceGroups/rg-platform-hub"
    "/providers/Microsoft.Network/virtualNetworks/vnet-platform-hub"
)
OWN_NETWORK = (
    f"{SPOKE_SUBSCRIPTION}/resourceGroups/rg-contoso-prod-sdc-network-001"
    "/providers/Microsoft.Network/virtualNetworks/vnet-contoso-prod-sdc-001"
)


def table_rows(block: str) -> list[list[str]]:
    """Return the cells of a table."""
    return [line.strip("| ").split(" | ") for line in block.splitlines()[2:]]
