"""Sign-in with Microsoft Entra ID, checked by the platform before a request reaches the application.

App Service and Container Apps share the words for it. Neither keeps a client secret: the application registration must
trust the application's managed identity (a federated credential with issuer, subject and audience of the identity,
which only Microsoft Graph can add).
Source: learn.microsoft.com/azure/app-service/configure-authentication-provider-aad (use a managed identity instead of a
secret), learn.microsoft.com/azure/app-service/overview-authentication-authorization. Checked 2026-11-21.
"""

from typing import Any, NotRequired, TypedDict

import pulumi

from bedplate.components.facts.clouds import cloud_of


class SignInArgs(TypedDict):
    """Who may sign in to an application."""

    client_id: pulumi.Input[str]
    """Client id of the application's registration in Microsoft Entra ID, a GUID."""
    tenant_id: pulumi.Input[str]
    """Microsoft Entra tenant whose users may sign in, a GUID."""
    allowed_audiences: NotRequired[list[pulumi.Input[str]]]
    """For whom tokens may be issued; `api://<client id>` by default. The client id itself is always among them."""
    allowed_client_application_ids: NotRequired[list[pulumi.Input[str]]]
    """Client ids of the applications whose tokens are accepted; the application's own by default."""
    original_host_header: NotRequired[str]
    """Header in which the proxy in front tells the host that the browser asked for; `X-Forwarded-Host` by default.

    Application Gateway sends `X-Original-Host`. With the wrong one users are sent back to a host they cannot reach.
    """


def entra_sign_in(
    sign_in: SignInArgs, *, location: pulumi.Input[str], secret_setting_name: str, excluded_path: pulumi.Input[str]
) -> dict[str, Any]:
    """Return the arguments that the two SDK classes for sign-in share.

    Args:
        sign_in: who may sign in.
        location: region of the application, which tells the cloud.
        secret_setting_name: setting in which the platform looks for the managed identity's client id.
        excluded_path: the one path that answers without sign-in: that of the health check.
    """
    client_id = sign_in["client_id"]
    return {
        "platform": {"enabled": True, "runtime_version": "~1"},
        "global_validation": {
            "unauthenticated_client_action": "RedirectToLoginPage",
            "redirect_to_provider": "azureactivedirectory",
            "excluded_paths": [excluded_path],
        },
        "http_settings": {"require_https": True, "forward_proxy": _forward_proxy(sign_in.get("original_host_header"))},
        "identity_providers": {
            "azure_active_directory": {
                "enabled": True,
                "registration": {
                    "client_id": client_id,
                    "client_secret_setting_name": secret_setting_name,
                    "open_id_issuer": _issuer(sign_in["tenant_id"], location),
                },
                "validation": {
                    "allowed_audiences": sign_in.get(
                        "allowed_audiences", [pulumi.Output.format("api://{0}", client_id)]
                    ),
                    "default_authorization_policy": {
                        "allowed_applications": sign_in.get("allowed_client_application_ids", [client_id])
                    },
                },
            }
        },
    }


def _forward_proxy(original_host_header: str | None) -> dict[str, str]:
    if original_host_header is None:
        return {"convention": "Standard"}
    return {
        "convention": "Custom",
        "custom_host_header_name": original_host_header,
        "custom_proto_header_name": "X-Forwarded-Proto",
    }


def _issuer(tenant_id: pulumi.Input[str], location: pulumi.Input[str]) -> pulumi.Output[str]:
    login = pulumi.Output.from_input(location).apply(lambda name: cloud_of(name).suffixes["login"])
    return pulumi.Output.format("https://{0}/{1}/v2.0", login, tenant_id)
