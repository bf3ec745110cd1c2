"""Policies that mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pulumi.runtime.proto import analyzer_pb2

from bedplate.generator.crossguard.mending import MENDS
from bedplate.generator.crossguard.server import new_analyzer
from bedplate.generator.engine.properties import from_wire, to_wire
from bedplate.generator.graph import UNKNOWN, Secret
from bedplate.policies.catalogue import RULES

STORAGE = "azure-native:storage:StorageAccount"


def mended(inputs: Mapping[str, Any], type_: str = STORAGE, level: int = analyzer_pb2.REMEDIATE) -> list[Any]:
    """Return the inputs that remediation of the TLS version leaves, one for each time that it changed any."""
    analyzer = new_analyzer()
    config = {"mend-ST-05": analyzer_pb2.PolicyConfig(enforcementLevel=level)}
    analyzer.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig=config), None)
    request = analyzer_pb2.AnalyzeRequest(
        urn=f"urn:pulumi:dev::area::{type_}::store", type=type_, name="store", properties=to_wire(inputs)
    )
    return [from_wire(each.properties) for each in analyzer.Remediate(request, None).remediations]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        pytest.param({}, [{"minimumTlsVersion": "TLS1_2"}], id="missing"),
        pytest.param({"minimumTlsVersion": "TLS1_0"}, [{"minimumTlsVersion": "TLS1_2"}], id="old"),
        pytest.param({"minimumTlsVersion": "TLS1_3"}, [], id="newer"),
        pytest.param({"minimumTlsVersion": UNKNOWN}, [], id="unknown"),
        pytest.param(
            {"accountName": Secret("st"), "list": (1, {"a": Secret("x")})},
            [{"accountName": Secret("st"), "list": (1, {"a": Secret("x")}), "minimumTlsVersion": "TLS1_2"}],
            id="beside-secrets",
        ),
    ],
)
def test_the_oldest_tls_version_is_raised(inputs: Mapping[str, Any], expected: list[Any]) -> None:
    assert mended(inputs) == expected


def test_other_types_stay_as_they_are() -> None:
    assert mended({}, "azure-native:keyvault:Vault") == []


def test_nothing_is_mended_unasked() -> None:
    analyzer = new_analyzer()
    request = analyzer_pb2.AnalyzeRequest(urn="urn:pulumi:dev::area::x::store", type=STORAGE, name="store")
    assert list(analyzer.Remediate(request, None).remediations) == []


def test_each_serves_a_rule() -> None:
    types = {rule.id: rule.types for rule in RULES}
    assert [mend.type in types[mend.rule] for mend in MENDS] == [True, True]
