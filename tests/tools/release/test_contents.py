"""Files that an archive lacks, or should not hold."""

import pytest

from tools.release.contents import check_files, check_portions, check_strays

ROOTS = ("beds/garden", "tools/garden")
TYPED = {f"garden/{unit}/{file}" for unit in ("beds", "tools") for file in ("__init__.py", "py.typed")}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param({"a": b"1", "b": b"2"}, [], id="the same"),
        pytest.param({"a": b"1"}, ["x.whl lacks b"], id="one is missing"),
        pytest.param(
            {"a": b"1", "b": b"2", "c": b""}, ["x.whl holds c, which does not belong there"], id="one is too many"
        ),
        pytest.param(
            {"a": b"1", "b": b"3"}, ["x.whl holds b with another content than the commit"], id="one is changed"
        ),
    ],
)
def test_exactly_the_files(members: dict[str, bytes], expected: list[str]) -> None:
    assert check_files("x.whl", members, {"a": b"1", "b": b"2"}) == expected


@pytest.mark.parametrize(
    "name",
    [
        "garden/beds/test_roses.py",
        "garden/beds/conftest.py",
        "garden/beds/golden/roses.txt",
        "garden/beds/__pycache__/roses.py",
        "garden/beds/roses.pyc",
        ".mypy_cache/3.11/roses.json",
        "garden/.env",
        "garden/beds/roses.py.orig",
    ],
)
def test_a_stray(name: str) -> None:
    assert check_strays("x.whl", [name]) == [f"x.whl holds {name}, which is no part of a package"]


@pytest.mark.parametrize(
    "name",
    ["garden/beds/testing.py", "garden/beds/templates/tests/test_roses.py.jinja", "garden/beds/goldenrod.py"],
)
def test_a_name_that_only_looks_like_a_stray(name: str) -> None:
    assert check_strays("x.whl", [name]) == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(TYPED, [], id="typed portions"),
        pytest.param(TYPED - {"garden/tools/py.typed"}, ["x.whl lacks garden/tools/py.typed"], id="an untyped one"),
        pytest.param(
            TYPED - {"garden/beds/__init__.py"}, ["x.whl lacks garden/beds/__init__.py"], id="no package of its own"
        ),
        pytest.param(
            TYPED | {"garden/__init__.py"},
            ["x.whl holds garden/__init__.py, which hides the other portions"],
            id="a package above",
        ),
    ],
)
def test_portions(names: set[str], expected: list[str]) -> None:
    assert check_portions("x.whl", names, ROOTS) == expected
