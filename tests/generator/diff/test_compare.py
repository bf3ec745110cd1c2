"""The diff of small graphs: operations, reasons, what goes along, what is refused."""

from dataclasses import replace

import pytest

from bedplate.generator.diff import Cause, Decider, Effect, Operation, diff
from bedplate.generator.graph import Resource, ResourceOptions, Secret
from tests.generator.diff.graphs import (
    ENDPOINT,
    GROUP,
    LOCK,
    STORAGE,
    SUBSCRIPTION,
    VAULT,
    graph,
    only_change,
    operations,
    resource,
    urn,
)

VAULT_ID = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
DIAGNOSTICS = "azure-native:monitor:DiagnosticSetting"


def vault(name: str = "vault", **changes: object) -> Resource:
    options = changes.pop("options", None)
    inputs = {"vaultName": "kv", "resourceGroupName": "rg", "location": "westeurope", **changes}
    return resource(
        VAULT, name, id_=VAULT_ID, options=options if isinstance(options, ResourceOptions) else None, **inputs
    )


def test_nothing_changes() -> None:
    found = diff(graph(vault()), graph(vault()))

    assert (found.changes, found.same) == ((), 1)


def test_create_and_delete() -> None:
    found = diff(graph(vault("old", vaultName="a")), graph(resource(STORAGE, "new")))

    assert operations(found) == {"new": Operation.CREATE, "old": Operation.DELETE}
    assert found.same == 0


@pytest.mark.parametrize(
    ("change", "operation", "forced", "not_known"),
    [
        pytest.param({"tags": {"a": "b"}}, Operation.UPDATE, [], [], id="tag"),
        pytest.param({"location": "eastus"}, Operation.REPLACE, [("location",)], [], id="location"),
        pytest.param({"vaultName": "kv2"}, Operation.REPLACE, [("vaultName",)], [], id="name"),
        pytest.param(
            {"properties": {"createMode": "recover"}},
            Operation.UPDATE,
            [],
            [("properties", "createMode")],
            id="unlisted",
        ),
        pytest.param(
            {"location": "eastus", "properties": {"createMode": "recover"}},
            Operation.REPLACE,
            [("location",)],
            [],
            id="unlisted-beside-a-replacement",
        ),
    ],
)
def test_operation_and_its_reason(
    change: dict[str, object], operation: Operation, forced: list[object], not_known: list[object]
) -> None:
    found = only_change(vault(), vault(**change))

    assert found.operation is operation
    assert [each.path for each in found.forced_by] == forced
    assert [each.path for each in found.not_known] == not_known


def test_an_alias_makes_a_rename_no_change() -> None:
    renamed = vault("new", options=ResourceOptions(aliases=(urn(VAULT, "vault"),)))

    assert diff(graph(vault()), graph(renamed)).changes == ()


def test_an_alias_is_told_where_the_resource_changes() -> None:
    renamed = vault("new", tags={"a": "b"}, options=ResourceOptions(aliases=("urn:other", urn(VAULT, "vault"))))
    (change,) = diff(graph(vault()), graph(renamed)).changes

    assert (change.operation, change.former_urn) == (Operation.UPDATE, urn(VAULT, "vault"))


def test_an_old_resource_is_found_only_once_and_under_its_own_urn_first() -> None:
    alias = ResourceOptions(aliases=(urn(VAULT, "vault"),))
    found = diff(graph(vault()), graph(vault(), resource(VAULT, "twin", options=alias, vaultName="kv2")))

    assert operations(found) == {"twin": Operation.CREATE}


def test_a_rename_without_an_alias_is_refused_as_azure_has_it_already() -> None:
    found, old = diff(graph(vault()), graph(vault("new"))), urn(VAULT, "vault")

    assert operations(found) == {"new": Operation.CREATE, "vault": Operation.DELETE}
    assert found.changes[0].refusals == (
        f"Azure has it already, as {old}, which is deleted later (give the new one an alias of that URN)",
    )


def test_what_depends_on_a_replaced_resource_by_an_input_it_cannot_change_goes_along() -> None:
    def zone(location: str) -> list[Resource]:
        group = resource(GROUP, "group", resourceGroupName="rg", location=location)
        inside = {"resourceGroupName": (group.urn,)}
        within = resource(VAULT, "vault", comes_from=inside, vaultName="kv", resourceGroupName="rg", location="global")
        logs = resource(DIAGNOSTICS, "logs", comes_from={"resourceUri": (within.urn,)}, resourceUri=VAULT_ID)
        tagged = resource(STORAGE, "tagged", comes_from={"tags": (group.urn,)}, accountName="st", tags={"a": "rg"})
        return [group, within, logs, tagged]

    found = diff(graph(*zone("eastus")), graph(*zone("westeurope")))
    group, within, logs = found.changes

    assert [each.operation for each in found.changes] == [Operation.REPLACE] * 3
    assert (group.causes, group.takes_along) == ((), (within.urn, logs.urn))
    assert (within.causes, within.forced_by) == ((Cause(urn=group.urn, input="resourceGroupName"),), ())
    assert logs.causes == (Cause(urn=within.urn, input="resourceUri"),)
    assert found.same == 1


