"""The models and content filters of the settings, as the AI account takes them."""

from typing import Literal

from bedplate.blueprints.settings.models import ContentFilter, ModelDeployment
from bedplate.components.ai.model_deployment import ModelDeploymentArgs
from bedplate.components.planning.content_filter import ContentFilterArgs, HarmThresholdsArgs


def deployment_args(deployment: ModelDeployment) -> ModelDeploymentArgs:
    """Return one model deployment of the settings as the AI account takes it."""
    args: ModelDeploymentArgs = {
        "deployment_name": deployment.name,
        "model_name": deployment.model,
        "model_version": deployment.version,
        "sku": deployment.sku,
        "capacity": deployment.capacity,
        "version_upgrade_option": deployment.version_upgrade_option,
    }
    if deployment.content_filter is not None:
        args["content_filter"] = deployment.content_filter
    if deployment.spillover_to is not None:
        args["spillover_deployment_name"] = deployment.spillover_to
    return args


def content_filter_args(content_filter: ContentFilter) -> ContentFilterArgs:
    """Return one content filter of the settings as the AI account takes it."""
    return {
        "policy_name": content_filter.name,
        "prompt": _thresholds(content_filter, "prompt"),
        "completion": _thresholds(content_filter, "completion"),
        "jailbreak": content_filter.jailbreak,
        "indirect_attack": content_filter.indirect_attack,
        "protected_material_text": content_filter.protected_material_text,
        "protected_material_code": content_filter.protected_material_code,
        "profanity": content_filter.profanity,
    }


def _thresholds(content_filter: ContentFilter, direction: Literal["prompt", "completion"]) -> HarmThresholdsArgs:
    return {
        "hate": getattr(content_filter.hate, direction),
        "sexual": getattr(content_filter.sexual, direction),
        "self_harm": getattr(content_filter.self_harm, direction),
        "violence": getattr(content_filter.violence, direction),
    }
