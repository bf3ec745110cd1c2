"""A container app that pulls its image and reads its secrets by managed identity."""

import re
from collections import Counter

import pulumi
from pulumi_azure_native import app

from bedplate.components.hosting.container_app_arguments import ContainerAppArgs
from bedplate.components.hosting.container_app_template import (
    IDENTITY_FOR_SIGN_IN,
    TELEMETRY_SECRET,
    configuration,
    instances,
    secret_name,
    template,
)
from bedplate.components.hosting.instances import instance_problems
from bedplate.components.hosting.sign_in import SignInArgs, entra_sign_in
from bedplate.components.hosting.web_app_arguments import DEFAULT_HEALTH_CHECK_PATH
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child

_SECRET_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]")


class ContainerApp(pulumi.ComponentResource):
    """An app behind TLS, without registry passwords and cross-origin callers.

    Raises:
        ValueError: arguments contradict each other or Azure's limits; all problems at once.
    """

    container_app_id: pulumi.Output[str]
    """ARM id of the app."""
    container_app_name: pulumi.Output[str]
    """Name of the app."""
    fqdn: pulumi.Output[str]
    """Host under which the app answers, unknown until Azure has made up the environment's domain."""

    def __init__(self, name: str, args: ContainerAppArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        problems = [*instance_problems(*instances(args), zone_redundant=False), *_secret_problems(args)]
        if problems:
            raise ValueError(f"container app {name!r}:\n  " + "\n  ".join(problems))
        super().__init__("bedplate:index:ContainerApp", name, dict(args), opts)
        container_app = _declare(name, args, parent=self)
        self.container_app_name = known(container_app, args["container_app_name"])
        self.container_app_id = known_id(
            container_app,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            containerAppName=args["container_app_name"],
        )
        form = "{0}.{1}" if args.get("reachable_from_network", True) else "{0}.internal.{1}"
        self.fqdn = known(
            container_app,
            pulumi.Output.format(form, args["container_app_name"], args["environment_default_domain"]),
        )
        if "sign_in" in args:
            self._require_sign_in(name, args, args["sign_in"])
        self.register_outputs(
            {
                "container_app_id": self.container_app_id,
                "container_app_name": self.container_app_name,
                "fqdn": self.fqdn,
            }
        )

    def _require_sign_in(self, name: str, args: ContainerAppArgs, sign_in: SignInArgs) -> None:
        app.ContainerAppsAuthConfig(
            name,
            resource_group_name=args["resource_group_name"],
            container_app_name=self.container_app_name,
            # The one name that Azure accepts.
            auth_config_name="current",
            **entra_sign_in(
                sign_in,
                location=args["location"],
                secret_setting_name=IDENTITY_FOR_SIGN_IN,
                excluded_path=args.get("health_check_path", DEFAULT_HEALTH_CHECK_PATH),
            ),
            login={"nonce": {"validate_nonce": True}},
            opts=stateless_child(self),
        )


def _declare(name: str, args: ContainerAppArgs, *, parent: pulumi.Resource) -> app.ContainerApp:
    return app.ContainerApp(
        name,
        resource_group_name=args["resource_group_name"],
        container_app_name=args["container_app_name"],
        location=args["location"],
        environment_id=args["environment_id"],
        workload_profile_name=args.get("workload_profile_name", "Consumption"),
        identity={
            "type": app.ManagedServiceIdentityType.USER_ASSIGNED,
            "user_assigned_identities": [args["identity_id"]],
        },
        configuration=configuration(args),
        template=template(args),
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _secret_problems(args: ContainerAppArgs) -> list[str]:
    variables = args.get("secret_settings", {})
    problems = [
        f"secret_settings: {variable!r} must match {_SECRET_VARIABLE.pattern}, as the secret is named after it"
        for variable in variables
        if _SECRET_VARIABLE.fullmatch(variable) is None
    ]
    used = Counter([IDENTITY_FOR_SIGN_IN, TELEMETRY_SECRET, *map(secret_name, variables)])
    problems.extend(
        f"secret_settings: another secret is named {secret_name(variable)!r} too; rename {variable!r}"
        for variable in variables
        if used[secret_name(variable)] > 1
    )
    problems.extend(
        f"{variable!r} stands in both app_settings and secret_settings; leave one out"
        for variable in variables
        if variable in args.get("app_settings", {})
    )
    return problems
