"""Arguments of an Application Gateway, and what is wrong with them."""

import re
from typing import NotRequired

import pulumi

from bedplate.components.ingress.firewall_arguments import (
    WebFirewallArgs,
    firewall_problems,
    path_problems,
    range_problems,
)

DEFAULT_MAXIMUM_CAPACITY = 10
"""Most instances of a gateway whose owner does not say."""

_VERSIONLESS_SECRET = re.compile(r"https://[^/]+/secrets/[^/]+/?", re.IGNORECASE)


class ApplicationGatewayArgs(WebFirewallArgs):
    """Arguments of `ApplicationGateway`."""

    gateway_name: pulumi.Input[str]
    """Name of the gateway."""
    waf_policy_name: pulumi.Input[str]
    """Name of its firewall policy."""
    public_ip_address_name: pulumi.Input[str]
    """Name of the address that clients connect to."""
    subnet_id: pulumi.Input[str]
    """ARM id of a subnet that holds nothing but gateways."""
    host_name: pulumi.Input[str]
    """Host name that clients ask for, for example `chat.contoso.com`; requests for others are refused."""
    certificate_secret_id: pulumi.Input[str]
    """Address of the host's certificate as a Key Vault secret, `https://<vault>.vault.azure.net/secrets/<name>`.

    Without a version: the gateway looks for a renewed certificate every four hours only then.
    """
    identity_id: pulumi.Input[str]
    """ARM id of a user-assigned identity that may read the certificate.

    Pass on a value that depends on the grant of its role: the gateway cannot be made before.
    """
    backend_fqdn: pulumi.Input[str]
    """Host name of the app, by which it is called and which its certificate must hold."""
    backend_health_path: pulumi.Input[str]
    """Path of the app that answers with a status of 200 to 399, without sign-in, while it is healthy."""
    zone_redundant: NotRequired[bool]
    """Whether gateway and address spread over the region's three zones; true by default."""
    minimum_capacity: NotRequired[pulumi.Input[int]]
    """Fewest instances, 0 to 125; 2 by default."""
    maximum_capacity: NotRequired[pulumi.Input[int]]
    """Most instances, 2 to 125; 10 by default. The subnet needs an address for each."""
    request_timeout: NotRequired[pulumi.Input[int]]
    """Seconds that the app may take until it answers, and between two parts of an answer; 240 by default."""
    maximum_body_kilobytes: NotRequired[pulumi.Input[int]]
    """Size of the largest request, 8 to 2000; 512 by default, which 128,000 tokens of English fit into.

    The firewall inspects all of it.
    """
    redirect_http: NotRequired[bool]
    """Whether port 80 is open too, to send clients to port 443; false by default, as what is sent there is readable."""
    ddos_ip_protection: NotRequired[bool]
    """Whether the address has DDoS protection of its own; false by default, as a plan for the network covers it."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the logs of gateway, firewall and address."""


def application_gateway_problems(args: ApplicationGatewayArgs) -> list[str]:
    """Return what is wrong with the arguments, one sentence each."""
    minimum, maximum = args.get("minimum_capacity"), args.get("maximum_capacity", DEFAULT_MAXIMUM_CAPACITY)
    problems = [
        *firewall_problems(args),
        *_certificate_problems(args["certificate_secret_id"]),
        *path_problems("backend_health_path", args["backend_health_path"]),
        *range_problems("minimum_capacity", minimum, 0, 125),
        *range_problems("maximum_capacity", maximum, 2, 125),
        # Azure waits for a connection to drain for an hour at most.
        *range_problems("request_timeout", args.get("request_timeout"), 1, 3600),
        *range_problems("maximum_body_kilobytes", args.get("maximum_body_kilobytes"), 8, 2000),
    ]
    if isinstance(minimum, int) and isinstance(maximum, int) and minimum > maximum:
        problems.append(f"minimum_capacity must not exceed maximum_capacity, {maximum}, is {minimum}")
    return problems


def _certificate_problems(secret_id: pulumi.Input[str]) -> list[str]:
    if not isinstance(secret_id, str) or _VERSIONLESS_SECRET.fullmatch(secret_id):
        return []
    expected = "https://<vault>/secrets/<name> without a version, as one with a version is never renewed"
    return [f"certificate_secret_id must be {expected}, is {secret_id!r}"]
