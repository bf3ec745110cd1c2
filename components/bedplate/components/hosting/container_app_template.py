"""What a container app runs: its container, its secrets, and when it is well."""

import pulumi
from pulumi_azure_native import app

from bedplate.components.hosting.app_settings import TELEMETRY_SETTING, identity_settings
from bedplate.components.hosting.container_app_arguments import ContainerAppArgs, RevisionMode
from bedplate.components.hosting.instances import instance_range
from bedplate.components.hosting.web_app_arguments import DEFAULT_HEALTH_CHECK_PATH

IDENTITY_FOR_SIGN_IN = "override-use-mi-fic-assertion-client-id"
"""Secret that holds the client id of the identity with which the platform proves itself to Microsoft Entra ID.

The client id is no secret; the platform looks for it there and nowhere else.
Source: github.com/Azure-Samples/containerapps-builtinauth-bicep. Checked 2026-11-21.
"""
_QUICKSTART_IMAGE = "mcr.microsoft.com/k8se/quickstart:latest"
"""Microsoft's page for apps without an image yet: by tag, as Microsoft publishes no digest of it to hold on to."""
_QUICKSTART_PORT = 80
TELEMETRY_SECRET = "application-insights-connection-string"  # noqa: S105 -- a name
"""Secret that holds the connection string of Application Insights."""


def configuration(args: ContainerAppArgs) -> app.ConfigurationArgsDict:
    """Return how the app is reached and which secrets it has, none of them a password."""
    result: app.ConfigurationArgsDict = {
        "active_revisions_mode": args.get("revision_mode", RevisionMode.SINGLE).value,
        "ingress": {
            "external": args.get("reachable_from_network", True),
            "target_port": _port(args),
            "transport": app.IngressTransportMethod.AUTO,
            "allow_insecure": False,
            "client_certificate_mode": app.IngressClientCertificateMode.IGNORE,
            "traffic": [{"latest_revision": True, "weight": 100}],
        },
        "registries": [],
        "secrets": _secrets(args),
    }
    if "registry_server" in args:
        result["registries"] = [{"server": args["registry_server"], "identity": args["identity_id"]}]
    return result


def template(args: ContainerAppArgs) -> app.TemplateArgsDict:
    """Return the container, its health probes and how many replicas of it run."""
    container: app.ContainerArgsDict = {
        "name": "app",
        "image": args.get("image", _QUICKSTART_IMAGE),
        "resources": {"cpu": args.get("cpu", 1.0), "memory": args.get("memory", "2Gi")},
        "env": _environment(args),
    }
    if "image" in args:
        container["probes"] = _probes(args)
    least, most = instances(args)
    return {
        "containers": [container],
        "scale": {
            "min_replicas": least,
            "max_replicas": most,
            "rules": [
                {
                    "name": "requests",
                    "http": {"metadata": {"concurrentRequests": str(args.get("concurrent_requests", 50))}},
                }
            ],
        },
    }


def instances(args: ContainerAppArgs) -> tuple[int, int]:
    """Return the least and most replicas."""
    return instance_range(args.get("minimum_instances"), args.get("maximum_instances"), zone_redundant=True)


def _port(args: ContainerAppArgs) -> pulumi.Input[int]:
    return args.get("target_port", 8000) if "image" in args else _QUICKSTART_PORT


def secret_name(variable: str) -> str:
    """Return the name of the secret whose value an environment variable gets."""
    return variable.lower().replace("_", "-")


def _secrets(args: ContainerAppArgs) -> list[app.SecretArgsDict]:
    secrets: list[app.SecretArgsDict] = []
    if "application_insights_connection_string" in args:
        secrets.append({"name": TELEMETRY_SECRET, "value": args["application_insights_connection_string"]})
    if "sign_in" in args:
        secrets.append({"name": IDENTITY_FOR_SIGN_IN, "value": args["identity_client_id"]})
    for variable, secret_uri in sorted(args.get("secret_settings", {}).items()):
        secrets.append({"name": secret_name(variable), "key_vault_url": secret_uri, "identity": args["identity_id"]})
    return secrets


def _environment(args: ContainerAppArgs) -> list[app.EnvironmentVarArgsDict]:
    plain = {**identity_settings(args["identity_client_id"]), **args.get("app_settings", {})}
    referred = {variable: secret_name(variable) for variable in args.get("secret_settings", {})}
    if "application_insights_connection_string" in args and TELEMETRY_SETTING not in plain:
        referred[TELEMETRY_SETTING] = TELEMETRY_SECRET
    variables: dict[str, app.EnvironmentVarArgsDict] = {
        name: {"name": name, "value": value} for name, value in plain.items()
    }
    variables |= {name: {"name": name, "secret_ref": secret} for name, secret in referred.items()}
    return [variable for _, variable in sorted(variables.items())]


def _probes(args: ContainerAppArgs) -> list[app.ContainerAppProbeArgsDict]:
    request: app.ContainerAppProbeHttpGetArgsDict = {
        "path": args.get("health_check_path", DEFAULT_HEALTH_CHECK_PATH),
        "port": _port(args),
        "scheme": app.Scheme.HTTP,
    }
    return [
        # Two minutes to start, before the other probes begin.
        {"type": app.Type.STARTUP, "http_get": request, "period_seconds": 5, "failure_threshold": 24},
        {"type": app.Type.READINESS, "http_get": request, "period_seconds": 10, "failure_threshold": 3},
        {"type": app.Type.LIVENESS, "http_get": request, "period_seconds": 30, "failure_threshold": 3},
    ]
