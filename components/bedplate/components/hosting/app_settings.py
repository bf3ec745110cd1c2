"""Environment variables by which an application finds its identity and its telemetry."""

import pulumi

AppSettings = dict[str, pulumi.Input[str]]
"""Value by name of the environment variable."""


def identity_settings(client_id: pulumi.Input[str]) -> AppSettings:
    """Return what Azure's libraries read to take a user-assigned identity, for tokens and for telemetry.

    Source: learn.microsoft.com/azure/azure-monitor/app/azure-ad-authentication, for the second. Checked 2026-11-21.
    """
    return {
        "AZURE_CLIENT_ID": client_id,
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING": pulumi.Output.format("Authorization=AAD;ClientId={0}", client_id),
    }


TELEMETRY_SETTING = "APPLICATIONINSIGHTS_CONNECTION_STRING"
"""Environment variable that names the Application Insights to send to."""
