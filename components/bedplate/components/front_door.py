"""An Azure Front Door with a web application firewall, the way into a chat from all over the world."""

from typing import Any

import pulumi
from pulumi_azure_native import cdn

from bedplate.components.ingress.front_door_arguments import FrontDoorArgs, FrontDoorParts, front_door_problems
from bedplate.components.ingress.front_door_firewall import declare_front_door_firewall
from bedplate.components.ingress.front_door_routing import (
    ORIGIN_GROUP_NAME,
    custom_domain_name,
    declare_domain,
    declare_endpoint,
    declare_origin,
    declare_origin_group,
    declare_route,
    declare_security_policy,
)
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.options import stateless_child

_REQUEST_TIMEOUT = 240


class FrontDoor(pulumi.ComponentResource):
    """A door that serves one app over TLS, lets the firewall block, and reaches the app through a private link alone.

    Two things are left to people, since Azure invents what they act on only while it deploys:

    The owner of the app approves the private link; until then the door answers with an error. It is the pending one
    among the target's private endpoint connections that has this door's `request_message`:
    `az network private-endpoint-connection list --id <target>`, then `approve --id <connection>`. There are resources
    of that kind (`web.WebAppPrivateEndpointConnection`), but they want the connection's name, which is random.

    The owner of the DNS zone proves the host name of one's own with a TXT record `_dnsauth.<host>` that holds
    `domain_validation_token`, and points the host by CNAME to `endpoint_host_name`.

    Raises:
        ValueError: an argument has a value that Azure or this component refuses; all problems at once.
    """

    profile_id: pulumi.Output[str]
    """ARM id of the profile."""
    profile_name: pulumi.Output[str]
    """Name of the profile."""
    endpoint_id: pulumi.Output[str]
    """ARM id of the endpoint."""
    endpoint_host_name: pulumi.Output[str]
    """Host name that Azure made for the endpoint, unknown until then."""
    front_door_id: pulumi.Output[str]
    """What the door says in the header `X-Azure-FDID` to the app, unknown until Azure has made it."""
    principal_id: pulumi.Output[str]
    """Object id of the profile's own identity, unknown until Azure has made it."""
    waf_policy_id: pulumi.Output[str]
    """ARM id of the firewall policy."""
    request_message: pulumi.Output[str]
    """What the request for approval says that the app's owner finds."""
    domain_validation_token: pulumi.Output[str]
    """Value of the TXT record that proves the host name of one's own, unknown until Azure has made it.

    Empty without such a host name.
    """

    def __init__(self, name: str, args: FrontDoorArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        problems = front_door_problems(args)
        if problems:
            raise ValueError(f"front door {name!r}:\n  " + "\n  ".join(problems))
        super().__init__("bedplate:index:FrontDoor", name, dict(args), opts)
        policy = declare_front_door_firewall(
            name, args, policy_name=args["waf_policy_name"], opts=pulumi.ResourceOptions(parent=self)
        )
        self.waf_policy_id = known_id(
            policy,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            policyName=args["waf_policy_name"],
        )
        profile = _declare_profile(name, args, parent=self)
        self.profile_name = known(profile, args["profile_name"])
        self.profile_id = self._id_of(args, profile)
        self.front_door_id = profile.front_door_id
        self.principal_id = profile.identity.apply(_principal_id)
        self.request_message = known(profile, _request_message(args))
        self._serve(name, args)
        if "log_analytics_workspace_id" in args:
            diagnose(
                name,
                target_type="Microsoft.Cdn/profiles",
                target_id=self.profile_id,
                workspace_id=args["log_analytics_workspace_id"],
                opts=stateless_child(self),
            )
        self.register_outputs(
            {
                "profile_id": self.profile_id,
                "profile_name": self.profile_name,
                "endpoint_id": self.endpoint_id,
                "endpoint_host_name": self.endpoint_host_name,
                "front_door_id": self.front_door_id,
                "principal_id": self.principal_id,
                "waf_policy_id": self.waf_policy_id,
                "request_message": self.request_message,
                "domain_validation_token": self.domain_validation_token,
            }
        )

    def _serve(self, name: str, args: FrontDoorArgs) -> None:
        origin = args["origin"]
        parts: FrontDoorParts = {
            "resource_group_name": args["resource_group_name"],
            "profile_name": self.profile_name,
        }
        endpoint = declare_endpoint(
            name, parts, args["endpoint_name"], tags=args.get("tags"), opts=pulumi.ResourceOptions(parent=self)
        )
        self.endpoint_id = self._id_of(args, endpoint, endpointName=args["endpoint_name"])
        self.endpoint_host_name = endpoint.host_name
        origin_group = declare_origin_group(name, parts, origin["health_path"], self._after(endpoint))
        declared_origin = declare_origin(
            name,
            parts,
            origin,
            location=origin.get("private_link_location", args["location"]),
            request_message=self.request_message,
            opts=self._after(origin_group),
        )
        before, domain_id = self._domain(name, args, parts, after=declared_origin)
        security_policy = declare_security_policy(
            name,
            parts,
            waf_policy_id=self.waf_policy_id,
            domain_ids=[self.endpoint_id, *([] if domain_id is None else [domain_id])],
            opts=self._after(before),
        )
        declare_route(
            name,
            parts,
            endpoint_name=args["endpoint_name"],
            origin_group_id=self._id_of(args, origin_group, originGroupName=ORIGIN_GROUP_NAME),
            domain_id=domain_id,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[declared_origin, security_policy]),
        )

    def _domain(
        self, name: str, args: FrontDoorArgs, parts: FrontDoorParts, *, after: pulumi.Resource
    ) -> tuple[pulumi.Resource, pulumi.Output[str] | None]:
        """Return what the next part waits for, and the id of the host name of one's own where there is one."""
        if "custom_domain" not in args:
            self.domain_validation_token = pulumi.Output.from_input("")
            return after, None
        host_name = pulumi.Output.from_input(args["custom_domain"]["host_name"])
        domain = declare_domain(name, parts, args["custom_domain"], self._after(after))
        self.domain_validation_token = domain.validation_properties.apply(_validation_token)
        return domain, self._id_of(args, domain, customDomainName=host_name.apply(custom_domain_name))

    def _id_of(
        self, args: FrontDoorArgs, part: pulumi.CustomResource, **names: pulumi.Input[str]
    ) -> pulumi.Output[str]:
        return known_id(
            part,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            profileName=args["profile_name"],
            **names,
        )

    def _after(self, declared: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=[declared])


def _declare_profile(name: str, args: FrontDoorArgs, *, parent: pulumi.Resource) -> cdn.Profile:
    return cdn.Profile(
        name,
        resource_group_name=args["resource_group_name"],
        profile_name=args["profile_name"],
        location="global",
        sku={"name": cdn.SkuName.PREMIUM_AZURE_FRONT_DOOR},
        identity={"type": cdn.ManagedServiceIdentityType.SYSTEM_ASSIGNED},
        origin_response_timeout_seconds=args.get("request_timeout", _REQUEST_TIMEOUT),
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _request_message(args: FrontDoorArgs) -> pulumi.Input[str]:
    origin = args["origin"]
    if "request_message" in origin:
        return origin["request_message"]
    return pulumi.Output.format("Access of Azure Front Door {0}", args["profile_name"])


def _principal_id(identity: Any) -> str:
    principal_id: str = identity.principal_id
    return principal_id


def _validation_token(validation: Any) -> str:
    token: str = validation.validation_token
    return token
