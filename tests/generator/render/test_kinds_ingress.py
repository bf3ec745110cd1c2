"""What is said of resources that let the Internet in."""

import pytest

from bedplate.generator.graph import UNKNOWN, Graph, Mode, Value
from bedplate.generator.render.preview_model import Tone
from bedplate.generator.render.preview_tree import preview_tree
from tests.generator.render.hand_made import GROUP, resource

PROFILE = f"{GROUP}/providers/Microsoft.Cdn/profiles/afd"
RULE_SETS = [
    {"ruleSetType": "Microsoft_DefaultRuleSet", "ruleSetVersion": "2.2"},
    {"ruleSetType": "Microsoft_BotManagerRuleSet", "ruleSetVersion": "1.1"},
]


def facts_of(token: str, inputs: dict[str, Value]) -> list[tuple[str, Tone]]:
    described = resource(f"azure-native:{token}::x", parent=None, inputs=inputs)
    graph = Graph(project="p", stack="s", mode=Mode.KNOWN, resources=(described,), outputs={})
    (entry,) = preview_tree(graph).entries
    return [("".join(span.text for span in fact), fact[0].tone) for fact in entry.facts]


@pytest.mark.parametrize(
    ("token", "inputs", "facts"),
    [
        pytest.param(
            "network:ApplicationGateway",
            {
                "sku": {"name": "WAF_v2"},
                "httpListeners": [{"hostName": "chat.contoso.com"}, {"hostName": "chat.contoso.com"}],
                "backendAddressPools": [{"backendAddresses": [{"fqdn": "app.azurewebsites.net"}]}],
                "autoscaleConfiguration": {"minCapacity": 2, "maxCapacity": 10},
                "zones": ["1", "2"],
                "sslPolicy": {"policyName": "AppGwSslPolicy20220101S"},
            },
            [
                "WAF_v2",
                "chat.contoso.com",
                "→ app.azurewebsites.net",
                "2 to 10 instances",
                "zones 1, 2",
                "AppGwSslPolicy20220101S",
            ],
            id="gateway",
        ),
        pytest.param(
            "network:WebApplicationFirewallPolicy",
            {
                "policySettings": {"mode": "Prevention"},
                "managedRules": {"managedRuleSets": RULE_SETS, "exclusions": [{"selector": "content"}]},
                "customRules": [{}, {}],
            },
            ["blocks", "DefaultRuleSet 2.2, BotManagerRuleSet 1.1", "2 custom rules", "text of content excused"],
            id="gateway-firewall",
        ),
        pytest.param(
            "frontdoor:Policy",
            {"policySettings": {"mode": "Detection"}, "managedRules": {"managedRuleSets": [UNKNOWN]}},
            ["does NOT block", "a rule set", "managedRules.managedRuleSets[0] (known after deployment)"],
            id="front-door-firewall-that-only-watches",
        ),
        pytest.param(
            "cdn:Route",
            {"patternsToMatch": ["/*"], "httpsRedirect": "Disabled", "customDomains": []},
            ["/*", "HTTP ALLOWED"],
            id="route-without-redirect",
        ),
        pytest.param(
            "cdn:SecurityPolicy",
            {
                "parameters": {
                    "wafPolicy": {"id": f"{GROUP}/providers/Microsoft.Network/FrontDoorX/fdfp"},
                    "associations": [{"domains": [{"id": f"{PROFILE}/afdEndpoints/chat"}]}],
                }
            },
            ["firewall fdfp", "before afd/chat"],
            id="security-policy",
        ),
    ],
)
def test_facts(token: str, inputs: dict[str, Value], facts: list[str]) -> None:
    assert [text for text, _ in facts_of(token, inputs)] == facts


@pytest.mark.parametrize(
    ("token", "inputs", "tone"),
    [
        pytest.param("frontdoor:Policy", {"policySettings": {"mode": "Prevention"}}, Tone.GOOD, id="blocks"),
        pytest.param("frontdoor:Policy", {"policySettings": {"mode": "Detection"}}, Tone.WARNING, id="watches"),
        pytest.param("cdn:Route", {"httpsRedirect": "Enabled"}, Tone.GOOD, id="https-only"),
        pytest.param("cdn:Route", {"httpsRedirect": "Disabled"}, Tone.WARNING, id="http-too"),
    ],
)
def test_what_protects_is_good_and_what_does_not_is_a_warning(token: str, inputs: dict[str, Value], tone: Tone) -> None:
    assert facts_of(token, inputs)[0][1] is tone
