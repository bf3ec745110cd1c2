"""Names: each given once, and every reference to one that is there."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.models import ContentFilter, ModelDeployment
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.blueprints.settings.partial import each, read, usable
from bedplate.blueprints.settings.positions import Path
from bedplate.components.planning.naming import words_of

_AZURE_FILTER_PREFIX = "microsoft."


def check_unique_names(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find names given twice in one list; Azure does not tell upper from lower case."""
    lists: tuple[tuple[Path, str], ...] = (
        (("models",), "models"),
        (("contentFilters",), "content_filters"),
        (("projects",), "projects"),
    )
    for path, field in lists:
        yield from _duplicates(path, read(settings, field) or ())
    yield from _namesakes(settings)
    for field in ("peers", "reserved"):
        yield from _duplicates(("network", field), read(settings.network, field) or ())


def _duplicates(path: Path, items: Iterable[BaseModel]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        name = read(item, "name")
        if name is None:
            continue
        if name.lower() in first:
            message = f"the name {shown(name)} is taken by entry {first[name.lower()] + 1} of the list"
            yield Finding("duplicate-name", (*path, index, "name"), message, "give each entry a name of its own")
        first.setdefault(name.lower(), index)


def _namesakes(settings: Settings) -> Iterator[Finding]:
    """Find projects whose identities and connections would have the same names."""
    first: dict[str, str] = {}
    for index, project in enumerate(read(settings, "projects") or ()):
        name = read(project, "name")
        if name is None:
            continue
        other = first.setdefault(words_of(name), name)
        if other.lower() != name.lower():
            message = f"the names made from {shown(name)} are those of {shown(other)}; punctuation does not count"
            yield Finding("duplicate-name", ("projects", index, "name"), message, "let letters or digits differ")


def check_repeated_words(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find words given twice in a list whose every entry makes a resource."""
    plans = read(settings.protection, "defender") or ()
    for index, plan in usable(enumerate(plans)):
        if plan in plans[:index]:
            path = ("protection", "defender", index)
            yield Finding("duplicate-name", path, f"the plan {plan} is on the list already", "remove one of the two")


def check_content_filters(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find content filters named like Azure's own, and deployments that name one which is not there."""

    def check_name(numbered: tuple[int, ContentFilter]) -> Iterator[Finding]:
        index, content_filter = numbered
        name = content_filter.name
        if name.lower().startswith(_AZURE_FILTER_PREFIX):
            hint = "choose a name of your own"
            message = f"names such as {shown(name)} are Azure's"
            yield Finding("name-reserved", ("contentFilters", index, "name"), message, hint)

    yield from each(enumerate(settings.content_filters), check_name)
    names = [content_filter.name for content_filter in settings.content_filters]

    def check_reference(numbered: tuple[int, ModelDeployment]) -> Iterator[Finding]:
        index, deployment = numbered
        wanted = deployment.content_filter
        if wanted is None or wanted in names or wanted.lower().startswith(_AZURE_FILTER_PREFIX):
            return
        hint = suggestion(wanted, names) if names else "add it under contentFilters"
        message = f"there is no content filter {shown(wanted)}"
        yield Finding("reference", ("models", index, "contentFilter"), message, hint)

    yield from each(enumerate(settings.models), check_reference)


def check_spillover(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find spillover that Azure does not do: it goes from a provisioned deployment to a standard one of its kind."""
    names = [read(deployment, "name") for deployment in settings.models]
    # Of deployments with one name the first counts.
    by_name = dict(reversed([*zip(names, settings.models, strict=True)]))

    def check(numbered: tuple[int, ModelDeployment]) -> Iterator[Finding]:
        index, deployment = numbered
        if deployment.spillover_to is None:
            return
        path = ("models", index, "spilloverTo")
        target = by_name.get(deployment.spillover_to)
        if not deployment.sku.provisioned:
            message = f"only provisioned deployments spill over; this one is {deployment.sku}"
            yield Finding("spillover", path, message, "remove spilloverTo, or choose a provisioned SKU")
        elif target is deployment:
            yield Finding("spillover", path, "a deployment cannot spill over to itself", "name a standard deployment")
        elif target is not None:
            yield from _target_findings(path, deployment, target)
        elif None not in by_name:
            hint = suggestion(deployment.spillover_to, by_name)
            yield Finding("reference", path, f"there is no deployment {shown(deployment.spillover_to)}", hint)

    yield from each(enumerate(settings.models), check)


def _target_findings(path: Path, deployment: ModelDeployment, target: ModelDeployment) -> Iterator[Finding]:
    wanted = deployment.sku.value.replace("ProvisionedManaged", "Standard")
    if (target.model, target.version) != (deployment.model, deployment.version):
        message = f"{target.name} serves {target.model} {target.version}, not {deployment.model} {deployment.version}"
        yield Finding("spillover", path, message, "name a deployment of the same model and version")
    elif target.sku.value != wanted:
        message = f"{target.name} is {target.sku}; traffic of {deployment.sku} spills over to {wanted} only"
        yield Finding("spillover", path, message, f"name a deployment with sku {wanted}")
