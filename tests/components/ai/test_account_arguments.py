import pytest

from bedplate.components.ai.account_arguments import ai_account_problems
from bedplate.components.ai.project_connection import ConnectionCategory
from bedplate.components.ai_account import AIAccount, AIAccountArgs
from bedplate.components.planning.deployment_plan import DeploymentSku
from tests.components.ai_account_cases import CANARY, INSIGHTS_ID, SEARCH_ID, defaults, maximum, waf_aligned


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(defaults(), id="defaults"),
        pytest.param(waf_aligned(), id="waf_aligned"),
        pytest.param(maximum(), id="max"),
    ],
)
def test_sound_arguments_have_no_problems(args: AIAccountArgs) -> None:
    assert ai_account_problems(args) == []


def test_every_problem_is_told_at_once() -> None:
    args: AIAccountArgs = {
        **defaults(),
        "blocklists": [{"blocklist_name": "rivals"}, {"blocklist_name": "Rivals"}],
        "content_filters": [{"policy_name": "strict", "blocklists": ["secrets"]}],
        "deployments": [
            {
                "deployment_name": "chat",
                "model_name": "gpt-4.1",
                "model_version": "2025-04-14",
                "sku": DeploymentSku.STANDARD,
                "capacity": 1,
                "content_filter": "lax",
            }
        ],
        "projects": [
            {
                "project_name": "p1",
                "connections": [
                    {
                        "connection_name": "insights",
                        "category": ConnectionCategory.APPLICATION_INSIGHTS,
                        "target_id": INSIGHTS_ID,
                    },
                    {
                        "connection_name": "Insights",
                        "category": ConnectionCategory.AI_SEARCH,
                        "target_id": SEARCH_ID,
                        "connection_string": CANARY,
                    },
                ],
            },
            {"project_name": "P1"},
        ],
    }

    with pytest.raises(ValueError, match=r"^AI account 'ai':") as refused:
        AIAccount("ai", args)

    assert str(refused.value).splitlines()[1:] == [
        "  blocklist 'rivals' is declared 2 times; names must differ in more than case",
        "  content filter 'strict': the account has no blocklist 'secrets'; it has ['Rivals', 'rivals']",
        "  deployment 'chat': the account has no content filter 'lax'; it has ['strict']",
        "  project 'p1' is declared 2 times; names must differ in more than case",
        "  project 'p1': connection 'insights' is declared 2 times; names must differ in more than case",
        "  project 'p1': connection 'insights': AppInsights needs a connection_string",
        (
            "  project 'p1': connection 'Insights': CognitiveSearch is used with the project's identity, "
            "leave out connection_string"
        ),
    ]
