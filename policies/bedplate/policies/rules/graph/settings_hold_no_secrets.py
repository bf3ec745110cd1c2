"""Settings of applications hold no keys, passwords or connection strings with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import name_of, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, SECRET, Value, is_hidden, same_word, value_at
from bedplate.policies.verdict import Verdict

_SITES = ("Microsoft.Web/sites", "Microsoft.Web/sites/slots")
_CONFIGS = ("Microsoft.Web/sites/config", "Microsoft.Web/sites/slots/config")
_CONTAINERS = ("Microsoft.App/containerApps", "Microsoft.App/jobs")
_HOLDS_A_SECRET = re.compile(
    r"(AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd|ApiKey)\s*=|[?&]sig=", re.IGNORECASE
)
_NAMES_A_SECRET = re.compile(r"(^|_)(API_?KEY|ACCESS_?KEY|ACCOUNT_?KEY|KEY|SECRET|PASSWORD|PWD|TOKEN)$")
# Names of what is no secret; where keys are off, the connection string of Application Insights is an address as well.
_ADDRESS = re.compile(
    r"APPLICATION_?INSIGHTS_(CONNECTION|AUTHENTICATION)_?STRING|(ID|ENDPOINT|HOST|NAME|REGION|UR[IL])$"
)
_REFERENCE = "@microsoft.keyvault("

_Setting: TypeAlias = tuple[str, Value, Value]
"""Path, name and value."""


def _judge(resource: Resource, _resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    verdicts = [_verdict(path, name, value) for path, name, value in _settings(resource)]
    wrong = [each for each in verdicts if each.outcome is not Outcome.PASS]
    yield from wrong or [Verdict(Outcome.PASS, "no setting holds a secret")]


def _settings(resource: Resource) -> Iterator[_Setting]:
    body = resource.body
    if _is_one_of(resource, _SITES):
        yield from _listed(body, "properties.siteConfig.appSettings", "value")
        yield from _listed(body, "properties.siteConfig.connectionStrings", "connectionString")
    elif _is_one_of(resource, _CONTAINERS):
        for kind in ("containers", "initContainers"):
            for path, container in objects_at(body, f"properties.template.{kind}"):
                found = _listed(container, "env", "value")
                yield from ((f"{path}.{place}", name, value) for place, name, value in found)
        yield from _listed(body, "properties.configuration.secrets", "value")
    elif name_of(resource).casefold() == "appsettings":
        yield from ((path, path.rsplit(".", 1)[-1], value) for path, value in objects_at(body, "properties"))
    elif name_of(resource).casefold() == "connectionstrings":
        yield from ((path, path, value_at(item, "value")) for path, item in objects_at(body, "properties"))


def _is_one_of(resource: Resource, types: tuple[str, ...]) -> bool:
    return any(same_word(resource.type, each) for each in types)


def _listed(body: Value, path: str, key: str) -> Iterator[_Setting]:
    for place, item in objects_at(body, path):
        yield place, value_at(item, "name"), value_at(item, key)


def _verdict(path: str, name: Value, value: Value) -> Verdict:
    said = name if isinstance(name, str) else f"a setting in {path}"
    word = said.upper().replace("-", "_")
    suspicious = bool(_NAMES_A_SECRET.search(word))
    text = value if isinstance(value, str) else ""
    if _HOLDS_A_SECRET.search(text) or (
        suspicious and (value is SECRET or (text and not text.casefold().startswith(_REFERENCE)))
    ):
        return Verdict(Outcome.FAIL, f"{said} holds a secret", path, SECRET)
    if value is MISSING or text or value == "" or _ADDRESS.search(word):
        return Verdict(Outcome.PASS)
    if is_hidden(value):
        return Verdict(Outcome.UNDECIDED, f"whether {said} holds a secret cannot be told here", path, value)
    return Verdict(Outcome.PASS)


RULE = Rule(
    id="X-IAM-02",
    title="Settings of applications hold no secrets",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:09",
    types=(*_SITES, *_CONFIGS, *_CONTAINERS),
    judge=_judge,
    rationale="Everybody who may look at the application reads its settings, and they stay in logs and exports.",
    fix="Let the application sign in with its identity, or refer to a secret in Key Vault.",
    references=(
        "https://learn.microsoft.com/azure/app-service/app-service-key-vault-references",
        "https://learn.microsoft.com/azure/container-apps/manage-secrets",
    ),
    benchmark=("IM-3",),
    reads=(
        "properties.siteConfig.appSettings",
        "properties.template.containers",
        "properties.template.initContainers",
        "properties.configuration.secrets",
    ),
)
