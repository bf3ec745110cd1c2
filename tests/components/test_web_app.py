from typing import Any

import pulumi
import pytest
from pulumi_azure_native import network

from bedplate.components.hosting.sign_in import SignInArgs
from bedplate.components.shared.known import known
from bedplate.components.web_app import WebApp
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import secret_paths, unknown_paths
from tests.components.web_app_cases import (
    APP_ID,
    AUTOSCALE,
    DEFAULT_PLAN,
    DEFAULT_SETTINGS,
    DEFAULT_SITE,
    DEFAULT_SITE_CONFIG,
    ENDPOINT,
    FTP,
    GROUP,
    IDENTITY_ID,
    OTHER_SUBSCRIPTION,
    OUTBOUND_ID,
    PASSWORDS_OFF,
    PLAN,
    PLAN_ID,
    SCM,
    SETTING,
    SIGN_IN,
    SITE,
    SUBNET_ID,
    WORKSPACE_ID,
    ZONE,
    Lookup,
    Recording,
    minimal,
    settings,
)


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        app = WebApp("app", minimal())
        pulumi.export("id", app.app_id)
        pulumi.export("name", app.app_name)
        pulumi.export("host", app.default_host_name)
        pulumi.export("plan", app.plan_id)

    graph = record_program(program)

    assert inputs_by_name(graph, PLAN) == {"app": DEFAULT_PLAN}
    assert inputs_by_name(graph, SITE) == {"app": DEFAULT_SITE}
    assert inputs_by_name(graph, SCM) == {"app": PASSWORDS_OFF}
    assert inputs_by_name(graph, FTP) == {"app": PASSWORDS_OFF}
    assert sorted(resource.type for resource in graph.resources if resource.custom) == [PLAN, SITE, FTP, SCM]
    assert dict(graph.outputs) == {
        "id": APP_ID,
        "name": "app-contoso",
        "host": "app-contoso.azurewebsites.net",
        "plan": PLAN_ID,
    }


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    """One writer of the site at a time, then its private endpoint."""

    def program() -> None:
        WebApp(
            "app",
            {
                **minimal(),
                "maximum_instances": 10,
                "sign_in": {"client_id": "registration", "tenant_id": "tenant"},
                "application_insights_connection_string": pulumi.Output.secret("InstrumentationKey=1"),
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-app",
                    "subnet_id": SUBNET_ID,
                    "private_dns_zone_ids": {ZONE: "app-zone", "privatelink.blob.core.windows.net": "another"},
                },
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(program)

    [site], [sign_in], [scm], [ftp] = (graph.of_type(token) for token in (SITE, SIGN_IN, SCM, FTP))
    [plan], [endpoint], [autoscale] = (graph.of_type(token) for token in (PLAN, ENDPOINT, AUTOSCALE))
    assert plan.urn in site.dependencies
    assert site.urn in sign_in.dependencies
    assert sign_in.urn in scm.dependencies
    assert scm.urn in ftp.dependencies
    assert ftp.urn in endpoint.dependencies
    assert site.urn in autoscale.dependencies
    assert plan.options.ignore_changes == ("sku.capacity",)
    assert inputs_by_name(graph, SIGN_IN) == {
        "app": {
            "resourceGroupName": "rg",
            "name": "app-contoso",
            "platform": {"enabled": True, "runtimeVersion": "~1"},
            "globalValidation": {
                "requireAuthentication": True,
                "unauthenticatedClientAction": "RedirectToLoginPage",
                "redirectToProvider": "azureactivedirectory",
                "excludedPaths": ["/health"],
            },
            "httpSettings": {"requireHttps": True, "forwardProxy": {"convention": "Standard"}},
            "identityProviders": {
                "azureActiveDirectory": {
                    "enabled": True,
                    "registration": {
                        "clientId": "registration",
                        "clientSecretSettingName": "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
                        "openIdIssuer": "https://login.microsoftonline.com/tenant/v2.0",
                    },
                    "validation": {
                        "allowedAudiences": ["api://registration"],
                        "defaultAuthorizationPolicy": {"allowedApplications": ["registration"]},
                    },
                }
            },
            "login": {"tokenStore": {"enabled": True}, "nonce": {"validateNonce": True}},
        }
    }
    assert secret_paths(site.inputs) == (("siteConfig", "appSettings", 1, "value"),)
    [declared] = inputs_by_name(graph, SITE).values()
    assert list(settings(declared)) == [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AZURE_CLIENT_ID",
        "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
    ]
    assert settings(declared)["OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID"] == "client-1"
    [connection] = inputs_by_name(graph, ENDPOINT).values()
    assert connection["privateLinkServiceConnections"] == [
        {"name": "pep-app", "groupIds": ["sites"], "privateLinkServiceId": APP_ID}
    ]
    [zone_group] = inputs_by_name(graph, "azure-native:network:PrivateDnsZoneGroup").values()
    assert zone_group["privateDnsZoneConfigs"] == [
        {"name": "privatelink-azurewebsites-net", "privateDnsZoneId": "app-zone"}
    ]
    diagnosed = {
        setting["resourceUri"]: [log["category"] for log in setting["logs"]]
        for setting in inputs_by_name(graph, SETTING).values()
    }
    assert diagnosed == {
        APP_ID: [
            "AppServiceAppLogs",
            "AppServiceAuditLogs",
            "AppServiceAuthenticationLogs",
            "AppServiceConsoleLogs",
            "AppServiceHTTPLogs",
            "AppServiceIPSecAuditLogs",
            "AppServicePlatformLogs",
        ],
        f"{GROUP}/providers/Microsoft.Insights/autoscalesettings/asp-contoso-load": [
            "AutoscaleEvaluations",
            "AutoscaleScaleActions",
        ],
    }
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:WebApp", PLAN, SITE}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        WebApp(
            "app",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "subscription_id": OTHER_SUBSCRIPTION,
                "app_name": pulumi.Output.from_input("app-contoso"),
                "plan_name": pulumi.Output.from_input("asp-contoso"),
                "autoscale_setting_name": "autoscale-contoso",
                "plan_sku": "P1v4",
                "zone_redundant": False,
                "minimum_instances": 1,
                "maximum_instances": 2,
                "identity_id": IDENTITY_ID,
                "identity_client_id": "client-1",
                "outbound_subnet_id": OUTBOUND_ID,
                "image": "contoso.azurecr.io/chat@sha256:1",
                "pull_image_by_identity": True,
                "port": 8000,
                "startup_command": "serve",
                "health_check_path": "/healthz",
                "web_sockets": True,
                "app_settings": {"AZURE_CLIENT_ID": "another", "LEVEL": "info"},
                "secret_settings": {"SEARCH_KEY": "https://kv.vault.azure.net/secrets/search"},
                "sign_in": {
                    "client_id": "registration",
                    "tenant_id": "tenant",
                    "allowed_audiences": ["api://chat"],
                    "allowed_client_application_ids": ["registration", "caller"],
                    "original_host_header": "X-Original-Host",
                },
                "log_analytics_workspace_id": WORKSPACE_ID,
                "private_endpoint": {
                    "private_endpoint_name": "pep-app",
                    "subnet_id": SUBNET_ID,
                    "location": "norwayeast",
                },
                "tags": {"owner": "ai"},
            },
        )

    graph = record_program(program)

    other_plan = PLAN_ID.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)
    tags = {"tags": {"owner": "ai"}}
    assert inputs_by_name(graph, PLAN) == {
        "app": {**DEFAULT_PLAN, **tags, "sku": {"name": "P1v4", "capacity": 1}, "zoneRedundant": False}
    }
    [site] = inputs_by_name(graph, SITE).values()
    assert settings(site) == {
        **DEFAULT_SETTINGS,
        "AZURE_CLIENT_ID": "another",
        "LEVEL": "info",
        "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID": "client-1",
        "SEARCH_KEY": "@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/search)",
        "WEBSITES_PORT": "8000",
    }
    assert site == {
        **DEFAULT_SITE,
        **tags,
        "kind": "app,linux,container",
        "serverFarmId": other_plan,
        "siteConfig": {
            **DEFAULT_SITE_CONFIG,
            "linuxFxVersion": "DOCKER|contoso.azurecr.io/chat@sha256:1",
            "acrUseManagedIdentityCreds": True,
            "acrUserManagedIdentityID": "client-1",
            "appCommandLine": "serve",
            "appSettings": site["siteConfig"]["appSettings"],
            "healthCheckPath": "/healthz",
            "webSocketsEnabled": True,
        },
    }
    [sign_in] = inputs_by_name(graph, SIGN_IN).values()
    assert sign_in["globalValidation"]["excludedPaths"] == ["/healthz"]
    assert sign_in["httpSettings"]["forwardProxy"] == {
        "convention": "Custom",
        "customHostHeaderName": "X-Original-Host",
        "customProtoHeaderName": "X-Forwarded-Proto",
    }
    assert sign_in["identityProviders"]["azureActiveDirectory"]["validation"] == {
        "allowedAudiences": ["api://chat"],
        "defaultAuthorizationPolicy": {"allowedApplications": ["registration", "caller"]},
    }
    [autoscale] = inputs_by_name(graph, AUTOSCALE).values()
    [profile] = autoscale["profiles"]
    assert autoscale["name"] == autoscale["autoscaleSettingName"] == "autoscale-contoso"
    assert autoscale["targetResourceUri"] == other_plan
    assert profile["capacity"] == {"default": "1", "minimum": "1", "maximum": "2"}
    assert [
        (
            rule["metricTrigger"]["metricName"],
            rule["metricTrigger"]["operator"],
            rule["metricTrigger"]["threshold"],
            rule["scaleAction"]["direction"],
        )
        for rule in profile["rules"]
    ] == [
        ("CpuPercentage", "GreaterThan", 70, "Increase"),
        ("CpuPercentage", "LessThan", 35, "Decrease"),
        ("MemoryPercentage", "GreaterThan", 85, "Increase"),
        ("MemoryPercentage", "LessThan", 60, "Decrease"),
    ]
    [endpoint] = inputs_by_name(graph, ENDPOINT).values()
    assert endpoint["location"] == "norwayeast"
    assert graph.of_type("azure-native:network:PrivateDnsZoneGroup") == ()
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()


