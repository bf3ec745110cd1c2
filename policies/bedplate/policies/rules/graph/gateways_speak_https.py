"""Application gateways take and pass on requests over HTTPS, and know whom they pass them to."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, same_word, value_at
from bedplate.policies.verdict import Verdict

_LISTENERS = "properties.httpListeners"
_BACKENDS = "properties.backendHttpSettingsCollection"
_PROBES = "properties.probes"
_RULES = "properties.requestRoutingRules"
_PROTOCOL = "properties.protocol"
_CHECKS = ("properties.validateCertChainAndExpiry", "properties.validateSNI")
"""Checks of the backend's certificate, which Azure makes unless they are turned off."""
_LISTENER, _REDIRECT = "properties.httpListener.id", "properties.redirectConfiguration.id"


def _judge(gateway: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    rules = [item for _path, item in objects_at(gateway.body, _RULES)]
    for path, listener in objects_at(gateway.body, _LISTENERS):
        yield _of(path, listener, redirects=_only_redirects(value_at(listener, "name"), rules))
    for path, backend in objects_at(gateway.body, _BACKENDS):
        speaks = _of(path, backend, redirects=False)
        yield _of_certificate(path, backend) if speaks.outcome is Outcome.PASS else speaks
    for path, probe in objects_at(gateway.body, _PROBES):
        # A probe of TCP sends nothing that could be read.
        opens = same_word(value_at(probe, _PROTOCOL), "Tcp")
        yield Verdict(Outcome.PASS, path=path) if opens else _of(path, probe, redirects=False)


def _of_certificate(path: str, backend: Value) -> Verdict:
    checks = {f"{path}.{name}": value_at(backend, name) for name in _CHECKS}
    for place, value in checks.items():
        if same_word(value, right=False):
            return Verdict(Outcome.FAIL, f"{place} is false, so whoever answers is taken for the backend", place, value)
    for place, value in checks.items():
        if value is UNKNOWN:
            return Verdict(Outcome.UNDECIDED, f"{place} is not known before a deployment", place, value)
    return Verdict(Outcome.PASS, path=path)


def _of(path: str, item: Value, *, redirects: bool | None) -> Verdict:
    protocol, place = value_at(item, _PROTOCOL), f"{path}.{_PROTOCOL}"
    if protocol is UNKNOWN:
        return Verdict(Outcome.UNDECIDED, f"{place} is not known before a deployment", place, protocol)
    if same_word(protocol, "Https") or same_word(protocol, "Tls"):
        return Verdict(Outcome.PASS, path=place)
    if redirects:
        return Verdict(Outcome.PASS, "the listener leads to another address only", place, protocol)
    if redirects is None:
        return Verdict(
            Outcome.UNDECIDED, "which rules are the listener's is not known before a deployment", place, UNKNOWN
        )
    return Verdict(Outcome.FAIL, f"{place} is {'not set' if protocol in (MISSING, '') else protocol}", place, protocol)


def _only_redirects(name: Value, rules: list[Value]) -> bool | None:
    """Return whether a listener has rules, and all of them redirect; `None` where nobody can tell which are its own."""
    end = f"/httplisteners/{name}".casefold()
    ids = [value_at(each, _LISTENER) for each in rules]
    redirects = [value_at(each, _REDIRECT) is not MISSING for each in rules]
    own = [each for id_, each in zip(ids, redirects, strict=True) if str(id_).casefold().endswith(end)]
    hidden = [each for id_, each in zip(ids, redirects, strict=True) if name is UNKNOWN or id_ is UNKNOWN]
    if not all(own):
        return False
    return None if any(hidden) else bool(own)


RULE = Rule(
    id="NET-27",
    title="The application gateway speaks HTTPS on both sides, and checks certificates of backends",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:07",
    types=("Microsoft.Network/applicationGateways",),
    judge=_judge,
    rationale="Over plain HTTP prompts, answers and session cookies can be read on the way; with a certificate that "
    "nobody checks, anybody on the way can pose as the backend.",
    fix="Set protocol of listeners, probes and backendHttpSettingsCollection to Https; redirect listeners of plain "
    "HTTP; leave validateCertChainAndExpiry and validateSNI out, or true.",
    references=(
        "https://learn.microsoft.com/azure/application-gateway/ssl-overview",
        "https://learn.microsoft.com/azure/application-gateway/configuration-http-settings",
    ),
    benchmark=("DP-3",),
    psrule=("Azure.AppGw.UseHTTPS",),
    reads=(_LISTENERS, _BACKENDS, _PROBES, _RULES),
)
