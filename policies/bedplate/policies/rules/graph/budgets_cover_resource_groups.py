"""Where there are budgets, every resource group is in one."""

from __future__ import annotations

from collections.abc import Iterator

from bedplate.policies.outcome import Outcome, Pillar, Severity
from bedplate.policies.relations import name_of, objects_at
from bedplate.policies.resource import Resource, Resources, is_in_scope, parent_id
from bedplate.policies.rule import Parameters, Rule
from bedplate.policies.values import MISSING, UNKNOWN, Value, is_array, is_object, same_word, value_at
from bedplate.policies.verdict import Verdict

_BUDGET = "Microsoft.Consumption/budgets"
_GROUP = "Microsoft.Resources/resourceGroups"
_FILTER = "properties.filter"
_BY_GROUP = ("ResourceGroupName", "ResourceGroup")


def _judge(group: Resource, resources: Resources, _parameters: Parameters) -> Iterator[Verdict]:
    budgets = resources.of_type(_BUDGET)
    if not budgets:
        # One may be set on the subscription by whoever gives it out.
        yield Verdict(Outcome.NOT_APPLICABLE, "no budget is declared here")
        return
    answers = [_covers(each, group, resources) for each in budgets]
    if True in answers:
        yield Verdict(Outcome.PASS, "a budget counts what it costs")
    elif None in answers:
        yield Verdict(Outcome.UNDECIDED, "whether a budget counts what it costs is not known before a deployment")
    else:
        yield Verdict(Outcome.FAIL, f"no budget counts what {name_of(group) or 'the group'} costs")


def _covers(budget: Resource, group: Resource, resources: Resources) -> bool | None:
    scoped = _is_scoped(budget, group)
    if scoped is False:
        return False
    filtered = _filtered(budget, group, resources)
    return filtered if filtered is False or scoped else None


def _is_scoped(budget: Resource, group: Resource) -> bool | None:
    if budget.id is None or group.id is None:
        return None
    return is_in_scope(group.id, parent_id(budget.id))


def _filtered(budget: Resource, group: Resource, resources: Resources) -> bool | None:
    """Return whether the filter of a budget lets through what a group costs."""
    filter_ = budget.value(_FILTER)
    if filter_ is MISSING or filter_ == {}:
        return True
    parts = [body for _path, body in objects_at(filter_, "and")] or [filter_]
    answers = [_holds(each, budget, group, resources) for each in parts]
    return False if False in answers else None if None in answers else True


def _holds(part: Value, budget: Resource, group: Resource, resources: Resources) -> bool | None:
    dimension = value_at(part, "dimensions")
    if not is_object(dimension) or not any(same_word(value_at(dimension, "name"), each) for each in _BY_GROUP):
        # By a tag, a service or a meter: it may leave out what the group holds.
        return None
    values = value_at(dimension, "values")
    if is_array(values) and any(same_word(each, name_of(group)) for each in values):
        return True
    hidden = not is_array(values) or UNKNOWN in values
    if hidden and any(each is group for each in resources.sources(budget, _FILTER)):
        return True
    return None if hidden or not name_of(group) else False


RULE = Rule(
    id="X-COST-01",
    title="Where there are budgets, every resource group is in one",
    severity=Severity.LOW,
    pillar=Pillar.COST_OPTIMIZATION,
    recommendation="CO:04",
    types=(_GROUP,),
    judge=_judge,
    rationale="What a group outside every budget costs is seen with the invoice, after it is spent.",
    fix="Name the group in the budget's filter, or set the budget on the subscription without one.",
    references=("https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets",),
    reads=("name",),
)
