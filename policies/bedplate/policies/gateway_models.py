"""Which APIs of a gateway lead to language models, and the policies that their calls pass."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from bedplate.policies.ancestors import ancestor, below
from bedplate.policies.facts import read_facts
from bedplate.policies.gateway_policy import SERVICE, GatewayPolicy, fragments_of, read_policy
from bedplate.policies.relations import children_of, link, name_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN, Value, same_word, value_at

API = f"{SERVICE}/apis"
_BACKENDS = f"{SERVICE}/backends"
_FOR_MODELS = (
    "azure-openai-emit-token-metric",
    "azure-openai-semantic-cache-lookup",
    "azure-openai-semantic-cache-store",
    "azure-openai-token-limit",
    "llm-content-safety",
    "llm-emit-token-metric",
    "llm-semantic-cache-lookup",
    "llm-semantic-cache-store",
    "llm-token-limit",
)
"""Statements that only make sense before a language model."""


def policies_of(api: Resource, resources: Resources) -> tuple[GatewayPolicy, ...]:
    """Return the policies that calls of an API pass: of the gateway, of products with it, its own, and fragments.

    Policies of single operations are left out: what they ask holds for their operation alone.
    """
    service = ancestor(resources, api, SERVICE)
    if service is None:
        return (GatewayPolicy(),)
    own = [read_policy(each) for each in children_of(resources, api, f"{API}/policies")]
    around = [each for each in _around(api, service, resources) if _is_kept(own)]
    found = [*own, *(read_policy(each) for each in around)]
    return (*found, *(each for policy in found for each in fragments_of(policy, service, resources)))


def leads_to_models(api: Resource, resources: Resources) -> bool | None:
    """Return whether calls of an API end at a language model; `None` where nobody can tell."""
    addresses = [api.value("properties.serviceUrl"), *_addresses(api, resources)]
    policies = policies_of(api, resources)
    if any(map(_is_of_models, addresses)) or any(each.statements(*_FOR_MODELS) for each in policies):
        return True
    return None if UNKNOWN in addresses or not all(each.known for each in policies) else False


def _around(api: Resource, service: Resource, resources: Resources) -> Iterator[Resource]:
    yield from children_of(resources, service, f"{SERVICE}/policies")
    for product in children_of(resources, service, f"{SERVICE}/products"):
        named = children_of(resources, product, f"{SERVICE}/products/apis")
        linked = children_of(resources, product, f"{SERVICE}/products/apiLinks")
        if any(same_word(name_of(each), name_of(api)) for each in named) or any(
            target is api for each in linked for target in link(resources, each, "properties.apiId", API).targets
        ):
            yield from children_of(resources, product, f"{SERVICE}/products/policies")


def _is_kept(own: list[GatewayPolicy]) -> bool:
    """Return whether an API's policy lets the policies around it act first."""
    return all(not policy.known or policy.statements("base", section="inbound") for policy in own)


def _addresses(api: Resource, resources: Resources) -> Iterator[Value]:
    """Yield the addresses that the policies of an API send calls to; `UNKNOWN` for one that is computed."""
    service = ancestor(resources, api, SERVICE)
    backends = below(resources, service, _BACKENDS) if service else ()
    for policy in policies_of(api, resources):
        for statement in policy.statements("set-backend-service"):
            name, address = statement.get("backend-id", ""), statement.get("base-url", "")
            if any("@" in each or "{{" in each for each in (name, address)):
                yield UNKNOWN
            elif name:
                yield from _addresses_of(name, backends)
            else:
                yield address


def _addresses_of(name: str, backends: tuple[Resource, ...]) -> Iterator[Value]:
    named = next((each for each in backends if same_word(name_of(each), name)), None)
    if named is None:
        yield UNKNOWN
    elif same_word(named.value("properties.type"), "Pool"):
        for _path, member in objects_at(named.body, "properties.pool.services"):
            id_ = value_at(member, "id")
            found = (each for each in backends if isinstance(id_, str) and same_word(each.id, id_))
            yield next((each.value("properties.url") for each in found), UNKNOWN)
    else:
        yield named.value("properties.url")


def _is_of_models(address: Value) -> bool:
    host = (urlsplit(address).hostname or "") if isinstance(address, str) else ""
    return any(host == each or host.endswith(f".{each}") for each in read_facts("model_hosts")["domains"])
