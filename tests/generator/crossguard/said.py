"""What is said of a program, by whomever: failures, and rules that are undecided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from pulumi.runtime.proto.analyzer_pb2_grpc import AnalyzerServicer

from bedplate.blueprints.settings.current_day import current_day
from bedplate.generator.graph import Graph
from bedplate.generator.scan.scan import scan_resources
from bedplate.generator.scan.scanned import scanned_graph
from bedplate.policies.outcome import Outcome
from bedplate.policies.pack import read_pack
from bedplate.policies.waiver import Waiver
from tests.generator.crossguard.requests_of import analyze_requests, stack_request

_UNDECIDED = ": undecided: "

Failure: TypeAlias = tuple[str, str, str]
"""Id of the rule, name of the resource, and why."""


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that somebody says of a program."""

    failures: frozenset[Failure]
    undecided: frozenset[str]
    """Ids of the rules."""


def said_by_scan(graph: Graph, pack: str, waivers: Iterable[Waiver] = ()) -> Said:
    """Return what `bedplate scan` says by our rules, without what is waived."""
    report = scan_resources(
        scanned_graph(graph), pack=read_pack(pack), waivers=waivers, today=current_day(), checkov=None
    )
    undecided = (each for each in report.findings if each.outcome is Outcome.UNDECIDED and each.waiver is None)
    return Said(
        frozenset(
            (each.rule.id, each.subject.name, f"{each.reason}. {each.rule.fix}")
            for each in report.findings
            if each.counts
        ),
        frozenset(each.rule.id for each in undecided),
    )


def said_by_policies(analyzer: AnalyzerServicer, graph: Graph) -> Said:
    """Return what an analyzer says, asked as the engine asks."""
    context: Any = None
    answers = [analyzer.Analyze(request, context) for request in analyze_requests(graph)]
    answers.append(analyzer.AnalyzeStack(stack_request(graph), context))
    return said_in((each.policyName, each.urn, each.message) for answer in answers for each in answer.diagnostics)


def said_in(messages: Iterable[tuple[str, str, str]]) -> Said:
    """Return what messages of policies say: each with its policy's name and its resource's URN."""
    failures: set[Failure] = set()
    undecided: set[str] = set()
    for rule, urn, message in messages:
        if _UNDECIDED in message:
            undecided.add(rule)
        else:
            failures.add((rule, _name(urn), message.split("\n", 1)[1].strip()))
    return Said(frozenset(failures), frozenset(undecided))


def _name(urn: str) -> str:
    return urn.rsplit("::", 1)[-1]
