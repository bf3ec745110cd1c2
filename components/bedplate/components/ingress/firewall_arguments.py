"""What the web application firewalls of Application Gateway and Azure Front Door are told alike."""

from typing import NotRequired

import pulumi

from bedplate.components.facts.waf_rules import managed_rules
from bedplate.components.shared.arguments import AzureResourceArgs


class WebFirewallArgs(AzureResourceArgs):
    """Whom a web application firewall lets in, and what it overlooks."""

    allowed_client_prefixes: NotRequired[list[pulumi.Input[str]]]
    """Address ranges that clients may come from, for example `203.0.113.0/24`; any address by default."""
    allowed_countries: NotRequired[list[pulumi.Input[str]]]
    """Countries that clients may come from, by two-letter code, for example `SE`; any country by default."""
    rate_limit_per_minute: NotRequired[pulumi.Input[int]]
    """Requests that one client address may send in a minute; 500 by default.

    All users of an office may share one address.
    """
    chat_text_arguments: NotRequired[list[pulumi.Input[str]]]
    """Parts of the names of the JSON fields that carry the text of a conversation; `content` by default.

    Rules that judge what a value says do not read these fields; all other rules do, and those rules read all other
    fields. With an empty list every rule reads every field, which blocks long conversations.
    """
    allow_file_uploads: NotRequired[bool]
    """Whether forms with files (`multipart/form-data`) pass; false by default."""


def chat_text_arguments(args: WebFirewallArgs) -> list[pulumi.Input[str]]:
    """Return the parts of the names of the fields that carry the text of a conversation."""
    if "chat_text_arguments" in args:
        return args["chat_text_arguments"]
    return [managed_rules().chat_text_argument]


def firewall_problems(args: WebFirewallArgs) -> list[str]:
    """Return what is wrong with the arguments, one sentence each."""
    given = {
        "allowed_client_prefixes": args.get("allowed_client_prefixes"),
        "allowed_countries": args.get("allowed_countries"),
    }
    return [
        f"{argument} is empty, which would let nobody in: leave it out to let everybody in"
        for argument, values in given.items()
        if values == []
    ]


def range_problems(what: str, value: object, minimum: int, maximum: int) -> list[str]:
    """Return a sentence if `value` is a number outside a range; what is not known yet cannot be judged."""
    if isinstance(value, int) and not minimum <= value <= maximum:
        return [f"{what} must lie between {minimum} and {maximum}, is {value}"]
    return []


def path_problems(what: str, value: object) -> list[str]:
    """Return a sentence if `value` is a text that is no path on a host."""
    if isinstance(value, str) and not value.startswith("/"):
        return [f"{what} must begin with a slash, is {value!r}"]
    return []
