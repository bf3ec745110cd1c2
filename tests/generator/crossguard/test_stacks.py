"""The policies and `bedplate scan` say the same of every stack of the project."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from pulumi.runtime.proto.analyzer_pb2 import AnalyzerStackConfigureRequest
from pulumi_policy import EnforcementLevel
from pulumi_policy.policy import _PolicyAnalyzerServicer

from bedplate.blueprints.settings.stack_file import WAIVERS_KEY
from bedplate.generator.crossguard.policies import new_hearing, policies_of
from bedplate.generator.crossguard.server import new_analyzer
from bedplate.generator.crossguard.terms import waivers_of
from bedplate.generator.engine import Program
from bedplate.generator.graph import Graph, Mode
from bedplate.policies.pack import pack_names, read_pack
from tests.conftest import ROOT
from tests.generator.crossguard.said import said_by_policies, said_by_scan


@pytest.mark.parametrize("pack", [pytest.param(name, id=name) for name in pack_names()])
def test_the_pack_says_what_a_scan_says(stack_graph: Graph, pack: str) -> None:
    waivers = Program.load(ROOT).stack_config(stack_graph.stack)[0].get(WAIVERS_KEY, "[]")
    analyzer = new_analyzer(pack)
    analyzer.ConfigureStack(AnalyzerStackConfigureRequest(config={WAIVERS_KEY: waivers}), None)
    said = said_by_policies(analyzer, stack_graph)
    assert said == said_by_scan(stack_graph, pack, waivers_of(json.loads(waivers)))


@pytest.mark.parametrize("mode", [pytest.param(mode, id=mode.value) for mode in Mode])
def test_the_policies_say_the_same_in_a_server_that_is_not_ours(
    record_stack: Callable[[str, Mode], Graph], mode: Mode
) -> None:
    graph = record_stack("chat-dev", mode)
    policies = policies_of(new_hearing(read_pack("regulated")))
    theirs = _PolicyAnalyzerServicer("theirs", "1.0.0", policies, EnforcementLevel.ADVISORY)
    assert said_by_policies(theirs, graph) == said_by_scan(graph, "regulated")
