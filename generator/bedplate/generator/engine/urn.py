"""URNs as the Pulumi engine makes them.

A URN is `urn:pulumi:<stack>::<project>::<types of the parents and its own, joined by $>::<name>`. The
stack's own type never stands in that chain.
"""

from __future__ import annotations

STACK_TYPE = "pulumi:pulumi:Stack"
_PREFIX = "urn:pulumi:"


def is_urn(text: str) -> bool:
    """Return whether a text has the form of a URN."""
    return text.startswith(_PREFIX) and len(text.split("::", 3)) == 4  # noqa: PLR2004 - stack, project, types, name


def make_urn(stack: str, project: str, parent: str, type_: str, name: str) -> str:
    """Return the URN of a resource.

    Args:
        stack: the stack's name.
        project: the project's name.
        parent: the parent's URN; empty without one.
        type_: the resource's own type token.
        name: its logical name.
    """
    above = qualified_type(parent) if parent else ""
    chain = f"{above}${type_}" if above and above != STACK_TYPE else type_
    return f"{_PREFIX}{stack}::{project}::{chain}::{name}"


def stack_urn(stack: str, project: str) -> str:
    """Return the URN of the stack's own node."""
    return make_urn(stack, project, "", STACK_TYPE, f"{project}-{stack}")


def qualified_type(urn: str) -> str:
    """Return the chain of types of a URN, for example `acme:net:Zone$azure-native:network:Subnet`."""
    parts = urn.split("::", 3)
    return parts[2] if len(parts) > 2 else ""  # noqa: PLR2004 - stack, project, then the types


def name_of(urn: str) -> str:
    """Return the logical name in a URN."""
    return urn.split("::", 3)[-1]


def type_of(urn: str) -> str:
    """Return the resource's own type in a URN, without its parents'."""
    return qualified_type(urn).rsplit("$", 1)[-1]
