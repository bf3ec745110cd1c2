"""What single states and steps come to: the cases that no short run of the real engine brings about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bedplate.generator.graph import UNKNOWN, CustomTimeouts, SourcePosition
from tests.generator.foreign.documents import GROUP, ZONE, export, preview, read, state, step

MISSING = (
    "1 resource missing, as the file tells only of what changes "
    "(write it with `pulumi preview --json --show-sames` to have all)"
)
PENDING = (
    "3 resources in the middle of an operation when the state was written (2 creating, 1 updating): "
    "what is there may differ (`pulumi refresh` settles it)"
)
OLD = {"id": "/old", "outputs": {"name": "old"}}
PROVIDER = f"{ZONE}pulumi:providers:azure-native::"


@pytest.mark.parametrize(
    ("steps", "ids"),
    [
        pytest.param([step("create", "a")], {"a": UNKNOWN}, id="create"),
        pytest.param([step("same", "a", OLD)], {"a": "/old"}, id="same"),
        pytest.param([step("update", "a", OLD)], {"a": "/old"}, id="update"),
        pytest.param([step("replace", "a", OLD)], {"a": UNKNOWN}, id="replace"),
        pytest.param(
            [step("create-replacement", "a", OLD), step("replace", "a", OLD), step("delete-replaced", "a", OLD)],
            {"a": UNKNOWN},
            id="replacement-in-steps",
        ),
        pytest.param(
            [step("delete-replaced", "a", OLD), step("replace", "a", OLD), step("create-replacement", "a", OLD)],
            {"a": UNKNOWN},
            id="replacement-in-steps-deleted-first",
        ),
        pytest.param([step("delete", "a", OLD), step("create", "b")], {"b": UNKNOWN}, id="delete"),
        pytest.param([step("delete", "a", OLD), step("same", "a", OLD)], {"a": "/old"}, id="delete-of-a-former-one"),
        pytest.param([step("read", "a", id="/read", external=True)], {"a": "/read"}, id="read"),
        pytest.param(
            [step("read-replacement", "a", OLD, id="/read"), step("discard-replaced", "a", OLD)],
            {"a": "/read"},
            id="read-replacement",
        ),
        pytest.param([step("discard", "a", OLD)], {}, id="discard"),
        pytest.param([step("refresh", "a", OLD, id="/there")], {"a": "/there"}, id="refresh"),
        pytest.param(
            [step("refresh", "a", OLD, id="/there"), step("update", "a", {"id": "/there"})],
            {"a": "/there"},
            id="refresh-then-update",
        ),
        pytest.param(
            [step("update", "a", OLD), step("refresh", "a", OLD, id="/there")], {"a": "/old"}, id="update-then-refresh"
        ),
        pytest.param([step("refresh", "a", OLD, id="/gone"), step("delete", "a", OLD)], {}, id="refresh-then-gone"),
        pytest.param([step("import", "a", importID="/taken")], {"a": "/taken"}, id="import"),
        pytest.param([step("import-replacement", "a", OLD, id="/taken")], {"a": "/taken"}, id="import-replacement"),
        pytest.param([step("remove-pending-replace", "a", OLD)], {}, id="remove-pending-replace"),
        pytest.param([step("extend-parameterize", "a"), step("create", "b")], {"b": UNKNOWN}, id="no-resource-at-all"),
        pytest.param([step("juggle", "a", id="/new")], {"a": "/new"}, id="unheard-of"),
        pytest.param([{"op": "create", "urn": f"{GROUP}a"}], {}, id="without-a-state"),
    ],
)
def test_steps(tmp_path: Path, steps: list[dict[str, Any]], ids: dict[str, Any]) -> None:
    assert {each.name: each.id for each in read(tmp_path, preview(*steps)).resources} == ids


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param(preview(step("create", "a"), changeSummary={"create": 1}), (), id="nothing-odd"),
        pytest.param(
            preview(step("create", "a"), changeSummary={"same": 1}),
            (MISSING,),
            id="missing",
        ),
        pytest.param(
            preview(step("juggle", "a")),
            ("1 resource kept that the Pulumi CLI marks `juggle`, which this version does not know",),
            id="unheard-of",
        ),
        pytest.param(
            export(state("a"), state("b", delete=True), state("c", delete=True)),
            ("2 resources left out, as they were replaced and wait for their deletion",),
            id="pending-deletion",
        ),
        pytest.param(
            export(state("a", pendingReplacement=True)),
            ("1 resource kept that were deleted and wait to be created again",),
            id="pending-replacement",
        ),
        pytest.param(
            export(state("a", initErrors=["it broke"])),
            ("1 resource kept whose last operation did not succeed",),
            id="failed",
        ),
        pytest.param(
            export(state("a", id="/1"), state("a", id="/2")),
            ("1 resource left out, as the state holds a later one of the same URN",),
            id="twice",
        ),
        pytest.param(
            export(
                state("a"),
                pending=(
                    {"resource": state("b"), "type": "creating"},
                    {"resource": state("c"), "type": "creating"},
                    {"resource": state("a"), "type": "updating"},
                ),
            ),
            (PENDING,),
            id="pending-operations",
        ),
    ],
)
def test_notes(tmp_path: Path, text: str, notes: tuple[str, ...]) -> None:
    assert read(tmp_path, text).notes == notes


def test_what_waits_for_its_deletion_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, export(state("a", id="/new"), state("a", id="/old", delete=True)))
    assert [each.id for each in found.resources] == ["/new"]


def test_what_the_provider_keeps_for_itself_is_left_out(tmp_path: Path) -> None:
    inputs = {"location": "norwayeast", "__createBeforeDelete": True, "tags": {"__kept": "yes"}}
    outputs = {"name": "a", "__inputs": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}}
    other = {"urn": f"{ZONE}azuread:index:Group::g", "type": "azuread:index:Group", "custom": True}
    found = read(tmp_path, export(state("a", inputs=inputs, outputs=outputs), {**other, "inputs": {"__defaults": []}}))
    assert found[f"{GROUP}a"].inputs == {"location": "norwayeast", "tags": {"__kept": "yes"}}
    assert found[f"{GROUP}a"].outputs == {"name": "a"}
    assert found[f"{ZONE}azuread:index:Group::g"].inputs == {"__defaults": ()}


def test_default_providers_of_two_versions_share_their_configuration(tmp_path: Path) -> None:
    first = {"urn": f"{PROVIDER}default_2_1_0", "custom": True, "id": "1", "inputs": {"subscriptionId": "s"}}
    second = {
        "urn": f"{PROVIDER}default",
        "custom": True,
        "id": "2",
        "inputs": {"version": "3", "environment": "china"},
    }
    found = read(tmp_path, export(first, second, state("a", provider=f"{PROVIDER}default::2")))
    assert found.provider_defaults == {"azure-native": {"subscriptionId": "s", "environment": "china"}}
    assert [each.provider for each in found.resources] == [None]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({"sourcePosition": "project:///infra/my%20zone.ts#7,3"}, ("infra/my zone.ts", 7), id="in-project"),
        pytest.param({"sourcePosition": "file:///home/me/zone.go#7"}, ("/home/me/zone.go", 7), id="in-a-file"),
        pytest.param({"sourcePosition": "project:///node_modules/a/b.js#7"}, None, id="in-a-package"),
        pytest.param({"sourcePosition": "project:///../venv/lib/site-packages/a.py#7"}, None, id="outside"),
        pytest.param({"sourcePosition": "somewhere"}, None, id="unheard-of"),
        pytest.param(
            {
                "sourcePosition": "project:///../b.py#1",
                "stackTrace": [{}, {"sourcePosition": "project:///c.py#2"}, {"sourcePosition": "project:///d.py#3"}],
            },
            ("c.py", 2),
            id="innermost-of-the-program",
        ),
    ],
)
def test_source(tmp_path: Path, more: dict[str, Any], expected: tuple[str, int] | None) -> None:
    found = read(tmp_path, export(state("a", **more))).resources[0].source
    assert found == (SourcePosition(file=expected[0], line=expected[1]) if expected else None)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        pytest.param(5400, "1h30m", id="hours-and-minutes"),
        pytest.param(3600.0, "1h", id="hours"),
        pytest.param(61, "1m1s", id="minutes-and-seconds"),
        pytest.param(0.5, "0.5s", id="fraction"),
        pytest.param(0, "", id="none"),
    ],
)
def test_custom_timeouts(tmp_path: Path, seconds: float, text: str) -> None:
    found = read(tmp_path, export(state("a", customTimeouts={"delete": seconds}))).resources[0]
    assert found.options.custom_timeouts == CustomTimeouts(delete=text)


def test_other_options(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        export(
            state(
                "a",
                aliases=[f"{GROUP}before", f"{ZONE}azure-native:resources/v20210401:ResourceGroup::a"],
                replaceOnChanges=["location"],
                additionalSecretOutputs=["name"],
                importID="/there",
                resourceHooks={"onError": ["retry"], "beforeCreate": None},
            )
        ),
    )
    options = found.resources[0].options
    assert options.aliases == (f"{GROUP}before",)
    assert (options.replace_on_changes, options.additional_secret_outputs) == (("location",), ("name",))
    assert (options.import_id, options.hooks) == ("/there", {"onError": ("retry",), "beforeCreate": ()})


def test_nulls_are_nothing(tmp_path: Path) -> None:
    nulls = dict.fromkeys(
        ("id", "inputs", "outputs", "parent", "provider", "dependencies", "propertyDependencies", "aliases"), None
    )
    found = read(tmp_path, export(state("a", **nulls), state("b", propertyDependencies={"location": None})))
    assert [(each.id, each.inputs, each.parent, each.property_dependencies) for each in found.resources] == [
        (None, {}, None, {}),
        (None, {}, None, {}),
    ]


def test_the_type_may_stand_in_the_urn_alone(tmp_path: Path) -> None:
    found = read(tmp_path, export({"urn": f"{ZONE}acme:zone:Area$demo:index:Thing::a", "custom": True}))
    assert found.resources[0].type == "demo:index:Thing"


def test_configuration_of_a_preview_is_that_of_default_providers(tmp_path: Path) -> None:
    config = {"azure-native:subscriptionId": "s", "azure-native:clientSecret": "[secret]", "zone:size": "2"}
    text = preview(step("create", "a", provider=f"{PROVIDER}default::{UNKNOWN.value}"), config=config)
    defaults = read(tmp_path, text).provider_defaults
    assert set(defaults) == {"azure-native"}
    assert defaults["azure-native"]["subscriptionId"] == "s"
    assert repr(defaults["azure-native"]["clientSecret"]) == "Secret()"


def test_thousands_in_a_row(tmp_path: Path) -> None:
    """A chain of parents, written last first: the order must not cost more than the file."""
    chain = [state(f"{number:05}", parent=f"{GROUP}{number - 1:05}") for number in range(1, 5000)]
    found = read(tmp_path, json.dumps(json.loads(export(*reversed([state("00000"), *chain])))))
    assert [each.name for each in found.resources] == [f"{number:05}" for number in range(5000)]
