"""Reports of scans, made by hand: one of everything, an empty one, one with many findings, one with hostile text."""

import datetime as dt

from bedplate.generator.scan.report import (
    Report,
    ReportedFinding,
    RuleFacts,
    Scanner,
    Subject,
    Superseded,
)
from bedplate.policies.outcome import Outcome, Severity
from bedplate.policies.waiver import Standing, Waiver

DAY = dt.date(2026, 11, 21)
URN = "urn:pulumi:chat-prod::bedplate::azure-native:cognitiveservices:Account::ai"
ID = (
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-chat/providers/"
    "Microsoft.CognitiveServices/accounts/ais-chat"
)
ACCOUNT = Subject(
    urn=URN,
    name="ai",
    type="Microsoft.CognitiveServices/accounts",
    id=ID,
    file="blueprints/zone.py",
    line=41,
)
STORE = Subject(
    urn="urn:pulumi:chat-prod::bedplate::azure-native:storage:StorageAccount::store",
    name="store",
    type="Microsoft.Storage/storageAccounts",
)
PLACED_STORE = Subject(urn=STORE.urn, name="store", type=STORE.type, file="blueprints/zone.py")
CLOSED = RuleFacts(
    id="COG-01",
    source="bedplate",
    title="The AI account is closed to public networks",
    severity=Severity.HIGH,
    pillar="Security",
    recommendation="SE:06",
    benchmark=("NS-2",),
    rationale="Azure opens the endpoint to the internet unless this is set.",
    fix="Set publicNetworkAccess to Disabled.",
    references=("https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",),
)
REDUNDANT = RuleFacts(
    id="STO-09",
    source="bedplate",
    title="The storage account is zone-redundant",
    severity=Severity.MEDIUM,
    pillar="Reliability",
    recommendation="RE:05",
    fix="Set sku.name to Standard_ZRS.",
)
KEYLESS = RuleFacts(
    id="COG-02",
    source="bedplate",
    title="The AI account takes no keys",
    severity=Severity.LOW,
    pillar="Security",
    fix="Set disableLocalAuth to true.",
)
CHECKOV_CLOSED = RuleFacts(
    id="CKV_AZURE_134", source="checkov", title="Cognitive Services accounts disable public access", severity=None
)
CHECKOV_LOGGED = RuleFacts(
    id="CKV_AZURE_33", source="checkov", title="Storage logging is enabled for queues", severity=None
)
WAIVER = Waiver(
    rule="STO-09",
    resource="store",
    owner="data-team@example.com",
    reason="The data can be rebuilt within a day",
    expires=dt.date(2027, 1, 31),
    path="sku.name",
    compensating_control="nightly export",
)
EXPIRED = Waiver(
    rule="COG-01", resource="old-*", owner="ai-team", reason="Was being moved", expires=dt.date(2026, 11, 1)
)
SCANNERS = (
    Scanner(name="bedplate", version="1.0.0", rules=207, resources=2),
    Scanner(name="checkov", version="3.2.495", rules=150, resources=2),
)


def finding(rule: RuleFacts, subject: Subject, outcome: Outcome, reason: str = "", **more: object) -> ReportedFinding:
    """Return a finding."""
    return ReportedFinding(rule=rule, subject=subject, outcome=outcome, reason=reason, **more)  # type: ignore[arg-type]


FAILURE = finding(
    CLOSED,
    ACCOUNT,
    Outcome.FAIL,
    "properties.publicNetworkAccess is Enabled, expected Disabled",
    path="properties.publicNetworkAccess",
    also=(CHECKOV_CLOSED,),
)
FOREIGN_FAILURE = finding(CHECKOV_LOGGED, PLACED_STORE, Outcome.FAIL)
WAIVED = finding(
    REDUNDANT, STORE, Outcome.FAIL, "sku.name is Standard_LRS, expected Standard_ZRS", path="sku.name", waiver=WAIVER
)
UNDECIDED = finding(
    KEYLESS, ACCOUNT, Outcome.UNDECIDED, "properties.disableLocalAuth is not known", path="properties.disableLocalAuth"
)
BROKEN = finding(KEYLESS, STORE, Outcome.ERROR, "the rule broke down: KeyError: 'x'")
PASSED = finding(CLOSED, STORE, Outcome.PASS)
NOT_APPLICABLE = finding(REDUNDANT, ACCOUNT, Outcome.NOT_APPLICABLE, "not a storage account")


def report(*findings: ReportedFinding, **more: object) -> Report:
    """Return a report of the two resources."""
    given: dict[str, object] = {
        "project": "bedplate",
        "stack": "chat-prod",
        "pack": "production",
        "mode": "known",
        "day": DAY,
        "scanners": SCANNERS,
        "resources": (ACCOUNT, STORE),
        "findings": findings,
        **more,
    }
    return Report(**given)  # type: ignore[arg-type]


