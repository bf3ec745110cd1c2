"""A gateway policy that checks tokens says whose it takes, and made for whom."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from bedplate.policies.gateway_policy import FRAGMENTS, POLICIES, Statement, read_policy
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN
from bedplate.policies.verdict import Verdict

_TEXT = "properties.value"
_ENTRA, _ANY = "validate-azure-ad-token", "validate-jwt"
_EVERY_TENANT = {"", "common", "organizations", "consumers"}
_SIGN_IN = ("login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn")
_FOR_WHOM = ("audience", "application-id")
_CLAIMS = {"aud", "azp", "appid"}


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    policy = read_policy(resource)
    if not policy.known:
        yield Verdict(Outcome.UNDECIDED, "the policy is not known before a deployment", _TEXT, UNKNOWN)
        return
    checks = policy.statements(_ENTRA, _ANY)
    if not checks:
        yield Verdict(Outcome.NOT_APPLICABLE, policy.fault or "it checks no tokens", _TEXT)
    for check in checks:
        fault = _fault(check)
        reason = f"{check.tag} {fault or 'says whose tokens it takes'}"
        yield Verdict(Outcome.FAIL if fault else Outcome.PASS, reason, _TEXT)


def _fault(check: Statement) -> str:
    if not _is_of_known_tenant(check):
        return "takes tokens of every tenant"
    claims = {claim.get("name", "").casefold() for claim in check.iter("claim")}
    if not (_texts(check, *_FOR_WHOM) or claims & _CLAIMS):
        return "takes tokens that were made for anybody"
    return ""


def _is_of_known_tenant(check: Statement) -> bool:
    if check.tag == _ENTRA:
        return check.get("tenant-id", "").casefold() not in _EVERY_TENANT
    if _texts(check, "issuer") or any(each.get("name", "").casefold() == "tid" for each in check.iter("claim")):
        return True
    return all(map(_names_tenant, (each.get("url", "") for each in check.iter("openid-config"))))


def _names_tenant(address: str) -> bool:
    """Return whether the keys at an address are those of one tenant, or of somebody who is not Microsoft Entra ID."""
    parts = urlsplit(address)
    return parts.hostname not in _SIGN_IN or parts.path.strip("/").split("/")[0].casefold() not in _EVERY_TENANT


def _texts(check: Statement, *names: str) -> list[str]:
    return [each.text for each in check.iter(*names) if each.text and each.text.strip()]


RULE = Rule(
    id="X-GW-07",
    title="A gateway policy that checks tokens says whose it takes, and made for whom",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:05",
    types=(*POLICIES, FRAGMENTS),
    judge=_judge,
    rationale="A token of any tenant, or one that was made for another API, otherwise opens the models: anybody can "
    "make a tenant.",
    fix="Name the tenant in tenant-id, or in the address of openid-config, and audiences or client-application-ids.",
    references=(
        "https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy",
        "https://learn.microsoft.com/azure/api-management/validate-jwt-policy",
    ),
    benchmark=("IM-1",),
    reads=(_TEXT,),
)
