"""Policies of API Management: XML documents in a property of a resource, read without trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from bedplate.policies.policy_expressions import with_escaped_expressions
from bedplate.policies.relations import children_of, name_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import MISSING

SERVICE = "Microsoft.ApiManagement/service"
FRAGMENTS = f"{SERVICE}/policyFragments"
POLICIES = (
    f"{SERVICE}/policies",
    f"{SERVICE}/products/policies",
    f"{SERVICE}/apis/policies",
    f"{SERVICE}/apis/operations/policies",
)
"""ARM types of policies, from the widest scope to the narrowest."""


Statement: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - lxml has no other name for it
"""An element of a policy: its name is `tag`, its attributes come from `get`."""


@dataclass(frozen=True, slots=True)
class GatewayPolicy:
    """The document of one policy or fragment, as far as it can be read."""

    root: Statement | None = None
    """Its outermost element; `None` where the text is not known or no XML."""
    fault: str = ""
    """Why the text is no policy."""

    @property
    def known(self) -> bool:
        """Whether there is a text to judge, right or wrong."""
        return self.root is not None or bool(self.fault)

    def section(self, name: str) -> Statement | None:
        """Return a section: inbound, backend, outbound or on-error."""
        return None if self.root is None else self.root.find(name)

    def statements(self, *names: str, section: str = "") -> tuple[Statement, ...]:
        """Return the statements with some names at any depth, in their order.

        Args:
            names: names of statements, for example `validate-jwt`.
            section: the section to look in; the whole document by default.
        """
        below = self.section(section) if section else self.root
        return () if below is None else tuple(below.iter(*names))


def read_policy(resource: Resource) -> GatewayPolicy:
    """Return the policy in a resource's `properties.value`.

    External entities, document types and addresses of texts that lie elsewhere are never followed.
    """
    value, written = resource.value("properties.value"), resource.value("properties.format")
    format_ = "xml" if written is MISSING else written
    if value is MISSING or value == "":
        return GatewayPolicy(fault="there is no policy text")
    if not isinstance(value, str) or not isinstance(format_, str) or format_.casefold().endswith("-link"):
        return GatewayPolicy()
    return _parsed(with_escaped_expressions(value) if format_.casefold() == "rawxml" else value)


def fragments_of(policy: GatewayPolicy, service: Resource | None, resources: Resources) -> tuple[GatewayPolicy, ...]:
    """Return the fragments that a policy includes, and those that they include; one that is not declared is unknown.

    Args:
        policy: the policy that includes them.
        service: the service that keeps them; `None` where it is not known.
        resources: all that is declared.
    """
    declared = children_of(resources, service, FRAGMENTS) if service else ()
    by_name = {name_of(each).casefold(): each for each in declared}
    found: dict[str, GatewayPolicy] = {}
    waiting = [policy]
    while waiting:
        for include in waiting.pop().statements("include-fragment"):
            name = include.get("fragment-id", "").casefold()
            if name not in found:
                found[name] = read_policy(by_name[name]) if name in by_name else GatewayPolicy()
                waiting.append(found[name])
    return tuple(found.values())


def _parsed(text: str) -> GatewayPolicy:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return GatewayPolicy(fault="the policy declares a document type, which no policy may")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return GatewayPolicy(etree.fromstring(text.strip().encode(), parser))
    except etree.XMLSyntaxError as error:
        return GatewayPolicy(fault=f"the policy is not well-formed XML: {error.msg}")
