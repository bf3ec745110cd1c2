"""What single policies say of single resources, in the engine's own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi.runtime.proto.analyzer_pb2 import AnalyzerStackConfigureRequest

from bedplate.blueprints.settings.stack_file import POLICY_PACK_KEY, WAIVERS_KEY
from bedplate.generator.crossguard.hearing import Hearing
from bedplate.generator.crossguard.policies import TERMS, is_judged_alone, new_hearing, policies_of
from bedplate.generator.crossguard.server import Analyzer, new_analyzer
from bedplate.generator.crossguard.terms import TermsError
from bedplate.generator.engine.properties import to_wire
from bedplate.generator.graph import UNKNOWN, Secret
from bedplate.policies.catalogue import RULES
from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.pack import Pack, read_pack
from bedplate.policies.rule import Parameter, Parameters, Rule, Scope
from bedplate.policies.verdict import Verdict

ACCOUNT = "azure-native:cognitiveservices:Account"
URN = f"urn:pulumi:dev::area::{ACCOUNT}::models"
NAMED = {"resourceGroupName": "rg-area", "accountName": "ai-area"}
WAIVER = {
    "rule": "COG-02",
    "resource": "models",
    "owner": "ai@contoso.com",
    "reason": "The old client cannot sign in otherwise.",
    "expires": "2027-06-30",
}


def request(properties: Mapping[str, Any], type_: str = ACCOUNT) -> analyzer_pb2.AnalyzeRequest:
    """Return what the engine sends before it registers a resource."""
    provider = "pulumi:providers:azure-native"
    return analyzer_pb2.AnalyzeRequest(
        urn=URN.replace(ACCOUNT, type_),
        type=type_,
        name="models",
        properties=to_wire({**NAMED, "properties": properties}),
        provider=analyzer_pb2.AnalyzerProviderResource(
            urn=f"urn:pulumi:dev::area::{provider}::default_3_29_0", type=provider, name="default_3_29_0"
        ),
    )


def configure(analyzer: Analyzer, policy: str, values: Mapping[str, Any]) -> None:
    """Set the values of one policy as a file given with `--policy-pack-config` does."""
    sent = analyzer_pb2.PolicyConfig(properties=json_format.ParseDict(dict(values), struct_pb2.Struct()))
    level = next(each.enforcementLevel for each in analyzer.GetAnalyzerInfo(None, None).policies if each.name == policy)
    sent.enforcementLevel = level
    analyzer.Configure(analyzer_pb2.ConfigureAnalyzerRequest(policyConfig={policy: sent}), None)


def said(answer: analyzer_pb2.AnalyzeResponse, policy: str) -> list[tuple[str, int]]:
    """Return what one policy says: message without the rule's description, and level."""
    return [
        (each.message.split("\n", 1)[-1], each.enforcementLevel)
        for each in answer.diagnostics
        if each.policyName == policy
    ]


def reason(answer: analyzer_pb2.AnalyzeResponse, policy: str) -> str:
    """Return why a policy does not apply."""
    return next(each.reason for each in answer.not_applicable if each.policy_name == policy)


KEYS = (
    "properties.disableLocalAuth is false, expected true. "
    "Set disableLocalAuth to true, and grant callers a role such as Cognitive Services OpenAI User."
)


def test_a_failure_is_told_with_reason_and_fix() -> None:
    answer = new_analyzer().Analyze(request({"disableLocalAuth": False}), None)
    assert said(answer, "COG-02") == [(KEYS, analyzer_pb2.MANDATORY)]


def test_a_pass_is_silent() -> None:
    answer = new_analyzer().Analyze(request({"disableLocalAuth": True}), None)
    assert said(answer, "COG-02") == []
    assert "COG-02" not in {each.policy_name for each in answer.not_applicable}


@pytest.mark.parametrize(
    ("value", "why"),
    [
        pytest.param(UNKNOWN, "is not known before a deployment", id="unknown"),
        pytest.param(Secret(value=False), "is secret", id="secret"),
    ],
)
def test_what_cannot_be_decided_is_advised_and_never_fails(value: Any, why: str) -> None:
    answer = new_analyzer().Analyze(request({"disableLocalAuth": value}), None)
    begin = "can't run policy 'COG-02' from policy pack 'bedplate@v0.1.0' during preview: undecided: models: "
    assert said(answer, "COG-02") == [
        (f"{begin}properties.disableLocalAuth {why}, expected true", analyzer_pb2.ADVISORY)
    ]


