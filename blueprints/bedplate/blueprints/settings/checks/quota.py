"""Quota: what the deployments ask for together against what Azure has granted."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.models import QuotaEntry
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.blueprints.settings.partial import each
from bedplate.components.facts.model_catalogue import model_versions

_Numbered = tuple[int, QuotaEntry]


def check_entries(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find entries for the wrong thing: units are granted for all models together, tokens a model at a time."""

    def check(numbered: _Numbered) -> Iterator[Finding]:
        index, entry = numbered
        if entry.sku.provisioned and entry.model is not None:
            message = f"Azure grants units of {entry.sku} for all models together"
            yield Finding("quota-model", ("quota", index, "model"), message, "remove model", of_key=True)
        elif not entry.sku.provisioned and entry.model is None:
            message = f"Azure grants tokens per minute of {entry.sku} a model at a time"
            yield Finding("quota-model", ("quota", index), message, "add model", of_key=True)
        elif entry.model is not None and entry.model not in (names := {model.name for model in model_versions()}):
            message = f"the catalogue has no model {shown(entry.model)}"
            yield Finding("model-unknown", ("quota", index, "model"), message, suggestion(entry.model, names))

    yield from each(enumerate(settings.quota), check)


def check_uniqueness(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find quota given twice for the same thing."""
    first: dict[tuple[str, str | None], int] = {}

    def check(numbered: _Numbered) -> Iterator[Finding]:
        index, entry = numbered
        key = (entry.sku.value, entry.model)
        if key in first:
            message = f"entry {first[key] + 1} already gives the quota for this"
            yield Finding("duplicate-name", ("quota", index), message, "remove one of the two")
        first.setdefault(key, index)

    yield from each(enumerate(settings.quota), check)


def check_sums(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find deployments that together ask for more than is granted."""

    def check(numbered: _Numbered) -> Iterator[Finding]:
        index, entry = numbered
        counted = [
            deployment
            for deployment in settings.models
            if deployment.sku is entry.sku and (entry.sku.provisioned or deployment.model == entry.model)
        ]
        total = sum(deployment.capacity for deployment in counted)
        if total > entry.limit:
            terms = " + ".join(f"{deployment.name} {deployment.capacity}" for deployment in counted)
            what = entry.sku if entry.model is None else f"{entry.model} as {entry.sku}"
            message = f"{what} is granted {entry.limit}, but the deployments ask for {total}: {terms}"
            hint = "lower a capacity, or ask Azure for more quota"
            yield Finding("quota-exceeded", ("quota", index, "limit"), message, hint)

    yield from each(enumerate(settings.quota), check)
