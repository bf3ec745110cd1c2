"""Model deployments: that the model exists, is offered there, is not retired, and fits its units."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.checks.location import services_lacking_in
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.landing_zone import Settings
from bedplate.blueprints.settings.models import ModelDeployment
from bedplate.blueprints.settings.nearest import suggestion
from bedplate.blueprints.settings.partial import each, read
from bedplate.components.facts.model_catalogue import ModelVersion, data_zone_regions, model_version, model_versions
from bedplate.components.facts.regions import region, region_names
from bedplate.components.planning.deployment_plan import DeploymentSku

_Numbered = tuple[int, ModelDeployment]
_FEW = 4
"""As many regions as a hint names."""


def check_catalogue(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find models and versions that the catalogue does not hold."""

    def check(numbered: _Numbered) -> Iterator[Finding]:
        index, deployment = numbered
        versions = [model.version for model in model_versions() if model.name == deployment.model]
        if not versions:
            names = {model.name for model in model_versions()}
            message = f"the catalogue has no model {shown(deployment.model)}"
            yield Finding("model-unknown", ("models", index, "model"), message, suggestion(deployment.model, names))
        elif deployment.version not in versions:
            message = f"{deployment.model} has no version {shown(deployment.version)}"
            hint = suggestion(deployment.version, versions)
            yield Finding("model-version", ("models", index, "version"), message, hint)

    yield from each(enumerate(settings.models), check)


def check_retirement(settings: Settings, context: Context) -> Iterator[Finding]:
    """Find models that are retired."""

    def check(numbered: _Numbered) -> Iterator[Finding]:
        index, deployment = numbered
        model = _model(deployment)
        if model is None or context.today < (day := model.retires(deployment.sku)):
            return
        message = f"{model.name} {model.version} was retired as {deployment.sku} on {day}"
        yield Finding("model-retired", ("models", index, "version"), message, _successors(settings, model, context))

    yield from each(enumerate(settings.models), check)


def check_offer(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find SKUs that a model is not offered with in the region."""
    location = settings.location
    if location not in region_names() or services_lacking_in(region(location).cloud):
        return

    def check(numbered: _Numbered) -> Iterator[Finding]:
        index, deployment = numbered
        path = ("models", index, "sku")
        if deployment.sku.data_zone and location not in data_zone_regions():
            message = f"{location} lies in no data zone"
            hint = _elsewhere(location) or "choose a regional or a global SKU, or another region"
            yield Finding("data-zone", path, message, hint)
            return
        model = _model(deployment)
        if model is None or location in model.regions.get(deployment.sku, frozenset()):
            return
        offered = [sku for sku in DeploymentSku if location in model.regions.get(sku, frozenset())]
        hint = f"{location} offers it as {', '.join(offered)}" if offered else f"{location} does not offer it at all"
        hint = _elsewhere(location) or hint
        message = f"{model.name} {model.version} is not offered as {deployment.sku} in {location}"
        yield Finding("model-offer", path, message, hint)

    yield from each(enumerate(settings.models), check)


def check_provisioned_units(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find provisioned capacities that are too small or between two steps."""

    def check(numbered: _Numbered) -> Iterator[Finding]:
        index, deployment = numbered
        model = _model(deployment)
        units = None if model is None else model.provisioned.get(deployment.sku)
        if units is None:
            return
        above = deployment.capacity - units.minimum
        if above < 0 or above % units.increment:
            lower = max(units.minimum, units.minimum + above // units.increment * units.increment)
            message = f"{deployment.model} as {deployment.sku} cannot have {deployment.capacity} units"
            hint = f"at least {units.minimum}, in steps of {units.increment}: {lower} or {lower + units.increment}"
            yield Finding("capacity-units", ("models", index, "capacity"), message, hint)

    yield from each(enumerate(settings.models), check)


def check_chat_model(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find a chat zone without any model that chats."""
    models = [_model(deployment) for deployment in settings.models]
    if models and all(model is not None and "chat" not in model.capabilities for model in models):
        message = "no model here can chat"
        yield Finding("chat-model", ("models",), message, "add a deployment of a chat model", of_key=True)


def _elsewhere(location: str) -> str | None:
    """Return where to go from a region that offers no model at all, as far as the catalogue knows."""
    offering = {name for model in model_versions() for names in model.regions.values() for name in names}
    if location in offering:
        return None
    near = sorted(name for name in offering if region(name).cloud == region(location).cloud)
    known = f"the catalogue knows no model that {location} offers"
    return f"{known}; {' and '.join(near)} do" if len(near) <= _FEW else f"{known}; choose another region"


def _model(deployment: ModelDeployment) -> ModelVersion | None:
    return model_version(deployment.model, deployment.version)


def _successors(settings: Settings, retired: ModelVersion, context: Context) -> str:
    location = read(settings, "location")
    task = retired.capabilities & {"chat", "embeddings"}
    living = [
        model
        for model in model_versions()
        if model.capabilities >= task
        and model.retirement > context.today
        and any(location in regions for regions in model.regions.values())
    ]
    if not living:
        return "choose a model that is not retired"
    longest = sorted(living, key=lambda model: model.retirement, reverse=True)[:3]
    names = (f"{model.name} {model.version} until {model.retirement}" for model in longest)
    return f"{location} offers {', '.join(names)}"
