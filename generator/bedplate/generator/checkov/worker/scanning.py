"""One scan: checkov's ARM runner over resources, with everything that its checks say of them."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .asked_values import Asked, asking
from .patches import patch
from .templates import FILE, START, Template
from .tracked_values import Reads, tracked


class Checkov:
    """checkov's ARM runner, imported once.

    It runs as it does for files, except for what `patches` says, its file reader, and the handler that takes a check
    that broke down for one that does not apply.
    """

    def __init__(self) -> None:
        # Read at import: other levels write to stderr what is no fault.
        os.environ.update(LOG_LEVEL="ERROR", CHECKOV_CHECK_FAIL_LEVEL="OFF")
        self.version: str = importlib.import_module("checkov.version").version
        self._runner: Any = importlib.import_module("checkov.arm.runner")
        filters = importlib.import_module("checkov.runner_filter")
        self._filter = filters.RunnerFilter(framework=["arm"], show_progress_bar=False)
        registry = importlib.import_module("checkov.arm.registry")
        self._registry = registry.arm_resource_registry
        graph = importlib.import_module("checkov.common.checks_infra.registry")
        self._graph_checks = graph.get_graph_checks_registry("arm")
        self._graph_checks.load_checks()
        patch()
        self._types = self._spellings()
        self._connected = frozenset(
            type_
            for check in self._graph_checks.checks
            if any(part.connected_resources_types for part in _parts(check))
            for type_ in check.resource_types
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What is true of every scan: version, number of checks, ARM types that some check judges."""
        ids = {check.id for checks in self._registry.checks.values() for check in checks}
        ids.update(check.id for check in self._graph_checks.checks)
        return {"version": self.version, "checks": len(ids), "types": sorted(self._types.values())}

    def scan(self, resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Return what checks say of resources.

        Args:
            resources: each with `type`, `body` (the ARM object with something in place of what is not known), `unknown`
                (paths of what is not known) and `dependsOn` (numbers of others).

        Returns:
            `results`, and `scanned`: the numbers of the resources that the runner looked at.
        """
        spelled = [self._spelled(each) for each in resources]
        template = Template(spelled, self._connected)
        results: list[dict[str, Any]] = []
        self._registry.run_check = _Recording(spelled, results).run_check
        self._runner.get_files_definitions = template.read
        report = self._runner.Runner().run(root_folder=None, files=[], runner_filter=self._filter)
        results += self._graph_results(report, spelled, template)
        looked_at = {name.removeprefix(f"{FILE}:") for name in report.resources}
        return {
            "results": results,
            "scanned": sorted(template.numbers[name] for name in looked_at & template.numbers.keys()),
        }

    def _spellings(self) -> dict[str, str]:
        """Return the spelling of each type that most checks know, by its lower case; checkov's look-up minds case."""
        spellings: dict[str, str] = {}
        known = self._registry.checks
        for type_ in sorted(known, key=lambda each: len(known[each])):
            spellings[type_.casefold()] = type_
        for check in self._graph_checks.checks:
            for type_ in check.resource_types:
                spellings.setdefault(type_.casefold(), type_)
        return spellings

    def _spelled(self, each: Mapping[str, Any]) -> dict[str, Any]:
        known = each["type"] in self._registry.checks
        type_ = each["type"] if known else self._types.get(each["type"].casefold(), each["type"])
        return {**each, "type": type_, "body": {**each["body"], "type": type_}}

    def _graph_results(
        self, report: Any, resources: Sequence[Mapping[str, Any]], template: Template
    ) -> Iterator[dict[str, Any]]:
        checks = {check.id: check for check in self._graph_checks.checks}
        for record in (*report.passed_checks, *report.failed_checks):
            check = checks.get(record.check_id)
            if check is not None:
                number = template.numbers[record.resource]
                result = record.check_result["result"].name
                read = list(_unknown_for(check, number, resources))
                yield _row(number, check, result, read, evaluated=check.get_evaluated_keys())


class _Recording:
    """Runs checks in place of checkov's registry and keeps what each says, also when it breaks down."""

    def __init__(self, resources: Sequence[Mapping[str, Any]], results: list[dict[str, Any]]) -> None:
        self._reads, self._results = Reads(), results
        self._plain = [each["body"] for each in resources]
        self._bodies = [tracked(each["body"], map(tuple, each["unknown"]), self._reads) for each in resources]

    def run_check(
        self, check: Any, entity_configuration: Any, entity_name: str, entity_type: str, scanned_file: str, _skips: Any
    ) -> Any:
        number = entity_configuration[START] - 1
        self._reads.taken()

        def run(body: Any) -> Any:
            return check.run(
                scanned_file=scanned_file,
                entity_configuration=body,
                entity_name=entity_name,
                entity_type=entity_type,
                skip_info={},
            )

        try:
            result = run(self._bodies[number])
            outcome, evaluated, fault = result["result"].name, result["evaluated_keys"], ""
        except Exception as error:  # noqa: BLE001 - one check's fault is its own
            outcome, evaluated, fault = "CRASHED", [], f"{type(error).__name__}: {error}"
            result = {"result": importlib.import_module("checkov.common.models.enums").CheckResult.UNKNOWN}
        read = self._reads.taken()
        row = _row(number, check, outcome, read, evaluated=evaluated, fault=fault)
        if hasattr(check, "get_inspected_key"):
            row["decided_by"] = check.get_inspected_key().replace("/[", "[").replace("/", ".")
        elif outcome in {"PASSED", "FAILED"} and not read:
            asked = Asked()
            run(asking(self._plain[number], asked))
            row["decided_by"] = asked.last
        self._results.append(row)
        return result


def _row(number: int, check: Any, outcome: str, read: list[str], *, evaluated: Any, fault: str = "") -> dict[str, Any]:
    inspected = getattr(check, "get_inspected_key", None)
    wanted: Any = check.get_expected_values() if hasattr(check, "get_expected_values") else ()
    return {
        "resource": number,
        "check": check.id,
        "title": check.name,
        "outcome": outcome,
        "unknown": read,
        "evaluated": [inspected()] if inspected else [key for key in evaluated or () if isinstance(key, str)],
        # Some checks give the word for anything itself in place of a list of it.
        "expected": [value for value in ([wanted] if isinstance(wanted, str) else wanted) if _is_plain(value)],
        "fault": fault,
    }


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def _unknown_for(check: Any, number: int, resources: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the unknown values on which a graph check's verdict on a resource may rest."""
    for part in _parts(check):
        if part.attribute and part.attribute != "resource_type":
            names = part.attribute.split(".")
            # A check that connects resources reads others than the one that it names.
            for each in (
                resources[number],
                *(other for other in resources if other["type"] != check.resource_types[0]),
            ):
                if each["type"] in part.resource_types:
                    yield from (".".join(map(str, path)) for path in each["unknown"] if path == names[: len(path)])


def _parts(check: Any) -> Iterator[Any]:
    yield check
    for part in check.sub_checks:
        yield from _parts(part)