def full() -> Report:
    """Return a report that holds one of everything."""
    return report(
        FAILURE,
        WAIVED,
        FOREIGN_FAILURE,
        BROKEN,
        UNDECIDED,
        PASSED,
        NOT_APPLICABLE,
        waivers=((WAIVER, Standing.HOLDS), (EXPIRED, Standing.EXPIRED)),
        superseded=(
            Superseded(
                check="CKV_AZURE_243",
                reason="It looks at outbound rules, not at the endpoint",
                replaced_by=("AML-03",),
                findings=2,
            ),
        ),
        types_without_rules=("Microsoft.Network/natGateways",),
        not_judged=(
            ("urn:pulumi:chat-prod::bedplate::random:RandomId::suffix", "provider `random` is not azure-native"),
        ),
        notes=("one invoke was answered by a model",),
    )


def clean() -> Report:
    """Return a report in which everything passes."""
    return report(PASSED, NOT_APPLICABLE)


def empty() -> Report:
    """Return the report of a stack that declares nothing."""
    return report(resources=(), scanners=(Scanner(name="bedplate", version="1.0.0", rules=0, resources=0),))


def many(number: int = 300) -> Report:
    """Return a report with as many failures, of thirty rules on as many resources as it takes."""
    findings: list[ReportedFinding] = []
    severities = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
    for index in range(number):
        at = index * 30 // number
        rule = RuleFacts(
            id=f"NET-{at + 1:02}",
            source="bedplate",
            title=f"The subnet of workload {at + 1} lets in nobody but its neighbours",
            severity=severities[at // 10],
            pillar="Security",
            recommendation="SE:06",
            benchmark=("NS-1", "NS-2"),
            rationale="Whoever gets into one workload gets into all of them.",
            fix="Attach a network security group whose last rule denies everything from everywhere.",
            references=("https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",),
        )
        subject = Subject(
            urn=f"urn:pulumi:chat-prod::bedplate::azure-native:network:Subnet::workload-{index:03}",
            name=f"workload-{index:03}",
            type="Microsoft.Network/virtualNetworks/subnets",
            id=f"/subscriptions/0/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/v/subnets/s{index}",
            file="blueprints/network.py",
            line=index + 1,
        )
        reason = f"properties.networkSecurityGroup is absent, expected the id of a group for 10.0.{index % 256}.0/24"
        findings.append(finding(rule, subject, Outcome.FAIL, reason, path="properties.networkSecurityGroup"))
    return report(*findings, resources=tuple(each.subject for each in findings))


HOSTILE = (
    "<script>alert('1')</script> \"&amp;\" ]]> @team #12 | `tick` \\ *b* [x](javascript:y) "
    "\x1b[31m \x00 \ufffe \ud800 ü\nnext"
)


def hostile() -> Report:
    """Return a report that holds what no format may take for its own syntax, wherever text can stand."""
    rule = RuleFacts(
        id="X-01",
        source="other scanner",
        title=HOSTILE,
        severity=Severity.HIGH,
        pillar=HOSTILE,
        recommendation=HOSTILE,
        benchmark=(HOSTILE,),
        rationale=HOSTILE,
        fix=HOSTILE,
        references=("javascript:alert(1)", 'https://example.com/?a=1&b="><script>'),
    )
    subject = Subject(urn=HOSTILE, name=HOSTILE, type=HOSTILE, id=HOSTILE, file=HOSTILE, line=1)
    waiver = Waiver(rule=HOSTILE, resource=HOSTILE, owner=HOSTILE, reason=HOSTILE, expires=DAY, path=HOSTILE)
    return report(
        finding(rule, subject, Outcome.FAIL, HOSTILE, path=HOSTILE, also=(rule,)),
        finding(rule, subject, Outcome.FAIL, HOSTILE, waiver=waiver),
        finding(rule, subject, Outcome.UNDECIDED, HOSTILE),
        finding(rule, subject, Outcome.ERROR, HOSTILE),
        project=HOSTILE,
        stack=HOSTILE,
        pack=HOSTILE,
        mode=HOSTILE,
        scanners=(Scanner(name="other scanner", version=HOSTILE, rules=1, resources=1),),
        resources=(subject,),
        waivers=((waiver, Standing.UNUSED),),
        superseded=(Superseded(check=HOSTILE, reason=HOSTILE, replaced_by=(HOSTILE,), findings=1),),
        types_without_rules=(HOSTILE,),
        not_judged=((HOSTILE, HOSTILE),),
        notes=(HOSTILE,),
    )
