"""Models, where each deployment SKU is offered and until when, from the one table `facts/models.toml`."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from bedplate.components.facts import read_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionedUnits:
    """Sizes that a provisioned deployment can have."""

    minimum: int
    """Fewest provisioned throughput units."""
    increment: int
    """Step, counted from the minimum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelVersion:
    """One version of one model."""

    name: str
    """Model, for example `gpt-5.1`."""
    version: str
    """Version, for example `2025-11-13`."""
    capabilities: frozenset[str]
    """What it does: `chat`, `reasoning`, `embeddings`."""
    retirement: date
    """Day from which it answers no request, unless `retirement_of` says otherwise of a SKU."""
    retirement_of: dict[str, date]
    """Day of retirement by deployment SKU, where it differs."""
    replacement: str | None
    """Model that Azure recommends instead."""
    regions: dict[str, frozenset[str]]
    """Regions that offer each deployment SKU."""
    provisioned: dict[str, ProvisionedUnits]
    """Sizes by provisioned SKU, where they are published."""

    def retires(self, sku: str) -> date:
        """Return the day from which deployments of this SKU answer no request."""
        return self.retirement_of.get(sku, self.retirement)


@cache
def _versions() -> dict[tuple[str, str], ModelVersion]:
    return {
        (row["name"], row["version"]): ModelVersion(
            name=row["name"],
            version=row["version"],
            capabilities=frozenset(row["capabilities"]),
            retirement=row["retirement"],
            retirement_of=row.get("retirementOf", {}),
            replacement=row.get("replacement"),
            regions={sku: frozenset(names.split()) for sku, names in row["regions"].items()},
            provisioned={
                sku: ProvisionedUnits(minimum=minimum, increment=increment)
                for sku, (minimum, increment) in row.get("provisioned", {}).items()
            },
        )
        for row in read_facts("models")["models"]
    }


def model_versions() -> tuple[ModelVersion, ...]:
    """Return every version of every model, in the order of the table."""
    return tuple(_versions().values())


def model_version(name: str, version: str) -> ModelVersion | None:
    """Return one version of one model, or `None` when the catalogue does not hold it."""
    return _versions().get((name, version))


@cache
def data_zone_regions() -> frozenset[str]:
    """Return the regions that lie in a data zone: those where any model is offered across one."""
    return frozenset(
        region
        for model in model_versions()
        for sku, regions in model.regions.items()
        if sku.startswith("DataZone")
        for region in regions
    )
