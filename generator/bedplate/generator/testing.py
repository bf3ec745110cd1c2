"""What the tests of a project ask for: its stacks as graphs, the reports of their scans, and its diagrams.

    def test_nothing_fails() -> None:
        assert failures(scan(PROJECT, record(PROJECT, "dev"))) == []

Nothing here needs a cloud, credentials or a network.
"""

from __future__ import annotations

from pathlib import Path

from bedplate.blueprints.settings import SettingsError, load, read_project
from bedplate.blueprints.settings.current_day import current_day
from bedplate.blueprints.settings.stack_policies import load_policies
from bedplate.generator.engine import Program
from bedplate.generator.engine import record as record_program
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Resource, Secret
from bedplate.generator.render import mermaid as network_diagram
from bedplate.generator.rulebook import rulebook
from bedplate.generator.scan.report import Report
from bedplate.generator.scan.scan import scan_resources
from bedplate.generator.scan.scanned import scanned_graph
from bedplate.generator.scan.waivers import waivers_from_settings
from bedplate.policies.pack import DEFAULT_PACK
from bedplate.policies.waiver import REFUSED

__all__ = [
    "UNKNOWN",
    "Graph",
    "Mode",
    "Report",
    "Resource",
    "Secret",
    "failures",
    "mermaid",
    "record",
    "scan",
    "stack_names",
]


def stack_names(project: Path) -> tuple[str, ...]:
    """Return the names of the project's stacks, sorted."""
    return read_project(project).stack_names()


def record(project: Path, stack: str, *, mode: Mode = Mode.KNOWN) -> Graph:
    """Return everything that a stack declares.

    Args:
        project: the folder that holds `Pulumi.yaml`.
        stack: name of a stack.
        mode: whether a model of Azure fills in what only a deployment can tell.

    Raises:
        SettingsError: the stack's settings are wrong; the text names every problem with its place.
        ProgramError: the program fails.
    """
    load(read_project(project).stack_file(stack)).require()
    program = Program.load(project)
    config, secret_keys = program.stack_config(stack)
    return record_program(program, stack=stack, config=config, secret_keys=secret_keys, mode=mode)


def scan(project: Path, graph: Graph) -> Report:
    """Judge a recorded stack by the pack and the waivers of its file, as `bedplate scan --no-checkov` does.

    Raises:
        SettingsError: the waivers are wrong.
        NoSuchPack: there is no such pack, or a package that it needs is broken.
    """
    loaded = load_policies(read_project(project).stack_file(graph.stack), required=False)
    if loaded.problems:
        raise SettingsError(loaded.problems)
    book = rulebook()
    return scan_resources(
        scanned_graph(graph),
        pack=book.pack(loaded.policy_pack or DEFAULT_PACK),
        waivers=waivers_from_settings(loaded.waivers),
        today=current_day(),
        rules=book.rules,
    )


def failures(report: Report) -> list[str]:
    """Return one line for every failure that nobody answers for, and for every waiver that is refused."""
    failed = [
        f"{finding.rule.id} {finding.subject.name}: {finding.reason}" for finding in report.findings if finding.counts
    ]
    refused = [
        f"waiver of {waiver.rule} for {waiver.resource}: {standing.value}"
        for waiver, standing in report.waivers
        if standing in REFUSED
    ]
    return [*failed, *refused]


def mermaid(graph: Graph) -> str:
    """Return the network of a stack as Mermaid text, as `bedplate diagram` does."""
    return network_diagram.render(graph)
