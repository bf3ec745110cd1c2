"""The generation of the AI service: what only one of them has."""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.checks.unread import unread_keys
from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.landing_zone import Generation, Settings


def check_generation(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find settings that the chosen generation does not read."""
    if settings.generation is Generation.FOUNDRY:
        because, hint = "generation foundry does not read it", "remove it, or write generation: classic"
        section = settings.classic
        yield from unread_keys(
            "toggle-generation", ("classic",), section, ("orchestration",), because=because, hint=hint
        )
        return
    because, hint = "generation classic has no agent service", "remove it, or write generation: foundry"
    names = ("mode", "existing")
    yield from unread_keys("toggle-generation", ("agents",), settings.agents, names, because=because, hint=hint)


def check_projects(settings: Settings, _: Context) -> Iterator[Finding]:
    """Find projects missing where the AI service needs one, or given where it has none."""
    wanted = settings.generation is Generation.FOUNDRY or settings.has_hub
    if wanted and not settings.projects:
        message = "there is no project to work in"
        yield Finding("missing-key", ("projects",), message, "add one: projects: [{name: assistant}]", of_key=True)
    if not wanted and settings.projects:
        message = "projects are given, but an Azure OpenAI account has none"
        hint = "remove them, or write classic.orchestration: hub, or generation: foundry"
        yield Finding("toggle-generation", ("projects",), message, hint, of_key=True)