def test_a_rule_on_other_types_does_not_apply() -> None:
    answer = new_analyzer().Analyze(request({}, "azure-native:keyvault:Vault"), None)
    assert reason(answer, "COG-02") == "it judges other types"


def test_the_configuration_chooses_the_pack() -> None:
    analyzer = new_analyzer("regulated")
    assert said(analyzer.Analyze(request({}), None), "COG-06") != []
    configure(analyzer, TERMS, {"pack": "baseline"})
    assert reason(analyzer.Analyze(request({}), None), "COG-06") == "it is not in the pack baseline"


def test_the_stack_chooses_the_pack_where_the_configuration_does_not() -> None:
    analyzer = new_analyzer()
    analyzer.ConfigureStack(AnalyzerStackConfigureRequest(config={POLICY_PACK_KEY: "regulated"}), None)
    assert said(analyzer.Analyze(request({}), None), "COG-06") != []
    configure(analyzer, TERMS, {"pack": "baseline"})
    assert said(analyzer.Analyze(request({}), None), "COG-06") == []


def test_a_pack_that_is_not_there_is_refused() -> None:
    words = r"^bedplate:policyPack: best: there is no such pack \(the packs are: baseline, production, regulated\)$"
    with pytest.raises(TermsError, match=words):
        new_analyzer().ConfigureStack(AnalyzerStackConfigureRequest(config={POLICY_PACK_KEY: "best"}), None)


def test_waivers_of_the_stack_cover_failures() -> None:
    analyzer = new_analyzer()
    analyzer.ConfigureStack(AnalyzerStackConfigureRequest(config={WAIVERS_KEY: json.dumps([WAIVER])}), None)
    assert said(analyzer.Analyze(request({"disableLocalAuth": False}), None), "COG-02") == []


def test_waivers_of_the_configuration_cover_failures() -> None:
    analyzer = new_analyzer()
    configure(analyzer, TERMS, {"waivers": [WAIVER]})
    assert said(analyzer.Analyze(request({"disableLocalAuth": False}), None), "COG-02") == []


def test_an_expired_waiver_covers_nothing() -> None:
    analyzer = new_analyzer()
    configure(analyzer, TERMS, {"waivers": [{**WAIVER, "expires": "2026-11-20"}]})
    assert said(analyzer.Analyze(request({"disableLocalAuth": False}), None), "COG-02") == [
        (KEYS, analyzer_pb2.MANDATORY)
    ]


def test_wrong_waivers_stop_the_run() -> None:
    analyzer = new_analyzer()
    configure(analyzer, TERMS, {"waivers": [{**WAIVER, "expires": "soon"}]})
    answer = analyzer.Analyze(request({"disableLocalAuth": True}), None)
    assert said(answer, TERMS) == [("waivers.0.expires: expected a day", analyzer_pb2.MANDATORY)]


def test_wrong_waivers_of_the_stack_are_refused_at_the_start() -> None:
    with pytest.raises(TermsError, match=r"^bedplate:waivers: is no JSON: "):
        new_analyzer().ConfigureStack(AnalyzerStackConfigureRequest(config={WAIVERS_KEY: "{"}), None)


def made(judge: Any, **fields: Any) -> Rule:
    """Return a rule of a test."""
    return Rule(
        id="T-01",
        title="It is as it should be",
        severity=Severity.LOW,
        pillar=Pillar.SECURITY,
        types=("Microsoft.CognitiveServices/accounts",),
        judge=judge,
        rationale="Otherwise it is not.",
        fix="Mend it.",
        references=(),
        scope=Scope.OWN,
        **fields,
    )


def analyzer_of(rule: Rule, parameters: Parameters | None = None) -> Analyzer:
    """Return an analyzer with one rule."""
    given = {rule.id: parameters} if parameters else {}
    pack = Pack(name="test", title="Test", description="One rule.", rules=(rule.id,), parameters=given)
    hearing: Hearing = new_hearing(pack)
    return Analyzer(hearing, policies_of(hearing, (rule,)))


