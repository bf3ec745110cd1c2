from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from bedplate.components.container_app import ContainerApp
from bedplate.components.container_apps_environment import ContainerAppsEnvironment
from bedplate.components.hosting.container_app_arguments import ContainerAppArgs, RevisionMode
from bedplate.generator.engine import ProgramError
from bedplate.generator.graph import UNKNOWN, Graph, Mode, secret_paths, unknown_paths

Recording = Callable[[Callable[[], Any]], Graph]
Lookup = Callable[[Graph, str], dict[str, Any]]

OTHER_SUBSCRIPTION = "33333333-3333-3333-3333-333333333333"
GROUP = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg"
APP_ID = f"{GROUP}/providers/Microsoft.App/containerApps/ca-contoso"
ENVIRONMENT_ID = f"{GROUP}/providers/Microsoft.App/managedEnvironments/cae-contoso"
IDENTITY_ID = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-app"
APP = "azure-native:app:ContainerApp"
SIGN_IN = "azure-native:app:ContainerAppsAuthConfig"
IMAGE = "contoso.azurecr.io/chat@sha256:1"

DEFAULT_ENVIRONMENT = [
    {"name": "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "value": "Authorization=AAD;ClientId=client-1"},
    {"name": "AZURE_CLIENT_ID", "value": "client-1"},
]
DEFAULT_INGRESS: dict[str, Any] = {
    "external": True,
    "targetPort": 80,
    "transport": "auto",
    "allowInsecure": False,
    "clientCertificateMode": "ignore",
    "traffic": [{"latestRevision": True, "weight": 100}],
}
DEFAULT_CONFIGURATION: dict[str, Any] = {
    "activeRevisionsMode": "Single",
    "ingress": DEFAULT_INGRESS,
    "registries": [],
    "secrets": [],
}
DEFAULT_SCALE: dict[str, Any] = {
    "minReplicas": 3,
    "maxReplicas": 3,
    "rules": [{"name": "requests", "http": {"metadata": {"concurrentRequests": "50"}}}],
}
DEFAULT_CONTAINER: dict[str, Any] = {
    "name": "app",
    "image": "mcr.microsoft.com/k8se/quickstart:latest",
    "resources": {"cpu": 1, "memory": "2Gi"},
    "env": DEFAULT_ENVIRONMENT,
}
DEFAULT_INPUTS: dict[str, Any] = {
    "resourceGroupName": "rg",
    "containerAppName": "ca-contoso",
    "location": "swedencentral",
    "environmentId": ENVIRONMENT_ID,
    "workloadProfileName": "Consumption",
    "identity": {"type": "UserAssigned", "userAssignedIdentities": [IDENTITY_ID]},
    "configuration": DEFAULT_CONFIGURATION,
    "template": {"containers": [DEFAULT_CONTAINER], "scale": DEFAULT_SCALE},
}


def _minimal() -> ContainerAppArgs:
    return {
        "resource_group_name": "rg",
        "location": "swedencentral",
        "container_app_name": "ca-contoso",
        "environment_id": ENVIRONMENT_ID,
        "environment_default_domain": "blue-sea.swedencentral.azurecontainerapps.io",
        "identity_id": IDENTITY_ID,
        "identity_client_id": "client-1",
    }


def _probes(path: str, port: int) -> list[dict[str, Any]]:
    request = {"path": path, "port": port, "scheme": "HTTP"}
    return [
        {"type": "Startup", "httpGet": request, "periodSeconds": 5, "failureThreshold": 24},
        {"type": "Readiness", "httpGet": request, "periodSeconds": 10, "failureThreshold": 3},
        {"type": "Liveness", "httpGet": request, "periodSeconds": 30, "failureThreshold": 3},
    ]


def test_defaults(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        app = ContainerApp("app", _minimal())
        pulumi.export("id", app.container_app_id)
        pulumi.export("name", app.container_app_name)
        pulumi.export("host", app.fqdn)

    graph = record_program(program)

    assert inputs_by_name(graph, APP) == {"app": DEFAULT_INPUTS}
    assert [resource.type for resource in graph.resources if resource.custom] == [APP]
    assert dict(graph.outputs) == {
        "id": APP_ID,
        "name": "ca-contoso",
        "host": "ca-contoso.blue-sea.swedencentral.azurecontainerapps.io",
    }


def test_waf_aligned(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        ContainerApp(
            "app",
            {
                **_minimal(),
                "image": IMAGE,
                "registry_server": "contoso.azurecr.io",
                "maximum_instances": 10,
                "application_insights_connection_string": pulumi.Output.secret("InstrumentationKey=1"),
                "sign_in": {"client_id": "registration", "tenant_id": "tenant"},
            },
            pulumi.ResourceOptions(protect=True),
        )

    graph = record_program(program)

    [declared] = inputs_by_name(graph, APP).values()
    connection, identity = declared["configuration"]["secrets"]
    assert connection["name"] == "application-insights-connection-string"
    assert identity == {"name": "override-use-mi-fic-assertion-client-id", "value": "client-1"}
    [app] = graph.of_type(APP)
    assert secret_paths(app.inputs) == (("configuration", "secrets", 0, "value"),)
    assert declared["configuration"] == {
        **DEFAULT_CONFIGURATION,
        "ingress": {**DEFAULT_INGRESS, "targetPort": 8000},
        "registries": [{"server": "contoso.azurecr.io", "identity": IDENTITY_ID}],
        "secrets": [connection, identity],
    }
    assert declared["template"] == {
        "containers": [
            {
                **DEFAULT_CONTAINER,
                "image": IMAGE,
                "env": [
                    DEFAULT_ENVIRONMENT[0],
                    {
                        "name": "APPLICATIONINSIGHTS_CONNECTION_STRING",
                        "secretRef": "application-insights-connection-string",
                    },
                    DEFAULT_ENVIRONMENT[1],
                ],
                "probes": _probes("/health", 8000),
            }
        ],
        "scale": {**DEFAULT_SCALE, "maxReplicas": 10},
    }
    assert inputs_by_name(graph, SIGN_IN) == {
        "app": {
            "resourceGroupName": "rg",
            "containerAppName": "ca-contoso",
            "authConfigName": "current",
            "platform": {"enabled": True, "runtimeVersion": "~1"},
            "globalValidation": {
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
                        "clientSecretSettingName": "override-use-mi-fic-assertion-client-id",
                        "openIdIssuer": "https://login.microsoftonline.com/tenant/v2.0",
                    },
                    "validation": {
                        "allowedAudiences": ["api://registration"],
                        "defaultAuthorizationPolicy": {"allowedApplications": ["registration"]},
                    },
                }
            },
            "login": {"nonce": {"validateNonce": True}},
        }
    }
    [sign_in] = graph.of_type(SIGN_IN)
    assert app.urn in sign_in.dependencies
    protected = {resource.type for resource in graph.resources if resource.options.protect}
    assert protected == {"bedplate:index:ContainerApp", APP}


def test_max(record_program: Recording, inputs_by_name: Lookup) -> None:
    def program() -> None:
        app = ContainerApp(
            "app",
            {
                "resource_group_name": pulumi.Output.from_input("rg"),
                "location": "swedencentral",
                "subscription_id": OTHER_SUBSCRIPTION,
                "container_app_name": pulumi.Output.from_input("ca-contoso"),
                "environment_id": ENVIRONMENT_ID,
                "environment_default_domain": "blue-sea.swedencentral.azurecontainerapps.io",
                "identity_id": IDENTITY_ID,
                "identity_client_id": "client-1",
                "image": IMAGE,
                "target_port": 9000,
                "health_check_path": "/healthz",
                "reachable_from_network": False,
                "minimum_instances": 1,
                "maximum_instances": 2,
                "concurrent_requests": 10,
                "cpu": 0.5,
                "memory": "1Gi",
                "workload_profile_name": "large",
                "revision_mode": RevisionMode.MULTIPLE,
                "app_settings": {"AZURE_CLIENT_ID": "another", "LEVEL": "info"},
                "secret_settings": {"SEARCH_KEY": "https://kv.vault.azure.net/secrets/search"},
                "sign_in": {
                    "client_id": "registration",
                    "tenant_id": "tenant",
                    "original_host_header": "X-Original-Host",
                },
                "tags": {"owner": "ai"},
            },
        )
        pulumi.export("id", app.container_app_id)
        pulumi.export("host", app.fqdn)

    graph = record_program(program)

    assert inputs_by_name(graph, APP) == {
        "app": {
            **DEFAULT_INPUTS,
            "workloadProfileName": "large",
            "configuration": {
                **DEFAULT_CONFIGURATION,
                "activeRevisionsMode": "Multiple",
                "ingress": {**DEFAULT_INGRESS, "external": False, "targetPort": 9000},
                "secrets": [
                    {"name": "override-use-mi-fic-assertion-client-id", "value": "client-1"},
                    {
                        "name": "search-key",
                        "keyVaultUrl": "https://kv.vault.azure.net/secrets/search",
                        "identity": IDENTITY_ID,
                    },
                ],
            },
            "template": {
                "containers": [
                    {
                        "name": "app",
                        "image": IMAGE,
                        "resources": {"cpu": 0.5, "memory": "1Gi"},
                        "env": [
                            DEFAULT_ENVIRONMENT[0],
                            {"name": "AZURE_CLIENT_ID", "value": "another"},
                            {"name": "LEVEL", "value": "info"},
                            {"name": "SEARCH_KEY", "secretRef": "search-key"},
                        ],
                        "probes": _probes("/healthz", 9000),
                    }
                ],
                "scale": {
                    "minReplicas": 1,
                    "maxReplicas": 2,
                    "rules": [{"name": "requests", "http": {"metadata": {"concurrentRequests": "10"}}}],
                },
            },
            "tags": {"owner": "ai"},
        }
    }
    [sign_in] = inputs_by_name(graph, SIGN_IN).values()
    assert sign_in["globalValidation"]["excludedPaths"] == ["/healthz"]
    assert sign_in["httpSettings"]["forwardProxy"]["customHostHeaderName"] == "X-Original-Host"
    assert graph.outputs["id"] == APP_ID.replace("11111111-1111-1111-1111-111111111111", OTHER_SUBSCRIPTION)
    assert graph.outputs["host"] == "ca-contoso.internal.blue-sea.swedencentral.azurecontainerapps.io"
    for resource in graph.resources:
        assert unknown_paths(resource.inputs) == ()
        assert secret_paths(resource.inputs) == ()


def test_the_host_is_known_when_the_environment_is(record_program: Recording, mode: Mode) -> None:
    def program() -> None:
        environment = ContainerAppsEnvironment(
            "environment",
            {
                "resource_group_name": "rg",
                "location": "swedencentral",
                "environment_name": "cae-contoso",
                "infrastructure_subnet_id": "subnet",
            },
        )
        app = ContainerApp(
            "app",
            {
                **_minimal(),
                "environment_id": environment.environment_id,
                "environment_default_domain": environment.default_domain,
            },
        )
        pulumi.export("host", app.fqdn)
        pulumi.export("domain", environment.default_domain)

    graph = record_program(program)

    [environment], [app] = graph.of_type("azure-native:app:ManagedEnvironment"), graph.of_type(APP)
    assert environment.urn in app.dependencies
    assert app.inputs["environmentId"] == ENVIRONMENT_ID
    if mode is Mode.UNKNOWN:
        assert graph.outputs["host"] is UNKNOWN
    else:
        assert graph.outputs["host"] == f"ca-contoso.{graph.outputs['domain']}"


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        pytest.param({"minimum_instances": 0, "maximum_instances": 1}, ["1 or more: 0"], id="scaled-to-nothing"),
        pytest.param({"minimum_instances": 3, "maximum_instances": 2}, ["2 < 3"], id="range-inverted"),
        pytest.param(
            {"secret_settings": {"A_B": "x", "a_b": "y"}}, ["rename 'A_B'", "rename 'a_b'"], id="secrets-of-one-name"
        ),
        pytest.param(
            {"secret_settings": {"APPLICATION_INSIGHTS_CONNECTION_STRING": "x"}},
            ["another secret is named 'application-insights-connection-string' too"],
            id="secret-named-as-ours",
        ),
        pytest.param({"secret_settings": {"A B": "x"}}, ["'A B' must match"], id="variable-name"),
        pytest.param(
            {"app_settings": {"KEY": "1"}, "secret_settings": {"KEY": "x", "_": "y"}},
            ["'KEY' stands in both", "'_' must match"],
            id="all-at-once",
        ),
    ],
)
def test_contradictions_are_refused(record_program: Recording, changes: dict[str, Any], problems: list[str]) -> None:
    def program() -> None:
        args: Any = {**_minimal(), **changes}
        ContainerApp("app", args)

    with pytest.raises(ProgramError, match="container app 'app'") as refused:
        record_program(program)

    assert [problem for problem in problems if problem not in str(refused.value)] == []
