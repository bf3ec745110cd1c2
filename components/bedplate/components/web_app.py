"""A web application on App Service that only private callers can reach."""

import pulumi
from pulumi_azure_native import web

from bedplate.components.hosting.app_service_plan import declare_autoscale, declare_plan
from bedplate.components.hosting.instances import instance_problems, instance_range
from bedplate.components.hosting.runtimes import runtime_runs_from_package
from bedplate.components.hosting.web_app_arguments import WebAppArgs
from bedplate.components.hosting.web_app_site import declare_site, declare_site_children
from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.service_host import service_host

_SITE_TYPE = "Microsoft.Web/sites"
_AUTOSCALE_TYPE = "Microsoft.Insights/autoscalesettings"


class WebApp(pulumi.ComponentResource):
    """An app with a Linux plan of its own, without public access, publishing passwords, FTP, SSH and stored secrets.

    Raises:
        ValueError: arguments contradict each other or Azure's limits; all problems at once.
    """

    app_id: pulumi.Output[str]
    """ARM id of the app."""
    app_name: pulumi.Output[str]
    """Name of the app."""
    default_host_name: pulumi.Output[str]
    """Host under which the app answers, `<name>.azurewebsites.net` in the public cloud."""
    plan_id: pulumi.Output[str]
    """ARM id of the App Service plan."""

    def __init__(self, name: str, args: WebAppArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        zone_redundant = args.get("zone_redundant", True)
        instances = instance_range(
            args.get("minimum_instances"), args.get("maximum_instances"), zone_redundant=zone_redundant
        )
        problems = [*instance_problems(*instances, zone_redundant=zone_redundant), *_code_problems(args)]
        if problems:
            raise ValueError(f"web app {name!r}:\n  " + "\n  ".join(problems))
        super().__init__("bedplate:index:WebApp", name, dict(args), opts)
        self.plan_id = self._declare_plan(name, args, instances, zone_redundant=zone_redundant)
        site = declare_site(name, args, plan_id=self.plan_id, opts=pulumi.ResourceOptions(parent=self))
        self.app_name = known(site, args["app_name"])
        self.app_id = known_id(
            site,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            name=args["app_name"],
        )
        self.default_host_name = known(site, service_host(args["app_name"], "webApps", args["location"]))
        written = declare_site_children(name, args, app_name=self.app_name, site=site, parent=self)
        if instances[0] < instances[1]:
            self._scale(name, args, instances, site)
        self._serve(name, args, last_written=written[-1])
        self.register_outputs(
            {
                "app_id": self.app_id,
                "app_name": self.app_name,
                "default_host_name": self.default_host_name,
                "plan_id": self.plan_id,
            }
        )

    def _declare_plan(
        self, name: str, args: WebAppArgs, instances: tuple[int, int], *, zone_redundant: bool
    ) -> pulumi.Output[str]:
        # The plan comes after the subnet, so that a destroy takes it away first: Azure keeps what a plan holds on to.
        plan_name = pulumi.Output.all(args["plan_name"], args["outbound_subnet_id"]).apply(lambda values: values[0])
        plan = declare_plan(
            name,
            resource_group_name=args["resource_group_name"],
            plan_name=plan_name,
            location=args["location"],
            sku=args.get("plan_sku", "P1v3"),
            instances=instances,
            zone_redundant=zone_redundant,
            tags=args.get("tags"),
            parent=self,
        )
        return known_id(
            plan,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            name=args["plan_name"],
        )

    def _scale(self, name: str, args: WebAppArgs, instances: tuple[int, int], site: web.WebApp) -> None:
        setting_name = args.get("autoscale_setting_name", pulumi.Output.format("{0}-load", args["plan_name"]))
        setting = declare_autoscale(
            name,
            resource_group_name=args["resource_group_name"],
            setting_name=setting_name,
            location=args["location"],
            plan_id=self.plan_id,
            instances=instances,
            tags=args.get("tags"),
            # A plan that changes size while a site is made on it answers with a conflict.
            opts=stateless_child(self, depends_on=[site]),
        )
        setting_id = known_id(
            setting,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            autoscaleSettingName=setting_name,
        )
        self._diagnose(f"{name}-autoscale", args, _AUTOSCALE_TYPE, setting_id)

    def _serve(self, name: str, args: WebAppArgs, *, last_written: pulumi.Resource) -> None:
        self._diagnose(name, args, _SITE_TYPE, self.app_id)
        if "private_endpoint" in args:
            place_private_endpoint(
                name,
                args,
                args["private_endpoint"],
                # The id comes from the last write to the site, so that the private endpoint itself waits for it.
                target_id=known(last_written, self.app_id),
                target_type=_SITE_TYPE,
                group_id="sites",
                opts=stateless_child(self),
            )

    def _diagnose(self, name: str, args: WebAppArgs, target_type: str, target_id: pulumi.Output[str]) -> None:
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type=target_type,
                target_id=target_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=stateless_child(self),
            )


def _code_problems(args: WebAppArgs) -> list[str]:
    problems: list[str] = []
    if ("runtime" in args) == ("image" in args):
        problems.append("exactly one of runtime and image is needed")
    if "package_url" in args and "image" in args:
        problems.append("package_url and image exclude each other: the image holds the application")
    elif "package_url" in args and not runtime_runs_from_package(args.get("runtime", "")):
        problems.append(
            f"{args.get('runtime')} cannot run from package_url: Azure offers it for neither Python nor Java; "
            "deploy the package to the app, or use an image"
        )
    return problems
