"""What each setting of the host does to it, and what ingress gets to know."""

from collections.abc import Callable
from copy import deepcopy
from types import SimpleNamespace
from typing import Any, cast

import pulumi
import pytest

from bedplate.blueprints.chat_application import ApplicationIdentity
from bedplate.blueprints.chat_host import declare_host
from bedplate.blueprints.settings import ChatSettings, from_config
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_network import ZoneNetwork
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.role_grants import RoleGrants
from bedplate.generator.engine import record_inline
from bedplate.generator.graph import UNKNOWN, Graph, Mode

SUBSCRIPTION = "11111111-1111-1111-1111-111111111111"
TENANT = "22222222-2222-2222-2222-222222222222"
REGISTRATION = "33333333-3333-3333-3333-333333333333"
SUBNETS = (
    f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/v/subnets"
)
WORKSPACE = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
VAULT = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
WEB_ZONE = "privatelink.azurewebsites.net"
APPS_ZONE = "privatelink.swedencentral.azurecontainerapps.io"
WEB_APP = "azure-native:web:WebApp"
PLAN = "azure-native:web:AppServicePlan"
CONTAINER_APP = "azure-native:app:ContainerApp"
ENVIRONMENT = "azure-native:app:ManagedEnvironment"
ROLE = "azure-native:authorization:RoleAssignment"
SETTINGS: dict[str, Any] = {
    "blueprint": "chat",
    "workload": "contoso",
    "environment": "prod",
    "location": "swedencentral",
    "subscriptionId": SUBSCRIPTION,
    "tenantId": TENANT,
    "tags": {"owner": "ai", "costCenter": "1", "dataClassification": "internal"},
    "network": {"addressSpace": "192.168.0.0/21"},
    "models": [{"name": "chat", "model": "gpt-5.1", "version": "2025-11-13", "capacity": 10}],
    "projects": [{"name": "assistant"}],
    "monitoring": {"alertEmails": ["ai@contoso.com"]},
    "host": {"signIn": {"clientId": REGISTRATION}},
}
Declaring = Callable[..., Graph]


def _settings(host: dict[str, Any], **others: Any) -> ChatSettings:
    value = {**deepcopy(SETTINGS), **others}
    value["host"].update(host)
    settings = from_config(value)
    assert isinstance(settings, ChatSettings)
    return settings


def _program(settings: ChatSettings) -> None:
    zone = Zone.of("chat", settings)
    group = zone.resource_group("ai")
    known = pulumi.Output.from_input
    application = ManagedIdentity("application", {**zone.place(group), "identity_name": "id-app"}, zone.options())
    grants = RoleGrants(
        "application",
        {
            "principal_id": application.principal_id,
            "principal_key": application.identity_id,
            "grants": [{"role": "Key Vault Secrets User", "scope": VAULT, "scope_name": "vault"}],
        },
        zone.options(),
    )
    granted = pulumi.Output.all(application.identity_id, grants.granted_scope_ids).apply(lambda values: values[0])
    monitoring = SimpleNamespace(
        workspace_id=known(WORKSPACE), application_insights_connection_string=pulumi.Output.secret("connection")
    )
    account = SimpleNamespace(
        openai_endpoint=known("https://aif.openai.azure.com/"),
        project_endpoints=known({"assistant": "https://project"}),
    )
    host = declare_host(
        zone,
        group,
        settings,
        network=ZoneNetwork(
            virtual_network_id=known(SUBNETS.removesuffix("/subnets")),
            subnet_ids={name: known(f"{SUBNETS}/{name}") for name in ("app", "containerApps", "privateEndpoints")},
            subnet_prefixes={},
            private_dns_zone_ids={WEB_ZONE: known("web-zone"), APPS_ZONE: known("apps-zone")},
            firewall=None,
        ),
        monitoring=cast("Any", monitoring),
        identity=ApplicationIdentity(identity_id=granted, client_id=application.client_id),
        account=cast("Any", account),
        storage=cast("Any", SimpleNamespace(account_name=known("stcontoso"))),
    )
    if host is not None:
        pulumi.export("fqdn", host.fqdn)
        pulumi.export("healthPath", host.health_path)
        pulumi.export("target", host.private_link_target_id)
        pulumi.export("link", f"{host.private_link_group_id} in {host.private_link_location}")
        pulumi.export("watched", dict(host.resource_ids))


