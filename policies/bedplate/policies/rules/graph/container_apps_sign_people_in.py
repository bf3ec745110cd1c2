"""Container apps that the internet reaches ask who is there."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.conditions import all_of, any_of, equals, none_of, some
from bedplate.policies.conditions.answer import Truth
from bedplate.policies.container_environments import environment_of
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import Tie, children_of
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.verdict import Verdict

_APP = "Microsoft.App/containerApps"
_GATEWAYS = ("Microsoft.ApiManagement/service/apis", "Microsoft.ApiManagement/service/backends")
_INGRESS = "properties.configuration.ingress"
_EXTERNAL = f"{_INGRESS}.external"
_PUBLISHED = all_of(
    equals(_EXTERNAL, expected=True, default=False), none_of(f"{_INGRESS}.transport", "tcp", default="auto")
)
_INSIDE = any_of(
    equals("properties.vnetConfiguration.internal", expected=True),
    equals("properties.publicNetworkAccess", "Disabled"),
)
_ASKS_OTHERWISE = any_of(
    equals(f"{_INGRESS}.clientCertificateMode", "require"),
    some(
        f"{_INGRESS}.ipSecurityRestrictions",
        all_of(equals("action", "Allow"), none_of("ipAddressRange", "0.0.0.0/0", "::/0", "*")),
        "a range that alone is let in",
    ),
)


def _judge(app: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    published, inside = _PUBLISHED.answer(app.body), _is_inside(app, resources)
    if published.truth is Truth.FAILS:
        yield Verdict(Outcome.NOT_APPLICABLE, "nobody outside its environment reaches it", _EXTERNAL, published.actual)
    elif inside is Truth.HOLDS:
        yield Verdict(Outcome.NOT_APPLICABLE, "only its network reaches it; whether people do cannot be told")
    elif children_of(resources, app, f"{_APP}/authConfigs"):
        yield Verdict(Outcome.PASS, "a sign-in is declared for it")
    elif any(app in resources.sources(each) for each in resources.of_type(*_GATEWAYS)):
        yield Verdict(Outcome.NOT_APPLICABLE, "API Management stands before it, and is asked who calls")
    else:
        asks = _ASKS_OTHERWISE.answer(app.body)
        yield _of_open(asks.truth, Truth.UNKNOWN in {published.truth, inside})


def _of_open(asks: Truth, unsure: bool) -> Verdict:  # noqa: FBT001 - a fact, not an option
    if asks is Truth.HOLDS:
        return Verdict(Outcome.PASS, "it lets in certificates or ranges that it knows", _INGRESS)
    if asks is Truth.UNKNOWN or unsure:
        return Verdict(Outcome.UNDECIDED, "who reaches it is not known before a deployment", _INGRESS)
    return Verdict(Outcome.FAIL, "the internet reaches it, and no sign-in is declared for it", _EXTERNAL, actual=True)


def _is_inside(app: Resource, resources: Resources) -> Truth:
    """Return whether only the network of its environment reaches an app."""
    found = environment_of(app, resources)
    if found.targets:
        return _INSIDE.answer(found.targets[0].body).truth
    return Truth.FAILS if found.tie is Tie.ABSENT else Truth.UNKNOWN


RULE = Rule(
    id="ACA-11",
    title="The container app that the internet reaches asks who is there",
    severity=Severity.MEDIUM,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(_APP,),
    judge=_judge,
    rationale="Without a sign-in anybody may use the app: a chat spends the model's quota, and answers from private "
    "documents for strangers.",
    fix="Declare an authConfigs named current below the app, or set configuration.ingress.external to false; where the "
    "app checks tokens itself, waive this with that reason.",
    references=(
        "https://learn.microsoft.com/azure/container-apps/authentication",
        "https://learn.microsoft.com/azure/container-apps/ingress-overview",
    ),
    benchmark=("IM-6",),
    azure_policy=("2b585559",),
    reads=(_EXTERNAL, f"{_INGRESS}.transport", *_ASKS_OTHERWISE.paths),
)
