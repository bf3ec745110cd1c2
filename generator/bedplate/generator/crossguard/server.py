"""The server that the engine asks.

pulumi-policy's own hands every policy its own copy of every resource, with secrets laid open. This one reads each
resource once, with secrets marked, and lets pulumi-policy do the rest.
"""
# ruff: noqa: ARG002, N802 - methods and their parameters are those of Pulumi's protocol

from __future__ import annotations

import sys
from typing import NoReturn

import grpc
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc
from pulumi_policy import EnforcementLevel, Policy
from pulumi_policy.policy import _PolicyAnalyzerServicer  # pyright: ignore[reportPrivateUsage]

from bedplate.blueprints.settings.stack_file import POLICY_PACK_KEY, WAIVERS_KEY
from bedplate.components._version import __version__
from bedplate.components.joining import faults_met
from bedplate.generator import plugin_server
from bedplate.generator.crossguard.hearing import Hearing
from bedplate.generator.crossguard.policies import new_hearing, policies_of
from bedplate.generator.crossguard.requests import declared_of, ties_of
from bedplate.generator.crossguard.terms import pack_of_stack, waivers_in_stack
from bedplate.generator.rulebook import rulebook
from bedplate.policies.pack import DEFAULT_PACK

PACK_NAME = "bedplate"
_WORKERS = 4


class Analyzer(_PolicyAnalyzerServicer):
    """Answers the engine by the policies of one hearing.

    Args:
        hearing: takes what the engine tells.
        policies: those that judge by that hearing.
    """

    def __init__(self, hearing: Hearing, policies: list[Policy]) -> None:
        super().__init__(
            PACK_NAME,
            __version__,
            policies,
            EnforcementLevel.ADVISORY,
            description="Rules for private landing zones for AI and machine learning on Azure.",
            display_name="bedplate",
            provider="Azure",
        )
        hearing.told = True
        self._hearing = hearing

    def ConfigureStack(
        self, request: analyzer_pb2.AnalyzerStackConfigureRequest, context: grpc.ServicerContext
    ) -> analyzer_pb2.AnalyzerStackConfigureResponse:
        """Take the pack and the waivers in the stack's configuration."""
        self._hearing.pack = pack_of_stack(request.config.get(POLICY_PACK_KEY)) or self._hearing.pack
        self._hearing.waivers = waivers_in_stack(request.config.get(WAIVERS_KEY))
        return analyzer_pb2.AnalyzerStackConfigureResponse()

    def Analyze(
        self, request: analyzer_pb2.AnalyzeRequest, context: grpc.ServicerContext
    ) -> analyzer_pb2.AnalyzeResponse:
        """Judge a resource by its inputs."""
        self._hearing.declare(declared_of(request))
        # The policies find the resource in the hearing, so that nobody needs to take its properties apart again.
        asked = analyzer_pb2.AnalyzeRequest(urn=request.urn, type=request.type, name=request.name)
        answer: analyzer_pb2.AnalyzeResponse = super().Analyze(asked, context)  # type: ignore[no-untyped-call]
        return answer

    def AnalyzeStack(
        self, request: analyzer_pb2.AnalyzeStackRequest, context: grpc.ServicerContext
    ) -> analyzer_pb2.AnalyzeResponse:
        """Judge how resources hang together, by the inputs that came before."""
        self._hearing.end(ties_of(request))
        asked = analyzer_pb2.AnalyzeStackRequest()
        answer: analyzer_pb2.AnalyzeResponse = super().AnalyzeStack(asked, context)  # type: ignore[no-untyped-call]
        return answer


def new_analyzer(pack: str = DEFAULT_PACK) -> Analyzer:
    """Return an analyzer for one run of the engine.

    Args:
        pack: name of the rules that programs are held to, unless the policies' configuration names another.
    """
    book = rulebook()
    hearing = new_hearing(book.pack(pack))
    return Analyzer(hearing, policies_of(hearing, book.rules))


def serve() -> NoReturn:
    """Tell the port, and answer until the engine is gone or ends this process."""
    server = plugin_server.new_server(_WORKERS)
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(new_analyzer(), server)
    for fault in faults_met():
        sys.stderr.write(f"warning: {fault}\n")
    plugin_server.serve(server)
