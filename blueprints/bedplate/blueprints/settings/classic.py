"""Settings of the classic generation: Azure OpenAI without Foundry projects."""

from bedplate.blueprints.settings.base import Choice, SettingsModel


class Orchestration(Choice):
    """What puts prompts, documents and models together."""

    APPLICATION = "application"
    """The application itself, which calls Azure OpenAI."""
    HUB = "hub"
    """An Azure Machine Learning hub with projects, as prompt flow needs it; Microsoft retires it."""


class Classic(SettingsModel):
    """Settings that only the classic generation has."""

    orchestration: Orchestration = Orchestration.APPLICATION
    """`application`, or `hub` for estates that still run prompt flow."""