@pytest.fixture(params=[pytest.param(mode, id=mode.value) for mode in Mode])
def mode(request: pytest.FixtureRequest) -> Mode:
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def declare(mode: Mode) -> Declaring:
    def run(host: dict[str, Any], **others: Any) -> Graph:
        settings = _settings(host, **others)
        return record_inline(lambda: _program(settings), mode=mode)

    return run


def _app_settings(graph: Graph) -> dict[str, Any]:
    [app] = graph.of_type(WEB_APP)
    config = cast("Any", app.inputs["siteConfig"])
    return {row["name"]: row["value"] for row in config["appSettings"]}


def test_no_host(declare: Declaring) -> None:
    graph = declare({"kind": "none", "signIn": {}})

    assert graph.of_type(WEB_APP) == graph.of_type(ENVIRONMENT) == graph.of_type(CONTAINER_APP) == ()
    assert dict(graph.outputs) == {}


def test_app_service_by_default(declare: Declaring, mode: Mode) -> None:
    graph = declare({})

    [app], [plan] = graph.of_type(WEB_APP), graph.of_type(PLAN)
    [sign_in] = graph.of_type("azure-native:web:WebAppAuthSettingsV2")
    [endpoint] = graph.of_type("azure-native:network:PrivateEndpoint")
    [role] = graph.of_type(ROLE)
    registration = cast("Any", sign_in.inputs["identityProviders"])["azureActiveDirectory"]["registration"]
    assert plan.inputs["sku"] == {"name": "P1v3", "capacity": 3}
    assert plan.inputs["zoneRedundant"] is True
    assert app.inputs["virtualNetworkSubnetId"] == f"{SUBNETS}/app"
    assert role.urn in app.dependencies
    assert registration["clientId"] == REGISTRATION
    assert registration["openIdIssuer"] == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert cast("Any", sign_in.inputs["httpSettings"])["forwardProxy"] == {"convention": "Standard"}
    assert endpoint.inputs["subnet"] == {"id": f"{SUBNETS}/privateEndpoints"}
    settings = _app_settings(graph)
    assert sorted(settings) == [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AZURE_AI_PROJECT_ENDPOINT",
        "AZURE_CLIENT_ID",
        "AZURE_STORAGE_ACCOUNT_NAME",
        "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
    ]
    assert settings["AZURE_AI_PROJECT_ENDPOINT"] == "https://project"
    assert (settings["AZURE_CLIENT_ID"] is UNKNOWN) is (mode is Mode.UNKNOWN)
    assert graph.outputs["fqdn"] == f"{app.inputs['name']}.azurewebsites.net"
    assert graph.outputs["healthPath"] == "/health"
    assert graph.outputs["link"] == "sites in swedencentral"
    watched = cast("Any", graph.outputs["watched"])
    assert watched["Microsoft.Web/sites"] == graph.outputs["target"]
    assert watched["Microsoft.Web/serverfarms"].endswith(f"/serverfarms/{plan.inputs['name']}")


def test_app_service_as_chosen(declare: Declaring) -> None:
    graph = declare(
        {
            "sku": "P2v3",
            "minimumInstances": 2,
            "maximumInstances": 4,
            "runtime": "DOTNETCORE|10.0",
            "healthPath": "/up",
            "packageUrl": "https://st.blob.core.windows.net/deploy/chat.zip",
            "appSettings": {"LEVEL": "info", "AZURE_OPENAI_ENDPOINT": "https://gateway"},
            "signIn": {"mode": "application"},
        }
    )

    [app], [plan] = graph.of_type(WEB_APP), graph.of_type(PLAN)
    [autoscale] = graph.of_type("azure-native:monitor:AutoscaleSetting")
    config = cast("Any", app.inputs["siteConfig"])
    assert plan.inputs["sku"] == {"name": "P2v3", "capacity": 2}
    assert cast("Any", autoscale.inputs["profiles"])[0]["capacity"] == {"default": "2", "minimum": "2", "maximum": "4"}
    assert (config["linuxFxVersion"], config["healthCheckPath"]) == ("DOTNETCORE|10.0", "/up")
    settings = _app_settings(graph)
    assert settings["LEVEL"] == "info"
    assert settings["AZURE_OPENAI_ENDPOINT"] == "https://gateway"
    assert settings["WEBSITE_RUN_FROM_PACKAGE"] == "https://st.blob.core.windows.net/deploy/chat.zip"
    assert graph.of_type("azure-native:web:WebAppAuthSettingsV2") == ()
    assert graph.outputs["healthPath"] == "/up"


