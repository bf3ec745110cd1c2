"""The records of a wheel against the wheel."""

import tomllib

import pytest

from tests.tools.release.made_up import PYPROJECT, RECORDS, WHEEL_NAME, fingerprint, wheel_members, with_record
from tools.release.archives import Archive
from tools.release.wheel_format import check_entry_points, check_record, check_tags

TABLE = tomllib.loads(PYPROJECT)["project"]
POINTS = f"{RECORDS}/entry_points.txt"


@pytest.mark.parametrize(
    ("name", "written", "instead", "expected"),
    [
        pytest.param(WHEEL_NAME, "", "", [], id="pure Python"),
        pytest.param(
            WHEEL_NAME,
            "Root-Is-Purelib: true",
            "Root-Is-Purelib: false",
            [f"{WHEEL_NAME}: Root-Is-Purelib says ['false'], expected ['true']"],
            id="not pure",
        ),
        pytest.param(
            WHEEL_NAME,
            "Tag: py3-none-any\n",
            "Tag: py3-none-any\nTag: py2-none-any\n",
            [f"{WHEEL_NAME}: Tag says ['py3-none-any', 'py2-none-any'], expected ['py3-none-any']"],
            id="another tag too",
        ),
        pytest.param(
            WHEEL_NAME,
            "Wheel-Version: 1.0\n",
            "",
            [f"{WHEEL_NAME}: Wheel-Version says [], expected ['1.0']"],
            id="no version of the format",
        ),
        pytest.param(
            "garden-0.1.0-py2.py3-none-any.whl",
            "",
            "",
            [
                (
                    "garden-0.1.0-py2.py3-none-any.whl: file name says ['py2-none-any', 'py3-none-any'], "
                    "expected ['py3-none-any']"
                )
            ],
            id="the file name",
        ),
        pytest.param(
            "garden-0.1.0.whl",
            "",
            "",
            ["garden-0.1.0.whl is no name of a wheel"],
            id="no tags in the file name",
        ),
    ],
)
def test_tags(name: str, written: str, instead: str, expected: list[str]) -> None:
    members = wheel_members()
    said = members[f"{RECORDS}/WHEEL"].decode()
    members[f"{RECORDS}/WHEEL"] = said.replace(written, instead).encode()

    assert check_tags(Archive(name, members)) == expected


def test_a_record_that_fits() -> None:
    assert check_record(Archive(WHEEL_NAME, with_record(wheel_members()))) == []


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        pytest.param(f"{POINTS},", f"{POINTS}x,", [f"RECORD does not list {POINTS}"], id="not listed"),
        pytest.param(
            f"{RECORDS}/RECORD,,\n",
            f"{RECORDS}/RECORD,,\nrose,,\n",
            ["RECORD lists rose, which is not there"],
            id="not there",
        ),
        pytest.param(
            f"{RECORDS}/RECORD,,\n",
            f"{RECORDS}/RECORD,,\n" * 2,
            [f"RECORD lists {RECORDS}/RECORD twice"],
            id="twice",
        ),
        pytest.param(
            fingerprint(b""),
            fingerprint(b"!"),
            [f"RECORD says {['garden/beds/py.typed', *fingerprint(b'!').split(',')]} of garden/beds/py.typed"],
            id="another hash",
        ),
    ],
)
def test_a_record_that_differs(written: str, instead: str, expected: list[str]) -> None:
    members = with_record(wheel_members())
    record = members[f"{RECORDS}/RECORD"].decode()
    members[f"{RECORDS}/RECORD"] = record.replace(written, instead, 1).encode()

    assert written in record
    assert set(expected) <= set(check_record(Archive(WHEEL_NAME, members)))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        pytest.param("[console_scripts]\ngarden = garden.beds.cli:main\n", [], id="as declared"),
        pytest.param(
            "",
            ["entry_points.txt says {}, pyproject.toml {'console_scripts': {'garden': 'garden.beds.cli:main'}}"],
            id="none",
        ),
        pytest.param(
            "[console_scripts]\nGarden = garden.beds.shears:main\n",
            [
                (
                    "entry_points.txt says {'console_scripts': {'Garden': 'garden.beds.shears:main'}}, "
                    "pyproject.toml {'console_scripts': {'garden': 'garden.beds.cli:main'}}"
                ),
                f"an entry point names garden.beds.shears, which {WHEEL_NAME} lacks",
            ],
            id="another one, of a module that is not there",
        ),
    ],
)
def test_entry_points(points: str, expected: list[str]) -> None:
    wheel = Archive(WHEEL_NAME, {**wheel_members(), POINTS: points.encode()})

    assert check_entry_points(wheel, TABLE) == expected


def test_entry_points_of_a_group_of_ones_own() -> None:
    points = "[console_scripts]\ngarden = garden.beds.cli:main\n[garden.plants]\nRose = garden.beds\n"
    table = {**TABLE, "entry-points": {"garden.plants": {"Rose": "garden.beds"}}}

    assert check_entry_points(Archive(WHEEL_NAME, {**wheel_members(), POINTS: points.encode()}), table) == []
