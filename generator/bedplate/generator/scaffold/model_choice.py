"""The model deployments that a new project begins with: what its region offers, and for how long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bedplate.components.facts.model_catalogue import ModelVersion, model_version, model_versions
from bedplate.components.planning.deployment_plan import DeploymentSku

_FIRST_CHOICE = {"chat": ("gpt-5.1", "2025-11-13"), "embeddings": ("text-embedding-3-large", "1")}
"""Model of each deployment, where the region offers it."""
_SKUS = (DeploymentSku.DATA_ZONE_STANDARD, DeploymentSku.STANDARD, DeploymentSku.GLOBAL_STANDARD)
"""Ways of paying by the token, best first: as much capacity as stays within the data zone, and the world at last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenModel:
    """One model deployment."""

    deployment: str
    """What it is for: `chat` or `embeddings`."""
    name: str
    version: str
    sku: str


def choose_models(location: str, today: dt.date) -> tuple[ChosenModel, ...]:
    """Return one deployment for each task that the region has a model for.

    Args:
        location: programmatic name of a region; what it does not offer is left to the settings' own rules to tell.
        today: day on which the models must answer requests.
    """
    chosen = (_choose(task, location, today) for task in _FIRST_CHOICE)
    return tuple(model for model in chosen if model is not None)


def _choose(task: str, location: str, today: dt.date) -> ChosenModel | None:
    first = model_version(*_FIRST_CHOICE[task])
    others = sorted(
        (model for model in model_versions() if task in model.capabilities and model is not first),
        key=lambda model: (model.retirement, model.name, model.version),
        reverse=True,
    )
    candidates = [model for model in (first, *others) if model is not None]
    for model in candidates:
        for sku in _SKUS:
            if _answers(model, sku, location, today):
                return _chosen(task, model, sku)
    # Every chat zone has a chat model: the settings' rules say what is wrong with this one here.
    return _chosen(task, candidates[0], _SKUS[0]) if task == "chat" else None


def _answers(model: ModelVersion, sku: DeploymentSku, location: str, today: dt.date) -> bool:
    return location in model.regions.get(sku, frozenset()) and today < model.retires(sku)


def _chosen(task: str, model: ModelVersion, sku: DeploymentSku) -> ChosenModel:
    return ChosenModel(deployment=task, name=model.name, version=model.version, sku=sku.value)
