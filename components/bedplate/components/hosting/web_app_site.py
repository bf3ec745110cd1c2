"""The site of a web app: its settings, and the children that close its side doors."""

from collections.abc import Mapping

import pulumi
from pulumi_azure_native import web

from bedplate.components.hosting.app_settings import TELEMETRY_SETTING, AppSettings, identity_settings
from bedplate.components.hosting.sign_in import entra_sign_in
from bedplate.components.hosting.web_app_arguments import DEFAULT_HEALTH_CHECK_PATH, WebAppArgs
from bedplate.components.shared.options import stateless_child

_IDENTITY_FOR_SIGN_IN = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"
"""App setting that holds the client id of the identity with which the platform proves itself to Microsoft Entra ID."""


def declare_site(
    name: str, args: WebAppArgs, *, plan_id: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> web.WebApp:
    """Declare the site, all of whose outbound traffic goes through the virtual network.

    Args:
        name: logical name.
        args: arguments of the component.
        plan_id: ARM id of the plan.
        opts: the parent at least.
    """
    return web.WebApp(
        name,
        resource_group_name=args["resource_group_name"],
        name=args["app_name"],
        location=args["location"],
        kind="app,linux,container" if "image" in args else "app,linux",
        reserved=True,
        server_farm_id=plan_id,
        identity={
            "type": web.ManagedServiceIdentityType.USER_ASSIGNED,
            "user_assigned_identities": [args["identity_id"]],
        },
        key_vault_reference_identity=args["identity_id"],
        enabled=True,
        https_only=True,
        end_to_end_encryption_enabled=True,
        public_network_access="Disabled",
        client_affinity_enabled=False,
        # A gateway in front cannot present a certificate; users prove who they are by signing in.
        client_cert_enabled=False,
        ssh_enabled=False,
        virtual_network_subnet_id=args["outbound_subnet_id"],
        outbound_vnet_routing={
            "all_traffic": True,
            "application_traffic": True,
            "backup_restore_traffic": True,
            "content_share_traffic": True,
            "image_pull_traffic": True,
        },
        site_config=_site_config(args),
        tags=args.get("tags"),
        opts=opts,
    )


def _site_config(args: WebAppArgs) -> web.SiteConfigArgsDict:
    tls = web.SupportedTlsVersions.SUPPORTED_TLS_VERSIONS_1_2
    config: web.SiteConfigArgsDict = {
        "linux_fx_version": pulumi.Output.format("DOCKER|{0}", args["image"])
        if "image" in args
        else args.get("runtime", ""),
        "app_settings": [{"name": key, "value": value} for key, value in sorted(_app_settings(args).items())],
        "always_on": True,
        "health_check_path": args.get("health_check_path", DEFAULT_HEALTH_CHECK_PATH),
        "http20_enabled": True,
        "ftps_state": web.FtpsState.DISABLED,
        "min_tls_version": tls,
        "scm_min_tls_version": tls,
        "remote_debugging_enabled": False,
        "local_my_sql_enabled": False,
        "use32_bit_worker_process": False,
        "web_sockets_enabled": args.get("web_sockets", False),
        "cors": {"allowed_origins": [], "support_credentials": False},
        # Private endpoints are not subject to these rules; they stand should public access ever be switched on.
        "ip_security_restrictions": [],
        "ip_security_restrictions_default_action": web.DefaultAction.DENY,
        "scm_ip_security_restrictions": [],
        "scm_ip_security_restrictions_default_action": web.DefaultAction.DENY,
        "scm_ip_security_restrictions_use_main": True,
    }
    if "startup_command" in args:
        config["app_command_line"] = args["startup_command"]
    if args.get("pull_image_by_identity"):
        config["acr_use_managed_identity_creds"] = True
        config["acr_user_managed_identity_id"] = args["identity_client_id"]
    return config


def _app_settings(args: WebAppArgs) -> AppSettings:
    settings = identity_settings(args["identity_client_id"])
    if "application_insights_connection_string" in args:
        settings[TELEMETRY_SETTING] = args["application_insights_connection_string"]
    if "image" in args and "port" in args:
        settings["WEBSITES_PORT"] = pulumi.Output.from_input(args["port"]).apply(str)
    settings.update(args.get("app_settings", {}))
    settings.update(_key_vault_references(args.get("secret_settings", {})))
    if "package_url" in args:
        settings["WEBSITE_RUN_FROM_PACKAGE"] = args["package_url"]
        settings["WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID"] = args["identity_id"]
    if "sign_in" in args:
        settings[_IDENTITY_FOR_SIGN_IN] = args["identity_client_id"]
    return settings


def _key_vault_references(secrets: Mapping[str, pulumi.Input[str]]) -> AppSettings:
    return {
        setting: pulumi.Output.format("@Microsoft.KeyVault(SecretUri={0})", secret_uri)
        for setting, secret_uri in secrets.items()
    }


def declare_site_children(
    name: str, args: WebAppArgs, *, app_name: pulumi.Output[str], site: web.WebApp, parent: pulumi.Resource
) -> list[pulumi.Resource]:
    """Declare sign-in and switch passwords for publishing off, one after the other.

    A site answers a second writer with a conflict.

    Args:
        name: logical name.
        args: arguments of the component.
        app_name: name of the site.
        site: the site itself.
        parent: the component that owns it.

    Returns:
        The site and its children in the order in which they are written.
    """
    written: list[pulumi.Resource] = [site]
    group = args["resource_group_name"]
    if "sign_in" in args:
        shared = entra_sign_in(
            args["sign_in"],
            location=args["location"],
            secret_setting_name=_IDENTITY_FOR_SIGN_IN,
            excluded_path=args.get("health_check_path", DEFAULT_HEALTH_CHECK_PATH),
        )
        shared["global_validation"]["require_authentication"] = True
        written.append(
            web.WebAppAuthSettingsV2(
                name,
                resource_group_name=group,
                name=app_name,
                **shared,
                login={"token_store": {"enabled": True}, "nonce": {"validate_nonce": True}},
                opts=stateless_child(parent, depends_on=written[-1:]),
            )
        )
    for policy in (web.WebAppScmAllowed, web.WebAppFtpAllowed):
        written.append(
            policy(
                name,
                resource_group_name=group,
                name=app_name,
                allow=False,
                opts=stateless_child(parent, depends_on=written[-1:]),
            )
        )
    return written
