"""A web app with its database, its vault and its secrets."""

import pulumi
from pulumi_azure_native import authorization, keyvault, resources, sql, web
from random_provider import RandomPassword

config = pulumi.Config()
client = authorization.get_client_config_output()

group = resources.ResourceGroup("shop")  # the provider chooses the name, and the location is the configured one
plan = web.AppServicePlan(
    "plan",
    name="plan-shop",
    resource_group_name=group.name,
    kind="Linux",
    reserved=True,
    hyper_v=False,
    is_spot=False,
    is_xenon=False,
    per_site_scaling=False,
    target_worker_count=0,
    target_worker_size_id=0,
    zone_redundant=False,
    sku=web.SkuDescriptionArgs(name="P1v3", tier="PremiumV3", capacity=2),
)

server = sql.Server(
    "sql",
    server_name="sql-contoso-shop",
    resource_group_name=group.name,
    administrator_login="shopadmin",
    administrator_login_password=config.require_secret("sqlPassword"),
    minimal_tls_version="1.2",
    version="12.0",
)
database = sql.Database(
    "orders",
    database_name="orders",
    server_name=server.name,
    resource_group_name=group.name,
    sku=sql.SkuArgs(name="S0", tier="Standard"),
)
sql.FirewallRule(
    "azure",
    firewall_rule_name="AllowAllWindowsAzureIps",
    server_name=server.name,
    resource_group_name=group.name,
    start_ip_address="0.0.0.0",  # noqa: S104 - what the portal calls "Allow Azure services"
    end_ip_address="0.0.0.0",  # noqa: S104 - as above
)

app = web.WebApp(
    "app",
    name="app-contoso-shop",
    resource_group_name=group.name,
    server_farm_id=plan.id,
    kind="app,linux",
    https_only=True,
    client_affinity_enabled=False,
    hyper_v=False,
    is_xenon=False,
    reserved=True,
    scm_site_also_stopped=False,
    identity=web.ManagedServiceIdentityArgs(type=web.ManagedServiceIdentityType.SYSTEM_ASSIGNED),
    site_config=web.SiteConfigArgs(
        linux_fx_version="PYTHON|3.12",
        min_tls_version="1.2",
        ftps_state="Disabled",
        http20_enabled=True,
        local_my_sql_enabled=False,
        net_framework_version="v4.6",
        app_settings=[web.NameValuePairArgs(name="WEBSITES_PORT", value="8000")],
    ),
)
web.WebAppApplicationSettings(
    "settings",
    name=app.name,
    resource_group_name=group.name,
    properties={"DATABASE": database.name, "API_KEY": config.require_secret("apiKey")},
)
web.WebAppAuthSettingsV2(
    "login",
    name=app.name,
    resource_group_name=group.name,
    platform=web.AuthPlatformArgs(enabled=True),
    global_validation=web.GlobalValidationArgs(
        require_authentication=True, redirect_to_provider="azureactivedirectory"
    ),
)

vault = keyvault.Vault(
    "vault",
    vault_name="kv-contoso-shop",
    resource_group_name=group.name,
    properties=keyvault.VaultPropertiesArgs(
        tenant_id=client.tenant_id,
        sku=keyvault.SkuArgs(family="A", name=keyvault.SkuName.STANDARD),
        enabled_for_deployment=False,
        enabled_for_disk_encryption=False,
        enabled_for_template_deployment=False,
        public_network_access="enabled",
        enable_rbac_authorization=False,
        enable_soft_delete=True,
        soft_delete_retention_in_days=30,
        access_policies=[
            keyvault.AccessPolicyEntryArgs(
                tenant_id=client.tenant_id,
                object_id=app.identity.apply(lambda identity: identity.principal_id if identity else ""),
                permissions=keyvault.PermissionsArgs(secrets=["get", "list"]),
            )
        ],
    ),
)
password = RandomPassword("session-key", length=32)
keyvault.Secret(
    "session",
    secret_name="session-key",  # noqa: S106 - a name
    vault_name=vault.name,
    resource_group_name=group.name,
    properties=keyvault.SecretPropertiesArgs(
        value=password.result, attributes=keyvault.SecretAttributesArgs(enabled=True, expires=1798761600)
    ),
)
pulumi.export("site", app.default_host_name)
