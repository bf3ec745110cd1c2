"""A budget: who is told when a subscription or resource group has spent its month's money."""

import re
from typing import NotRequired, TypedDict

import pulumi
from pulumi_azure_native import consumption

from bedplate.components.shared.known import known_id

_FIRST_OF_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])-01")
_THRESHOLDS: tuple[tuple[consumption.ThresholdType, int], ...] = (
    (consumption.ThresholdType.ACTUAL, 50),
    (consumption.ThresholdType.ACTUAL, 80),
    (consumption.ThresholdType.ACTUAL, 100),
    (consumption.ThresholdType.FORECASTED, 100),
)
"""Percentages of the amount that people are told of. A budget holds five at most."""


class BudgetArgs(TypedDict):
    """Arguments of `Budget`."""

    scope: pulumi.Input[str]
    """ARM id of the subscription or the resource group whose cost counts."""
    budget_name: pulumi.Input[str]
    """Name of the budget."""
    monthly_amount: pulumi.Input[float]
    """Amount of one month, in the currency in which the subscription is billed."""
    start_date: str
    """First day of the first month, for example `2026-12-01`.

    Azure accepts the current month and up to twelve months ahead when it makes the budget; the date stays as it is
    afterwards, since another one makes the budget anew.
    """
    contact_emails: NotRequired[list[pulumi.Input[str]]]
    """Mailboxes that are told, at most 50."""
    action_group_ids: NotRequired[list[pulumi.Input[str]]]
    """ARM ids of action groups that are told."""
    resource_group_names: NotRequired[list[pulumi.Input[str]]]
    """Resource groups whose cost counts, on the scope of a subscription; all of them by default."""


class Budget(pulumi.ComponentResource):
    """A monthly budget that tells people at 50, 80 and 100 percent spent, and when 100 percent is to be expected.

    Raises:
        ValueError: the start date is not the first day of a month, or nobody would be told.
    """

    budget_id: pulumi.Output[str]
    """ARM id of the budget."""

    def __init__(self, name: str, args: BudgetArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        _refuse_wrong_arguments(name, args)
        super().__init__("bedplate:index:Budget", name, dict(args), opts)
        budget = consumption.Budget(
            name,
            scope=args["scope"],
            budget_name=args["budget_name"],
            category=consumption.CategoryType.COST,
            amount=args["monthly_amount"],
            time_grain=consumption.TimeGrainType.MONTHLY,
            time_period={"start_date": f"{args['start_date']}T00:00:00Z"},
            filter=_filter(args.get("resource_group_names", [])),
            notifications={
                f"{kind.value.lower()}{threshold}": _notification(args, kind, threshold)
                for kind, threshold in _THRESHOLDS
            },
            # Azure keeps a budget's start date for good, and its name is ours, so that no two can stand side by side.
            opts=pulumi.ResourceOptions(
                parent=self, protect=False, replace_on_changes=["timePeriod"], delete_before_replace=True
            ),
        )
        self.budget_id = known_id(budget, None, scope=args["scope"], budgetName=args["budget_name"])
        self.register_outputs({"budget_id": self.budget_id})


def _notification(args: BudgetArgs, kind: consumption.ThresholdType, threshold: int) -> consumption.NotificationArgs:
    return consumption.NotificationArgs(
        enabled=True,
        operator=consumption.OperatorType.GREATER_THAN_OR_EQUAL_TO,
        threshold=threshold,
        threshold_type=kind,
        contact_emails=args.get("contact_emails", []),
        contact_groups=args.get("action_group_ids"),
        locale=consumption.CultureCode.EN_US,
    )


def _filter(resource_group_names: list[pulumi.Input[str]]) -> consumption.BudgetFilterArgs | None:
    if not resource_group_names:
        return None
    return consumption.BudgetFilterArgs(
        dimensions=consumption.BudgetComparisonExpressionArgs(
            name="ResourceGroupName", operator=consumption.BudgetOperatorType.IN_, values=resource_group_names
        )
    )


def _refuse_wrong_arguments(name: str, args: BudgetArgs) -> None:
    problems: list[str] = []
    if not _FIRST_OF_MONTH.fullmatch(args["start_date"]):
        problems.append(f"start_date {args['start_date']!r} is not the first day of a month, such as '2026-12-01'")
    if not args.get("contact_emails") and not args.get("action_group_ids"):
        problems.append("nobody would be told; name contact_emails or action_group_ids")
    if problems:
        raise ValueError(f"budget {name!r}: " + "; ".join(problems))
