"""Every rule, in the order in which they are asked."""

from __future__ import annotations

from tests.engine.standin.rules.addresses import subnets_fit
from tests.engine.standin.rules.capability_hosts import host_is_prepared, no_host_needs_it
from tests.engine.standin.rules.in_use import holds_nothing, not_in_use, removed_subnets_are_unused
from tests.engine.standin.rules.locks import not_locked
from tests.engine.standin.rules.model import Operation, Refusal, Rule, World
from tests.engine.standin.rules.model_deployments import content_filter_exists, spillover_exists, spillover_is_unused
from tests.engine.standin.rules.one_writer import endpoint_target_is_settled, one_writer
from tests.engine.standin.rules.parents import group_exists, parent_exists, references_exist
from tests.engine.standin.rules.role_assignments import only_once, vault_is_open
from tests.engine.standin.rules.soft_delete import name_is_free

RULES: tuple[Rule, ...] = (
    group_exists,
    parent_exists,
    references_exist,
    not_locked,
    one_writer,
    endpoint_target_is_settled,
    name_is_free,
    subnets_fit,
    removed_subnets_are_unused,
    only_once,
    vault_is_open,
    host_is_prepared,
    no_host_needs_it,
    spillover_exists,
    content_filter_exists,
    spillover_is_unused,
    not_in_use,
    holds_nothing,
)


def refusal(operation: Operation, world: World) -> Refusal | None:
    """Return why Azure refuses a write, or `None` where it does not."""
    for rule in RULES:
        if found := rule(operation, world):
            return found
    return None
