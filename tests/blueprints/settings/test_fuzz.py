"""Whatever a file holds, loading it gives settings or problems, never an exception."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bedplate.blueprints.settings import SettingsError, from_config, load, settings_schema
from bedplate.blueprints.settings.rules import RULES

TODAY = date(2026, 11, 21)
SEEDS = [path.read_bytes() for folder in ("good", "bad") for path in sorted((Path(__file__).parent / folder).glob("*"))]
# fmt: off
FRAGMENTS = st.sampled_from([
    b"&a ", b"*a", b"<<: ", b"\t", b"\0", b"\xff", b"!!binary ", b"!x ", b"---\n", b"...\n", b"? ", b"- ", b": ",
    b"|\n", b"{", b"}", b"[", b"]", b'"', b"'", b"\\u0000", b"%YAML 9.9\n", b"1e999", b"0x" + b"f" * 40, b"9" * 5000,
    b"~", b"\r", b"secure: x", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc5\xbf", b"on", b".nan", b"2025-11-13", b"\\ud800",
])
# fmt: on
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(FRAGMENTS, st.binary(max_size=8))), min_size=1, max_size=6
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=12), children, max_size=4),
    max_leaves=20,
)
KEYS = sorted({key for definition in settings_schema()["$defs"].values() for key in definition.get("properties", {})})


@settings(max_examples=300, deadline=None)
@given(seed=st.sampled_from(SEEDS), edits=EDITS)
def test_mutated_files(seed: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    content = seed
    for position, length, replacement in edits:
        start = int(position * len(content))
        content = content[:start] + replacement + content[start + length :]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Pulumi.fuzz.yaml"
        path.write_bytes(content)
        loaded = load(path, today=TODAY)

    assert (loaded.settings is None) == bool(loaded.problems)
    lines = content.count(b"\n") + content.count(b"\r") + content.count(b"\xe2\x80\xa8") + 2
    for problem in loaded.problems:
        assert problem.rule in RULES
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert str(problem).isprintable()


@settings(max_examples=100, deadline=None)
@given(
    value=st.dictionaries(
        st.sampled_from(KEYS),
        JSON
        | st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5)
        | st.lists(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5), max_size=3),
        max_size=12,
    )
)
def test_any_json(value: dict[str, object]) -> None:
    value["projects"] = []  # never valid, so that there is always something to complain about
    with pytest.raises(SettingsError) as raised:
        from_config(value, today=TODAY)

    assert raised.value.problems
    assert {problem.rule for problem in raised.value.problems} <= set(RULES)
