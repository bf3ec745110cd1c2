"""Small sets of resources for the tests of graph rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Rule
from tests.policies.cases import GROUP


def declared(path: str, body: Mapping[str, Any] | None = None, **fields: Any) -> Resource:
    """Return a resource from the end of its id, as `Microsoft.KeyVault/vaults/kv`; the last name is its key."""
    namespace, *rest = path.rpartition("/providers/")[2].split("/")
    return Resource(
        key=fields.pop("key", rest[-1]),
        type="/".join([namespace, *rest[::2]]),
        id=f"{GROUP}/providers/{path}",
        body={"name": "/".join(rest[1::2]), **(body or {})},
        **fields,
    )


def without_id(key: str, type_: str, body: Mapping[str, Any], *made_from: str, path: str = "name") -> Resource:
    """Return a resource whose id is not known, with a value that is made from others."""
    return Resource(key=key, type=type_, body=body, references={path: made_from}, depends_on=made_from)


def outcomes_of(rule: Rule, *resources: Resource, **parameters: Any) -> list[Outcome]:
    """Return what a rule says of some resources, in their order."""
    return [finding.verdict.outcome for finding in check(Resources(resources), [rule], {rule.id: parameters})]


def reasons_of(rule: Rule, *resources: Resource, **parameters: Any) -> list[str]:
    """Return why it says so."""
    return [finding.verdict.reason for finding in check(Resources(resources), [rule], {rule.id: parameters})]