@pytest.mark.parametrize(
    ("image", "by_identity"),
    [
        pytest.param("contoso.azurecr.io/chat@sha256:1", True, id="registry-of-azure"),
        pytest.param("ghcr.io/contoso/chat:1", False, id="public-registry"),
    ],
)
def test_an_image_on_app_service(declare: Declaring, image: str, by_identity: bool) -> None:  # noqa: FBT001 -- a case
    [app] = declare({"image": image, "port": 9000}).of_type(WEB_APP)

    config = cast("Any", app.inputs["siteConfig"])
    assert config["linuxFxVersion"] == f"DOCKER|{image}"
    assert ("acrUseManagedIdentityCreds" in config) is by_identity
    assert {"name": "WEBSITES_PORT", "value": "9000"} in [dict(row) for row in config["appSettings"]]


def test_fewer_instances_at_most_than_zones(declare: Declaring) -> None:
    [plan] = declare({"maximumInstances": 2}).of_type(PLAN)

    assert plan.inputs["sku"] == {"name": "P1v3", "capacity": 2}


def test_one_instance_in_dev(declare: Declaring) -> None:
    [plan] = declare({}, environment="dev").of_type(PLAN)

    assert plan.inputs["sku"] == {"name": "P0v3", "capacity": 1}
    assert plan.inputs["zoneRedundant"] is False


def test_container_apps(declare: Declaring, mode: Mode) -> None:
    graph = declare({"kind": "containerApps", "image": "contoso.azurecr.io/chat@sha256:1"})

    [app], [environment], [role] = (graph.of_type(token) for token in (CONTAINER_APP, ENVIRONMENT, ROLE))
    [endpoint] = graph.of_type("azure-native:network:PrivateEndpoint")
    configuration = cast("Any", app.inputs["configuration"])
    assert cast("Any", environment.inputs["vnetConfiguration"])["infrastructureSubnetId"] == f"{SUBNETS}/containerApps"
    assert str(environment.inputs["infrastructureResourceGroup"]).startswith("rg-contoso-prod-")
    assert {role.urn, environment.urn, endpoint.urn} <= set(app.dependencies)
    assert configuration["ingress"]["targetPort"] == 8000
    assert configuration["registries"][0]["server"] == "contoso.azurecr.io"
    assert cast("Any", app.inputs["template"])["scale"]["minReplicas"] == 3
    assert len(graph.of_type("azure-native:app:ContainerAppsAuthConfig")) == 1
    assert (graph.outputs["fqdn"] is UNKNOWN) is (mode is Mode.UNKNOWN)
    assert graph.outputs["healthPath"] == "/health"
    assert graph.outputs["link"] == "managedEnvironments in swedencentral"
    assert str(graph.outputs["target"]).endswith(f"/managedEnvironments/{environment.inputs['environmentName']}")
    assert str(cast("Any", graph.outputs["watched"])["Microsoft.App/containerApps"]).endswith(
        "/ca-contoso-prod-sdc-001"
    )


def test_container_apps_without_an_image_yet(declare: Declaring) -> None:
    graph = declare({"kind": "containerApps"})

    [app] = graph.of_type(CONTAINER_APP)
    [container] = cast("Any", app.inputs["template"])["containers"]
    assert container["image"] == "mcr.microsoft.com/k8se/quickstart:latest"
    assert cast("Any", app.inputs["configuration"])["registries"] == ()
    assert graph.outputs["healthPath"] == "/"


def test_the_header_of_application_gateway(declare: Declaring) -> None:
    certificate = {"keyVaultId": VAULT, "name": "chat"}
    graph = declare(
        {},
        ingress={"kind": "applicationGateway", "hostName": "chat.contoso.com", "certificate": certificate},
    )

    [sign_in] = graph.of_type("azure-native:web:WebAppAuthSettingsV2")
    assert cast("Any", sign_in.inputs["httpSettings"])["forwardProxy"] == {
        "convention": "Custom",
        "customHostHeaderName": "X-Original-Host",
        "customProtoHeaderName": "X-Forwarded-Proto",
    }
