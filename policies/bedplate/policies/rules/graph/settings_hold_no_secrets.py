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

_SITE, _CONFIG, _CONTAINER_APP = "Microsoft.Web/sites", "Microsoft.Web/sites/config", "Microsoft.App/containerApps"
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
    if same_word(resource.type, _SITE):
        yield from _listed(body, "properties.siteConfig.appSettings", "value")
        yield from _listed(body, "properties.siteConfig.connectionStrings", "connectionString")
    elif same_word(resource.type, _CONTAINER_APP):
        for path, container in objects_at(body, "properties.template.containers"):
            yield from ((f"{path}.{place}", name, value) for place, name, value in _listed(container, "env", "value"))
        yield from _listed(body, "properties.configuration.secrets", "value")
    elif name_of(resource).casefold() == "appsettings":
        yield from ((path, path.rsplit(".", 1)[-1], value) for path, value in objects_at(body, "properties"))
    elif name_of(resource).casefold() == "connectionstrings":
        yield from ((path, path, value_at(item, "value")) for path, item in objects_at(body, "properties"))


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
    types=(_SITE, _CONFIG, _CONTAINER_APP),
    judge=_judge,
    rationale="Everybody who may look at the application reads its settings, and they stay in logs and exports.",
    fix="Let the application sign in with its identity, or refer to a secret in Key Vault.",
    references=(
        "https://learn.microsoft.com/azure/app-service/app-service-key-vault-references",
        "https://learn.microsoft.com/azure/container-apps/manage-secrets",
    ),
    benchmark=("IM-3",),
    reads=("properties.siteConfig.appSettings", "properties.template.containers", "properties.configuration.secrets"),
)
