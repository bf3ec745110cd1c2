"""What can write logs sends the ones that matter somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.facts import read_facts
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import children_of, hangs_nowhere, objects_at
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import UNKNOWN, same_word, value_at
from bedplate.policies.verdict import Verdict

_SETTINGS = "Microsoft.Insights/diagnosticSettings"
_APP_LOGS = "properties.appLogsConfiguration.destination"


def _judge(resource: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    settings = children_of(resources, resource, _SETTINGS)
    if same_word(resource.value(_APP_LOGS), "log-analytics"):
        yield Verdict(Outcome.PASS, "the environment sends its logs to a workspace itself", _APP_LOGS)
    elif settings:
        yield _of_settings(resource, settings)
    else:
        unknown = any(map(hangs_nowhere, resources.of_type(_SETTINGS)))
        reason = "no diagnostic setting sends its logs anywhere"
        yield Verdict(Outcome.UNDECIDED if unknown else Outcome.FAIL, reason)


def _of_settings(resource: Resource, settings: tuple[Resource, ...]) -> Verdict:
    row = next(row for name, row in read_facts("log_categories").items() if same_word(name, resource.type))
    found = [_written(each) for each in settings]
    written = {word for words, _sure in found for word in words}
    if "audit" in written:
        written.update(each.casefold() for each in row.get("audit", ()))
    missing = [each for each in row["required"] if each.casefold() not in written and "alllogs" not in written]
    if not missing:
        return Verdict(Outcome.PASS, "a diagnostic setting sends its logs")
    if not all(sure for _words, sure in found):
        return Verdict(Outcome.UNDECIDED, "which logs a diagnostic setting sends is not known before a deployment")
    return Verdict(Outcome.FAIL, f"no diagnostic setting sends {', '.join(missing)}")


def _written(setting: Resource) -> tuple[set[str], bool]:
    """Return the categories and groups that a setting sends, and whether these are all."""
    words: set[str] = set()
    sure = True
    for _path, log in objects_at(setting.body, "properties.logs"):
        enabled, names = value_at(log, "enabled"), [value_at(log, "category"), value_at(log, "categoryGroup")]
        if UNKNOWN in (enabled, *names):
            sure = False
        elif same_word(enabled, right=True):
            words.update(each.casefold() for each in names if isinstance(each, str))
    return words, sure


RULE = Rule(
    id="X-MON-01",
    title="The resource's logs are sent somewhere",
    severity=Severity.HIGH,
    pillar=Pillar.SECURITY,
    recommendation="SE:10",
    types=tuple(read_facts("log_categories")),
    judge=_judge,
    rationale="Azure keeps none of these logs by itself: after an attack nobody can tell who read or changed what.",
    fix="Declare a diagnostic setting on the resource with the categories that the reason names, or the group allLogs.",
    references=("https://learn.microsoft.com/azure/azure-monitor/reference/logs-index",),
    benchmark=("LT-3",),
)
