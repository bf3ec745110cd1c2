"""What Azure must have granted the subscription: model capacity, cores, and registered resource providers."""

from __future__ import annotations

from collections import defaultdict

from bedplate.components.facts.arm_types import arm_type
from bedplate.components.facts.compute_sizes import app_service_cores, virtual_machine_cores
from bedplate.components.facts.resource_providers import providers_to_register
from bedplate.components.planning.deployment_plan import DeploymentSku
from bedplate.generator.graph import Value
from bedplate.generator.render.properties import at
from bedplate.generator.work_order.markdown import Section, checklist, code, fenced, plain, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone

_DEPLOYMENT = "azure-native:cognitiveservices:Deployment"
_PLAN = "azure-native:web:AppServicePlan"
_AUTOSCALE = "azure-native:monitor:AutoscaleSetting"
_MACHINE = "azure-native:compute:VirtualMachine"
_AGENT_HOSTS = frozenset(
    {"azure-native:cognitiveservices:AccountCapabilityHost", "azure-native:cognitiveservices:ProjectCapabilityHost"}
)
_POLICY = "azure-native:authorization:PolicyAssignment"


def quotas(zone: RecordedZone) -> Section:
    """Return the section on capacity of models and machines in the zone's region."""
    models, machines = _models(zone), _machines(zone)
    rows_of_models = table(("SKU", "Model", "Asked for", "Deployments", "Granted, by the settings"), models)
    missing = [row for row in models if row[4].startswith("**")]
    tasks = [f"Grant {row[2]} of {row[0]} for {row[1]}, or confirm that the quota is there." for row in missing]
    return section(
        "Quotas",
        f"All in {code(zone.settings.location)}, subscription {code(zone.settings.subscription_id)}.",
        rows_of_models,
        table(("Resource", "Size", "Instances at most", "Cores at most"), machines),
        checklist(tasks),
    )


def resource_providers(zone: RecordedZone) -> Section:
    """Return the section on the resource providers that must be registered."""
    types = {described.name for each in zone.resources if (described := arm_type(each.type)) is not None}
    tokens = {each.type for each in zone.resources}
    features = [
        feature
        for feature, is_there in (("agents", bool(tokens & _AGENT_HOSTS)), ("policy", _POLICY in tokens))
        if is_there
    ]
    needed = providers_to_register(types, features)
    names = " ".join(needed)
    command = (
        f"for provider in {names}; do\n"
        f"  az provider register --subscription {zone.settings.subscription_id} --namespace $provider --wait\n"
        "done"
    )
    return section(
        "Resource providers",
        "Registered in the subscription before the deployment, which does not register them itself.",
        table(("Provider", "For"), [(code(name), plain(purpose)) for name, purpose in needed.items()]),
        fenced("sh", command),
        checklist(["All of them are registered."]),
    )


def _models(zone: RecordedZone) -> list[tuple[str, ...]]:
    asked: dict[tuple[str, str | None], list[tuple[str, int]]] = defaultdict(list)
    for deployment in zone.of_type(_DEPLOYMENT):
        sku, capacity = at(deployment.inputs, "sku", "name"), at(deployment.inputs, "sku", "capacity")
        model = at(deployment.inputs, "properties", "model", "name")
        if isinstance(sku, str) and isinstance(capacity, int | float):
            # Units are granted for all models together, tokens a model at a time.
            asked[sku, None if _provisioned(sku) else str(model)].append((zone.name(deployment), int(capacity)))
    granted = {(entry.sku.value, entry.model): entry.limit for entry in zone.settings.quota}
    return [
        (
            code(sku),
            code(model) if model is not None else "all models",
            _capacity(sku, sum(capacity for _, capacity in deployments)),
            ", ".join(f"{code(name)} {capacity}" for name, capacity in deployments),
            _capacity(sku, granted[sku, model]) if (sku, model) in granted else "**not confirmed**",
        )
        for (sku, model), deployments in sorted(asked.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    ]


def _provisioned(sku: str) -> bool:
    return sku in {each.value for each in DeploymentSku} and DeploymentSku(sku).provisioned


def _capacity(sku: str, capacity: int) -> str:
    unit = "provisioned throughput units" if _provisioned(sku) else "thousand tokens a minute"
    return f"{capacity} {unit}"


def _machines(zone: RecordedZone) -> list[tuple[str, ...]]:
    most = {str(at(each.inputs, "targetResourceUri")).lower(): _most(each.inputs) for each in zone.of_type(_AUTOSCALE)}
    rows: list[tuple[str, ...]] = []
    for plan in zone.of_type(_PLAN):
        sku, plain_count = at(plan.inputs, "sku", "name"), at(plan.inputs, "sku", "capacity")
        count = most.get(zone.arm_id(plan).lower()) or plain_count or 1
        rows.append(_machine(f"App Service plan {code(zone.name(plan))}", sku, count, app_service_cores(str(sku))))
    for machine in zone.of_type(_MACHINE):
        size = at(machine.inputs, "hardwareProfile", "vmSize")
        rows.append(_machine(f"Virtual machine {code(zone.name(machine))}", size, 1, virtual_machine_cores(str(size))))
    return rows


def _machine(what: str, size: Value, count: Value, cores: int | None) -> tuple[str, ...]:
    number = int(count) if isinstance(count, int | float) else 1
    return (what, code(str(size)), str(number), str(cores * number) if cores is not None else "see the size")


def _most(inputs: Value) -> int | None:
    found = at(inputs, "profiles", 0, "capacity", "maximum")
    return int(found) if isinstance(found, str) and found.isdecimal() else None