def test_runs_from_a_package_that_the_identity_reads(record_program: Recording, inputs_by_name: Lookup) -> None:
    package = "https://st.blob.core.windows.net/deploy/chat.zip"

    def program() -> None:
        WebApp("app", {**minimal(), "runtime": "DOTNETCORE|10.0", "package_url": package})

    [site] = inputs_by_name(record_program(program), SITE).values()

    assert settings(site) == {
        **DEFAULT_SETTINGS,
        "WEBSITE_RUN_FROM_PACKAGE": package,
        "WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID": IDENTITY_ID,
    }


def test_a_public_image_is_pulled_without_the_identity(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        args = minimal()
        del args["runtime"]
        WebApp("app", {**args, "image": "mcr.microsoft.com/appsvc/staticsite:latest"})

    [site] = inputs_by_name(record_program(program), SITE).values()

    assert site["siteConfig"] == {
        **DEFAULT_SITE_CONFIG,
        "linuxFxVersion": "DOCKER|mcr.microsoft.com/appsvc/staticsite:latest",
    }


def test_other_clouds_have_hosts_of_their_own(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        sign_in: SignInArgs = {"client_id": "registration", "tenant_id": "tenant"}
        app = WebApp("app", {**minimal(), "location": "usgovvirginia", "sign_in": sign_in})
        pulumi.export("host", app.default_host_name)

    graph = record_program(program)

    [declared] = inputs_by_name(graph, SIGN_IN).values()
    registration = declared["identityProviders"]["azureActiveDirectory"]["registration"]
    assert graph.outputs["host"] == "app-contoso.azurewebsites.us"
    assert registration["openIdIssuer"] == "https://login.microsoftonline.us/tenant/v2.0"


def test_a_fixed_number_of_instances_needs_no_autoscale(record_program: Recording) -> None:
    def program() -> None:
        WebApp("app", {**minimal(), "minimum_instances": 4, "maximum_instances": 4})

    graph = record_program(program)

    [plan] = graph.of_type(PLAN)
    assert graph.of_type(AUTOSCALE) == ()
    assert plan.options.ignore_changes == ()


def test_the_plan_comes_after_the_subnet(record_program: Recording) -> None:
    def program() -> None:
        owner = network.RouteTable("subnet", resource_group_name="rg", route_table_name="owner-of-the-subnet")
        WebApp("app", {**minimal(), "outbound_subnet_id": known(owner, OUTBOUND_ID)})

    graph = record_program(program)

    [plan] = graph.of_type(PLAN)
    assert [graph[urn].name for urn in plan.dependencies] == ["subnet"]
    assert plan.inputs["name"] == "asp-contoso"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param({"runtime": None}, ["exactly one of runtime and image"], id="no-code"),
        pytest.param({"image": "x/y"}, ["exactly one of runtime and image"], id="both"),
        pytest.param({"package_url": "https://p"}, ["PYTHON|3.12 cannot run from package_url"], id="python-package"),
        pytest.param(
            {"runtime": "java|21-java21", "package_url": "https://p"},
            ["cannot run from package_url"],
            id="java-package",
        ),
        pytest.param(
            {"runtime": None, "image": "x/y", "package_url": "https://p"},
            ["package_url and image exclude each other"],
            id="image-and-package",
        ),
        pytest.param({"minimum_instances": 1}, ["minimum_instances of 2 or more: 1"], id="zones-need-two"),
        pytest.param({"minimum_instances": 3, "maximum_instances": 2}, ["2 < 3"], id="range-inverted"),
        pytest.param(
            {"minimum_instances": 0, "image": "x/y"},
            ["minimum_instances must be 1 or more: 0", "exactly one of runtime and image"],
            id="all-at-once",
        ),
    ],
)
def test_contradictions_are_refused(record_program: Recording, changes: dict[str, Any], problems: list[str]) -> None:
    def program() -> None:
        merged: Any = {**minimal(), **changes}
        args: Any = {key: value for key, value in merged.items() if value is not None}
        WebApp("app", args)

    with pytest.raises(ProgramError, match="web app 'app'") as refused:
        record_program(program)

    assert [problem for problem in problems if problem not in str(refused.value)] == []
