"""Whether two descriptions speak of the same thing."""

import pytest

from tools.arm_table.descriptions import Agreement, agreement


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("The size, in GB.", "the size in GB", Agreement.EQUAL, id="punctuation and case"),
        pytest.param("See [the docs](https://a.example).", "See the docs.", Agreement.EQUAL, id="links"),
        pytest.param(
            "Rules.\nThese are also available as standalone resources.", "Rules.", Agreement.EQUAL, id="SDK's own"
        ),
        pytest.param(
            "The size of the bed in square metres.",
            "The size of a bed in square metres.",
            Agreement.SIMILAR,
            id="a word",
        ),
        pytest.param("Type of API.", "Type of API to create.", Agreement.DIFFERENT, id="another thing"),
        pytest.param("", "Type of API.", Agreement.SILENT, id="one side is silent"),
    ],
)
def test_descriptions_agree(one: str, other: str, expected: Agreement) -> None:
    assert agreement(one, other) is expected