def test_what_azure_alone_refuses_to_change_is_a_replacement_with_its_decider() -> None:
    old, new = (resource("azure-native:authorization:RoleAssignment", "r", roleDefinitionId=role) for role in "ab")
    (forced,) = only_change(old, new).forced_by

    assert forced.verdict.effect is Effect.REPLACE
    assert forced.verdict.decider is Decider.AZURE
    assert forced.verdict.source.endswith("/azurerm/latest/docs/resources/role_assignment")


def test_another_subscription_is_another_resource() -> None:
    moved = replace(vault(), id=VAULT_ID.replace("1111", "2222"))
    found = only_change(vault(), moved)

    assert found.operation is Operation.REPLACE
    assert [each.path for each in found.forced_by] == [("id",)]


def test_an_id_in_another_case_is_the_same_id() -> None:
    assert diff(graph(vault()), graph(replace(vault(), id=VAULT_ID.upper()))).changes == ()


def test_ignored_changes_are_no_changes() -> None:
    ignoring = ResourceOptions(ignore_changes=("properties.networkAcls.ipRules[0].value", "tags"))
    rule = {"networkAcls": {"ipRules": [{"value": "1"}]}}
    old = vault(tags={"a": "b"}, properties=rule)
    new = vault(
        tags={"a": "c"}, properties={"networkAcls": {"ipRules": [{"value": "1"}], "bypass": "None"}}, options=ignoring
    )

    assert [each.path for each in only_change(old, new).properties] == [("properties", "networkAcls", "bypass")]


def test_the_program_may_ask_for_a_replacement() -> None:
    asking = ResourceOptions(replace_on_changes=("tags",))
    found = only_change(vault(tags={"a": "b"}), vault(tags={"a": "c"}, options=asking))

    assert found.operation is Operation.REPLACE
    assert [each.verdict.decider for each in found.forced_by] == [Decider.PROGRAM]


PROTECTED = ResourceOptions(protect=True)
REFUSED = "Pulumi refuses to {} it: it is protected (set protect to false and deploy that first)"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(vault(options=PROTECTED), None, (REFUSED.format("delete"),), id="delete"),
        pytest.param(vault(), None, (), id="delete-unprotected"),
        pytest.param(
            vault(options=PROTECTED), vault(location="x", options=PROTECTED), (REFUSED.format("replace"),), id="replace"
        ),
        pytest.param(vault(options=PROTECTED), vault(location="x"), (), id="unprotected-in-the-same-step"),
        pytest.param(vault(), vault(location="x", options=PROTECTED), (), id="protected-in-the-same-step"),
        pytest.param(
            vault(options=PROTECTED), vault(tags={"a": "b"}, options=PROTECTED), (), id="update-of-a-protected-one"
        ),
    ],
)
def test_protection(before: Resource, after: Resource | None, expected: tuple[str, ...]) -> None:
    (change,) = diff(graph(before), graph(*([after] if after else []))).changes

    assert change.refusals == expected


def test_a_protected_resource_is_not_taken_along_even_if_it_is_unprotected_now() -> None:
    def zone(location: str, options: ResourceOptions | None) -> list[Resource]:
        group = resource(GROUP, "group", resourceGroupName="rg", location=location)
        inside = {"resourceGroupName": (group.urn,)}
        return [group, resource(VAULT, "v", comes_from=inside, resourceGroupName="rg", options=options)]

    _, taken = diff(graph(*zone("a", PROTECTED)), graph(*zone("b", None))).changes

    assert taken.refusals == (REFUSED.format("replace"),)


def lock(scope: str, name: str = "lock") -> Resource:
    return resource(LOCK, name, scope=scope, lockName="do-not-delete", level="CanNotDelete")


@pytest.mark.parametrize(
    ("scope", "blocks"),
    [
        pytest.param(VAULT_ID, True, id="on-it"),
        pytest.param(f"{SUBSCRIPTION}/resourceGroups/RG", True, id="on-its-group"),
        pytest.param(f"{SUBSCRIPTION}/resourceGroups/r", False, id="on-a-group-whose-name-is-a-part"),
    ],
)
def test_a_lock_that_stays_refuses_a_deletion(scope: str, *, blocks: bool) -> None:
    (change,) = diff(graph(vault(), lock(scope)), graph(lock(scope))).changes

    assert change.refusals == (("Azure refuses to delete it while the lock do-not-delete is on it",) if blocks else ())


def test_a_lock_that_goes_too_refuses_nothing() -> None:
    found = diff(graph(vault(), lock(VAULT_ID)), graph())

    assert [each.refusals for each in found.changes] == [(), ()]


def test_what_is_retained_is_not_lost() -> None:
    (change,) = diff(
        graph(vault(options=ResourceOptions(retain_on_delete=True)), lock(VAULT_ID)), graph(lock(VAULT_ID))
    ).changes

    assert (change.operation, change.refusals, change.consequences) == (Operation.DELETE, (), ())


def test_no_secret_is_in_a_diff() -> None:
    found = diff(graph(vault(properties={"k": Secret("c4n4ry")})), graph(vault(properties={"k": Secret("c4n4ry2")})))
    (change,) = found.changes

    assert [(each.path, each.before, each.after) for each in change.properties] == [
        (("properties", "k"), Secret(None), Secret(None))
    ]


def test_components_and_what_is_only_read_are_not_counted() -> None:
    read = replace(resource(ENDPOINT, "read"), read=True)
    component = replace(resource("bedplate:index:KeyVault", "c"), custom=False)

    assert diff(graph(), graph(read, component)).changes == ()
