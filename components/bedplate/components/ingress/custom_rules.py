"""The rules of our own that both kinds of web application firewall check before Microsoft's, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import pulumi

from bedplate.components.ingress.firewall_arguments import WebFirewallArgs

_DEFAULT_RATE_LIMIT = 500


class RequestPart(Enum):
    """What of a request a rule looks at."""

    CLIENT_ADDRESS = auto()
    """Address that the connection comes from, which a client cannot forge as it can a header."""
    CONTENT_TYPE = auto()
    """Value of the header `Content-Type`, in lower case."""
    ADDRESS = auto()
    """What the client asks for: path and query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockingRule:
    """A rule that blocks the requests it matches, or those beyond a limit."""

    name: str
    """Letters only: Azure Front Door refuses anything but letters and digits."""
    priority: int
    """Lower is checked first; unique."""
    part: RequestPart
    """What the rule looks at."""
    operator: str
    """How it compares, by the word that both services use: `IPMatch`, `GeoMatch` or `Contains`."""
    values: Sequence[pulumi.Input[str]]
    """What it compares with; one match is enough."""
    negated: bool = False
    """Whether the rule matches where no value does."""
    requests_per_minute: pulumi.Input[int] | None = None
    """How many matching requests one client address may send in a minute; with `None` not one."""


def blocking_rules(args: WebFirewallArgs) -> list[BlockingRule]:
    """Return the rules of a firewall in the order in which it checks them."""
    return [*_client_rules(args), *_upload_rules(args), _rate_limit(args)]


def _client_rules(args: WebFirewallArgs) -> list[BlockingRule]:
    rules: list[BlockingRule] = []
    if "allowed_client_prefixes" in args:
        rules.append(
            BlockingRule(
                name="BlockOtherAddresses",
                priority=10,
                part=RequestPart.CLIENT_ADDRESS,
                operator="IPMatch",
                values=args["allowed_client_prefixes"],
                negated=True,
            )
        )
    if "allowed_countries" in args:
        rules.append(
            BlockingRule(
                name="BlockOtherCountries",
                priority=20,
                part=RequestPart.CLIENT_ADDRESS,
                operator="GeoMatch",
                values=args["allowed_countries"],
                negated=True,
            )
        )
    return rules


def _upload_rules(args: WebFirewallArgs) -> list[BlockingRule]:
    if args.get("allow_file_uploads"):
        return []
    return [
        BlockingRule(
            name="BlockFileUploads",
            priority=30,
            part=RequestPart.CONTENT_TYPE,
            operator="Contains",
            values=["multipart/form-data"],
        )
    ]


def _rate_limit(args: WebFirewallArgs) -> BlockingRule:
    return BlockingRule(
        name="LimitRate",
        priority=40,
        part=RequestPart.ADDRESS,
        operator="Contains",
        values=["/"],
        requests_per_minute=args.get("rate_limit_per_minute", _DEFAULT_RATE_LIMIT),
    )
