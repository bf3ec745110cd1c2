"""Azure's transient errors: the facts, which error is which, and the hooks on resources."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import pulumi
import pytest
from pulumi_azure_native import cognitiveservices, keyvault, managedidentity

from bedplate.components.facts.arm_types import arm_type
from bedplate.components.shared.retry.hazards import (
    Hazard,
    hazard_behind,
    hazards,
    hazards_of,
    pause_before_retry,
)
from bedplate.components.shared.retry.hooks import transient_error_retries
from bedplate.generator.graph import Graph, Mode

Recording = Callable[[Callable[[], Any]], Graph]

ACCOUNT = "azure-native:cognitiveservices:Account"
VAULT = "azure-native:keyvault:Vault"
ENGINE_LIMIT = 100
"""After so many tries Pulumi's engine gives up by itself."""
BY_ID = {hazard.id: hazard for hazard in hazards()}
every_hazard = pytest.mark.parametrize("hazard", [pytest.param(hazard, id=hazard.id) for hazard in hazards()])
BUSY = BY_ID["vault-busy"].example


def _tokens(hazard: Hazard) -> list[str]:
    """Return types that a hazard concerns: those it names, and one for each pattern."""
    return [pattern.replace("*", "network:Thing" if pattern.endswith("e:*") else "Thing") for pattern in hazard.tokens]


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(hazards())


@every_hazard
def test_an_example_is_its_own_hazards(hazard: Hazard) -> None:
    behind = {
        hazard_behind(token, operation, hazard.example) for token in _tokens(hazard) for operation in hazard.operations
    }
    assert behind == {hazard}


@every_hazard
def test_sources_are_addresses(hazard: Hazard) -> None:
    assert hazard.sources
    assert [source for source in hazard.sources if not source.startswith("https://")] == []


@every_hazard
def test_named_types_exist(hazard: Hazard) -> None:
    named = {token for token in hazard.tokens if "*" not in token}
    assert [token for token in named if arm_type(token) is None] == []


@every_hazard
def test_waits_grow_to_their_limit_and_end(hazard: Hazard) -> None:
    waits = [hazard.delay(failures) for failures in range(1, hazard.attempts)]
    assert waits == sorted(waits)
    assert waits[0] == hazard.first_delay
    assert max(waits) <= hazard.maximum_delay
    assert sum(waits) <= 75 * 60


def test_the_engine_never_ends_the_tries() -> None:
    types = {token for hazard in hazards() for token in _tokens(hazard)}
    assert max(sum(hazard.attempts for hazard in hazards_of(token)) for token in types) < ENGINE_LIMIT


@pytest.mark.parametrize(
    ("token", "operation", "error", "expected"),
    [
        pytest.param(VAULT, "create", BUSY, "vault-busy", id="listed"),
        pytest.param(VAULT, "create", BUSY.replace("409", "403"), None, id="other-status"),
        pytest.param(VAULT, "create", BUSY.replace("Status=409 ", ""), "vault-busy", id="no-status"),
        pytest.param(VAULT, "create", BUSY.replace("ConflictError", "VaultAlreadyExists"), None, id="other-code"),
        pytest.param(VAULT, "create", 'Status=409 Code="ConflictError" Message="key is deleted"', None, id="message"),
        pytest.param(VAULT, "create", "Conflict", None, id="no-code"),
        pytest.param("azure-native:storage:StorageAccount", "create", BUSY, None, id="other-type"),
        pytest.param(VAULT, "create", f"1 error occurred:\n\t* {BUSY}\n\n", None, id="partly-created"),
        pytest.param(VAULT, "create", f"2 errors occurred:\n\t* {BUSY}\n\t* x\n\n", None, id="partly-created-twice"),
        pytest.param(VAULT, "update", f"1 error occurred:\n\t* {BUSY}\n\n", "vault-busy", id="partly-updated"),
        pytest.param(
            "azure-native:authorization:RoleAssignment",
            "delete",
            BY_ID["principal-replication"].example,
            None,
            id="other-operation",
        ),
        pytest.param(
            "azure-native:network:VirtualNetwork",
            "delete",
            'Status=400 Code="InUseSubnetCannotBeDeleted" Message="Subnet a is in use by /x/privateEndpoints/pep."',
            None,
            id="subnet-in-use-by-a-resource",
        ),
        pytest.param("demo:index:Thing", "create", BY_ID["throttled"].example, None, id="other-provider"),
    ],
)
def test_hazard_behind(token: str, operation: str, error: str, expected: str | None) -> None:
    behind = hazard_behind(token, operation, error)
    assert (behind and behind.id) == expected