def test_a_rule_that_breaks_down_fails() -> None:
    answer = analyzer_of(made(lambda *_: 1 / 0)).Analyze(request({}), None)
    expected = "the rule broke down: ZeroDivisionError: division by zero. Mend it."
    assert said(answer, "T-01") == [(expected, analyzer_pb2.ADVISORY)]


@pytest.mark.parametrize(
    ("pack", "configured", "expected"),
    [
        pytest.param(None, None, 1, id="default"),
        pytest.param({"least": 2}, None, 2, id="pack"),
        pytest.param({"least": 2}, {"least": 3}, 3, id="configuration"),
    ],
)
def test_parameters_are_whole_numbers(
    pack: Parameters | None, configured: Mapping[str, Any] | None, expected: int
) -> None:
    def judge(_resource: Any, _resources: Any, parameters: Parameters) -> list[Verdict]:
        return [Verdict(Outcome.FAIL, repr(parameters["least"]))]

    rule = made(judge, parameters={"least": Parameter(description="Least of them.", default=1)})
    analyzer = analyzer_of(rule, pack)
    if configured:
        configure(analyzer, "T-01", configured)
    assert said(analyzer.Analyze(request({}), None), "T-01") == [(f"{expected}. Mend it.", analyzer_pb2.ADVISORY)]


def test_many_undecided_findings_are_counted() -> None:
    verdicts = [Verdict(Outcome.UNDECIDED, f"part {number} is open") for number in range(7)]
    answer = analyzer_of(made(lambda *_: verdicts)).Analyze(request({}), None)
    ((message, _),) = said(answer, "T-01")
    assert message.endswith("models: part 4 is open; and 2 more")


def test_every_rule_has_its_policy() -> None:
    info = new_analyzer().GetAnalyzerInfo(None, None)
    kinds = {each.name: each.policy_type for each in info.policies}
    alone, together = analyzer_pb2.POLICY_TYPE_RESOURCE, analyzer_pb2.POLICY_TYPE_STACK
    assert {id_: kinds[id_] for id_ in (rule.id for rule in RULES)} == {
        rule.id: alone if is_judged_alone(rule) else together for rule in RULES
    }
    assert set(kinds) == {TERMS, "mend-ST-05", "mend-ST-09", *(rule.id for rule in RULES)}


def test_a_policy_says_what_its_rule_says() -> None:
    info = {each.name: each for each in new_analyzer().GetAnalyzerInfo(None, None).policies}
    policy = info["COG-02"]
    assert policy.displayName == "The AI account takes no keys"
    assert policy.enforcementLevel == analyzer_pb2.MANDATORY
    assert policy.severity == analyzer_pb2.POLICY_SEVERITY_HIGH
    assert (policy.framework.name, policy.framework.specification) == ("Microsoft cloud security benchmark", "IM-1")
    assert list(policy.tags) == ["Security", "SE:05", "CKV_AZURE_236", "Azure.AI.DisableLocalAuth"]
    assert policy.remediation_steps.startswith("Set disableLocalAuth to true")
    assert policy.url == "https://learn.microsoft.com/azure/ai-services/disable-local-auth"


def test_a_rule_of_no_benchmark_names_the_well_architected_framework() -> None:
    info = {each.name: each for each in new_analyzer().GetAnalyzerInfo(None, None).policies}
    framework = info["GOV-03"].framework
    assert (framework.name, framework.specification) == (
        "Azure Well-Architected Framework",
        "CO:04 Cost Optimization",
    )


def test_parameters_are_in_the_schema_without_defaults() -> None:
    info = {each.name: each for each in new_analyzer().GetAnalyzerInfo(None, None).policies}
    schema = json_format.MessageToDict(info["GOV-01"].configSchema.properties)
    description = "Names of the tags that a resource must have."
    assert schema == {"tags": {"type": "array", "items": {"type": "string"}, "description": description}}
    assert json_format.MessageToDict(info[TERMS].configSchema.properties)["pack"]["enum"] == [
        "baseline",
        "production",
        "regulated",
    ]


def test_rules_of_pinned_packs_are_those_of_the_catalogue() -> None:
    assert set(read_pack("regulated").rules) <= {rule.id for rule in RULES}
