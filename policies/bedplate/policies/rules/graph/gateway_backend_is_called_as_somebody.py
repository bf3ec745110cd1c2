"""The gateway calls a backend as somebody, and not with a key."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.ancestors import ancestor, below
from bedplate.policies.conditions import Truth, any_of, is_given
from bedplate.policies.gateway_policy import POLICIES, SERVICE, GatewayPolicy, fragments_of, read_policy
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import name_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, Value, is_object, value_at
from bedplate.policies.verdict import Verdict

_CREDENTIALS = "properties.credentials"
_KEYS = {"api-key", "ocp-apim-subscription-key", "x-functions-key", "code", "key", "apikey", "x-api-key"}
_PROVEN = any_of(
    *(
        is_given(f"{_CREDENTIALS}.{proof}")
        for proof in ("authorization", "certificate", "certificateIds", "managedIdentity")
    )
)
_AS_ITSELF = ("authentication-managed-identity", "authentication-certificate", "get-authorization-context")


def _judge(backend: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    credentials = backend.value(_CREDENTIALS)
    key, proven = next(_keys_in(credentials), ""), _PROVEN.answer(backend.body).truth
    if str(backend.value("properties.type")).casefold() == "pool":
        yield Verdict(Outcome.NOT_APPLICABLE, "it is a pool: its members are called, not it")
    elif key:
        yield Verdict(Outcome.FAIL, f"{_CREDENTIALS} sends the key {key}", _CREDENTIALS)
    elif proven is Truth.HOLDS:
        yield Verdict(Outcome.PASS, path=_CREDENTIALS)
    elif proven is Truth.UNKNOWN:
        yield Verdict(Outcome.UNDECIDED, f"{_CREDENTIALS} is not known before a deployment", _CREDENTIALS)
    else:
        yield _of_policies(backend, ancestor(resources, backend, SERVICE), resources)


def _keys_in(credentials: Value) -> Iterator[str]:
    for place in ("header", "query"):
        found = value_at(credentials, place)
        yield from (name for name in found if name.casefold() in _KEYS) if is_object(found) else ()


def _of_policies(backend: Resource, service: Resource | None, resources: Resources) -> Verdict:
    """Judge by the policies that send calls to the backend, or to a pool that it is in."""
    policies = [read_policy(each) for each in below(resources, service, *POLICIES)] if service else []
    names = {name_of(backend).casefold(), *(_pools_of(backend, service, resources) if service else ())}
    routes = [policy for policy in policies if _sends_to(policy, names)]
    everywhere = [read_policy(each) for each in below(resources, service, f"{SERVICE}/policies")] if service else []
    fragments = [each for policy in (*routes, *everywhere) for each in fragments_of(policy, service, resources)]
    shared = any(each.statements(*_AS_ITSELF) for each in (*everywhere, *fragments))
    if shared or (routes and all(policy.statements(*_AS_ITSELF) for policy in routes)):
        return Verdict(Outcome.PASS, "the policy that sends calls to it proves who calls")
    if service is None or not all(each.known for each in (*policies, *fragments)):
        return Verdict(Outcome.UNDECIDED, "a policy that may send calls to it is not known here", _CREDENTIALS)
    return Verdict(
        Outcome.FAIL, f"{_CREDENTIALS} is not set, and no policy that sends calls to it proves who calls", _CREDENTIALS
    )


def _pools_of(backend: Resource, service: Resource, resources: Resources) -> Iterator[str]:
    for pool in below(resources, service, f"{SERVICE}/backends"):
        for _path, member in objects_at(pool.body, "properties.pool.services"):
            id_ = value_at(member, "id")
            named = isinstance(id_, str) and id_.casefold().endswith(f"/backends/{name_of(backend).casefold()}")
            if named or (id_ is UNKNOWN and _made_from(pool, backend)):
                yield name_of(pool).casefold()


def _made_from(pool: Resource, backend: Resource) -> bool:
    return any(backend.key in keys for path, keys in pool.references.items() if path.startswith("properties.pool"))


def _sends_to(policy: GatewayPolicy, names: set[str]) -> bool:
    return any(each.get("backend-id", "").casefold() in names for each in policy.statements("set-backend-service"))


RULE = Rule(
    id="APIM-13",
    title="The gateway calls the backend as somebody, and not with a key",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(f"{SERVICE}/backends",),
    judge=_judge,
    rationale="A key in the gateway is a secret to lose, and a backend that asks for nothing takes calls from "
    "everybody.",
    fix="Write authentication-managed-identity into the policy that sets the backend, or set credentials without a "
    "key.",
    references=(
        "https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy",
        "https://learn.microsoft.com/azure/api-management/backends",
    ),
    benchmark=("IM-4",),
    azure_policy=("c15dcc82",),
    reads=(_CREDENTIALS, "properties.type"),
)
