import pytest

from bedplate.components.facts import read_facts
from bedplate.components.facts.arm_types import arm_type
from bedplate.components.shared.diagnostics import diagnosable_types, exempt_types

DECLARED = sorted({known.name for token in read_facts("arm_types")["types"] if (known := arm_type(token)) is not None})


def test_no_type_is_both_diagnosed_and_exempt() -> None:
    assert not diagnosable_types().keys() & exempt_types().keys()


@pytest.mark.parametrize("azure_type", DECLARED)
def test_every_declared_type_is_diagnosed_exempt_or_a_child_of_one_that_is(azure_type: str) -> None:
    settled = diagnosable_types().keys() | exempt_types().keys()
    parents = [azure_type.rsplit("/", depth)[0] for depth in range(azure_type.count("/"))]
    assert settled.intersection(parents)


@pytest.mark.parametrize("azure_type", sorted(diagnosable_types()))
def test_categories_are_named_once_and_in_order(azure_type: str) -> None:
    row = diagnosable_types()[azure_type]
    for kind in ("logs", "metrics"):
        categories = row.get(kind, [])
        assert categories == sorted(set(categories))
    assert row["logs"]
    assert row.keys() <= {"logs", "metrics", "resourceSpecificTables"}


@pytest.mark.parametrize("azure_type", sorted(exempt_types()))
def test_every_exemption_has_a_reason(azure_type: str) -> None:
    assert len(exempt_types()[azure_type].split()) >= 4