@pytest.mark.parametrize(
    ("errors", "expected"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([BUSY], 5.0, id="first"),
        pytest.param([BUSY] * 2, 10.0, id="second"),
        pytest.param([BUSY] * 5, 60.0, id="limit"),
        pytest.param([BUSY] * 7, 60.0, id="last"),
        pytest.param([BUSY] * 8, None, id="over"),
        pytest.param([BY_ID["throttled"].example, BUSY], None, id="another-hazard-now"),
        pytest.param([BUSY, *[BY_ID["throttled"].example] * 9], 5.0, id="other-hazards-do-not-count"),
    ],
)
def test_pause(errors: Sequence[str], expected: float | None) -> None:
    assert pause_before_retry(BY_ID["vault-busy"], VAULT, "create", errors) == expected


def test_hooks_lie_on_the_resources_that_can_meet_them(record_program: Recording) -> None:
    def program() -> None:
        shared = pulumi.ResourceOptions(protect=True)
        root = pulumi.ComponentResource(
            "acme:zone:Zone", "zone", {}, pulumi.ResourceOptions(transformations=[transient_error_retries()])
        )
        shared.parent = root
        cognitiveservices.Account("account", resource_group_name="rg", account_name="aif", opts=shared)
        assert shared.hooks is None
        inner = pulumi.ComponentResource("acme:zone:Inner", "inner", {}, pulumi.ResourceOptions(parent=root))
        below = pulumi.ResourceOptions(parent=inner)
        managedidentity.UserAssignedIdentity("identity", resource_group_name="rg", resource_name_="id", opts=below)
        own = pulumi.ErrorHook("own", lambda _args: False)
        mine = pulumi.ResourceOptions(parent=inner, hooks=pulumi.ResourceHookBinding(on_error=[own]))
        keyvault.Key("key", resource_group_name="rg", vault_name="kv", key_name="k", properties={}, opts=mine)
        keyvault.Key("outside", resource_group_name="rg", vault_name="kv", key_name="o", properties={})

    graph = record_program(program)
    bound = {resource.name: resource.options.hooks.get("onError", ()) for resource in graph.resources}
    assert bound == {
        "project-dev": (),
        "zone": (),
        "inner": (),
        "account": (
            "bedplate:account-busy",
            "bedplate:account-not-terminal",
            "bedplate:role-propagation-key",
            "bedplate:throttled",
        ),
        "identity": ("bedplate:throttled",),
        "key": ("own", "bedplate:vault-busy", "bedplate:throttled"),
        "outside": (),
    }
    assert [resource.options.protect for resource in graph.of_type(ACCOUNT)] == [True]


def _finished(waiting: Any) -> Any:
    """Run a coroutine that never really waits, and return its value."""
    coroutine: Coroutine[Any, Any, Any] = waiting
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waits")


def test_a_hook_waits_and_asks_for_another_try_except_in_a_preview(record_program: Recording, mode: Mode) -> None:
    waited: list[float] = []
    answers: list[object] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    def program() -> None:
        bind = transient_error_retries(sleep)
        options = pulumi.ResourceOptions()
        root: Any = None
        bound: Any = bind(pulumi.ResourceTransformationArgs(root, VAULT, "vault", {}, options))
        busy, throttled = bound.opts.hooks.on_error
        failed: dict[str, Any] = {"urn": "u", "id": "", "name": "vault", "type": VAULT, "failed_operation": "create"}
        for errors in ([BUSY], [BUSY, BUSY], ['Code="Unlisted"']):
            answers.extend(_finished(hook(pulumi.ErrorHookArgs(**failed, errors=errors))) for hook in (busy, throttled))

    record_program(program)
    deploying = mode is Mode.KNOWN
    assert answers == [deploying, False, deploying, False, False, False]
    assert waited == ([5.0, 10.0] if deploying else [])
