"""Names are legal, stable, and different for different resources."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedplate.components.facts.regions import region, region_names
from bedplate.components.facts.resource_names import NameForm, name_rule, reserved_word, resource_types
from bedplate.components.planning.naming import WORKLOAD_PATTERN, Naming

NAMINGS = st.builds(
    Naming,
    workload=st.from_regex(WORKLOAD_PATTERN, fullmatch=True).filter(str.isascii),
    environment=st.sampled_from(["dev", "test", "prod"]),
    location=st.sampled_from(region_names()),
    generation=st.integers(1, 999),
    subscription_id=st.uuids().map(str),
)
QUALIFIERS = st.none() | st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,6}", fullmatch=True).filter(str.isascii)
TYPES = st.sampled_from(resource_types())
CONTOSO = Naming(
    workload="contoso",
    environment="prod",
    location="swedencentral",
    generation=1,
    subscription_id="00000000-0000-0000-0000-000000000000",
)


@pytest.mark.parametrize(
    ("resource_type", "qualifier", "name"),
    [
        pytest.param("resourceGroup", None, "rg-contoso-prod-sdc-001", id="zone"),
        pytest.param("privateEndpoint", "vault", "pep-contoso-prod-sdc-vault-001", id="zone-with-qualifier"),
        pytest.param("keyVault", None, "kv-contoso-prod-xafal", id="global"),
        pytest.param("keyVault", "vault", "kv-contoso-prod-va-aeh6w", id="global-shortened"),
        pytest.param("storageAccount", "logs", "stcontosoprodlogs88n1l", id="global-without-hyphens"),
        pytest.param("subnet", "private-endpoints", "snet-private-endpoints", id="child"),
        pytest.param(
            "containerApp", "conversations-of-customers", "ca-contoso-prod-sdc-conver-vitf4", id="zone-shortened"
        ),
    ],
)
def test_names_never_change(resource_type: str, qualifier: str | None, name: str) -> None:
    assert CONTOSO.name(resource_type, qualifier) == name


@given(NAMINGS, TYPES, QUALIFIERS)
def test_every_name_is_legal(naming: Naming, resource_type: str, qualifier: str | None) -> None:
    name = naming.name(resource_type, qualifier)

    assert name_rule(resource_type).violation(name) is None
    assert name == name.lower()
    assert name.startswith(name_rule(resource_type).abbreviation)


@given(NAMINGS, TYPES, QUALIFIERS)
def test_names_are_deterministic(naming: Naming, resource_type: str, qualifier: str | None) -> None:
    assert naming.name(resource_type, qualifier) == naming.name(resource_type, qualifier)


@given(NAMINGS, NAMINGS, TYPES, QUALIFIERS, QUALIFIERS)
def test_different_resources_have_different_names(
    one: Naming, other: Naming, resource_type: str, first: str | None, second: str | None
) -> None:
    form = name_rule(resource_type).form
    if form is NameForm.CHILD:
        # A child's parent tells the zones apart; a bare child is called after the workload.
        distinct = first is not None and second is not None and first != second
        other = one
    elif form is NameForm.ZONE:
        # Names of two subscriptions may be equal: their resource groups are not.
        other = Naming(
            workload=other.workload,
            environment=other.environment,
            location=other.location,
            generation=other.generation,
            subscription_id=one.subscription_id,
        )
        distinct = (one, first) != (other, second)
    else:
        distinct = (one, first) != (other, second)
    if distinct:
        assert one.name(resource_type, first) != other.name(resource_type, second)


@pytest.mark.parametrize("resource_type", resource_types())
def test_the_longest_parts_still_make_a_legal_name(resource_type: str) -> None:
    naming = Naming(
        workload="w" * 10, environment="prod", location="southcentralus", generation=999, subscription_id="f" * 36
    )

    for qualifier in (None, "q", "q" * 300, "-".join("q" * 40)):
        assert name_rule(resource_type).violation(naming.name(resource_type, qualifier)) is None


@pytest.mark.parametrize(
    "resource_type", [name for name in resource_types() if name_rule(name).form is NameForm.GLOBAL]
)
def test_the_longest_workload_stands_unshortened_in_every_global_name(resource_type: str) -> None:
    naming = Naming(
        workload="w" * 10, environment="prod", location="southcentralus", generation=1, subscription_id="f" * 36
    )

    assert "w" * 10 in naming.name(resource_type)
    assert "prod" in naming.name(resource_type)


def test_generation_gives_new_names() -> None:
    reborn = Naming(
        workload="contoso",
        environment="prod",
        location="swedencentral",
        generation=2,
        subscription_id=CONTOSO.subscription_id,
    )

    for resource_type in resource_types():
        if name_rule(resource_type).form is not NameForm.CHILD:
            assert CONTOSO.name(resource_type) != reborn.name(resource_type)


def test_abbreviations_tell_types_apart() -> None:
    abbreviations = [name_rule(resource_type).abbreviation for resource_type in resource_types()]

    assert len(set(abbreviations)) == len(abbreviations)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"workload": "Contoso"}, id="upper-case"),
        pytest.param({"workload": "c"}, id="one-letter"),
        pytest.param({"workload": "contosochatz"}, id="too-long"),
        pytest.param({"workload": "9lives"}, id="digit-first"),
        pytest.param({"environment": "production"}, id="environment"),
        pytest.param({"generation": 0}, id="generation-zero"),
        pytest.param({"generation": 1000}, id="generation-four-digits"),
        pytest.param({"location": "atlantis"}, id="location"),
    ],
)
def test_bad_parts_are_refused(arguments: dict[str, object]) -> None:
    good = {
        "workload": "contoso",
        "environment": "dev",
        "location": "swedencentral",
        "generation": 1,
        "subscription_id": "x",
    }

    with pytest.raises(ValueError, match=r"must|no such"):
        Naming(**{**good, **arguments})  # type: ignore[arg-type]  # the point of the test


@pytest.mark.parametrize("qualifier", ["", "A", "a_b", "a--b", "-a", "a-", "é"])
def test_bad_qualifiers_are_refused(qualifier: str) -> None:
    with pytest.raises(ValueError, match="qualifier"):
        CONTOSO.name("keyVault", qualifier)


def test_unknown_type_is_refused() -> None:
    with pytest.raises(KeyError):
        CONTOSO.name("vault")


@pytest.mark.parametrize(
    ("resource_type", "name", "legal"),
    [
        pytest.param("keyVault", "kv-a", True, id="key-vault"),
        pytest.param("keyVault", "kv--a", False, id="key-vault-two-hyphens"),
        pytest.param("keyVault", "1kv", False, id="key-vault-digit-first"),
        pytest.param("keyVault", "kv-" + "a" * 22, False, id="key-vault-long"),
        pytest.param("storageAccount", "st-a", False, id="storage-hyphen"),
        pytest.param("aiModelDeployment", "gpt-5.1", True, id="deployment"),
        pytest.param("resourceGroup", "rg.", False, id="group-period-last"),
        pytest.param("containerApp", "ca-a", True, id="container-app"),
        pytest.param("containerApp", "ca-a-", False, id="container-app-hyphen-last"),
    ],
)
def test_rules_know_what_azure_refuses(resource_type: str, name: str, legal: bool) -> None:  # noqa: FBT001 -- a case
    assert (name_rule(resource_type).violation(name) is None) is legal


def test_reserved_words() -> None:
    assert reserved_word("azure") == "azure"
    assert reserved_word("azureless") is None
    assert reserved_word("mywindows") == "windows"


def test_region_codes_are_short_and_distinct() -> None:
    codes = [region(name).code for name in region_names()]

    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]{2,4}\d?", code) and len(code) <= 4 for code in codes)
