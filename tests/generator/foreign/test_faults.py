"""Files that are none of those that are read: what people are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bedplate.generator.foreign import ForeignFileError, read_foreign
from bedplate.generator.graph import Graph
from tests.generator.foreign.documents import GROUP, export, preview, read, state, step

FILES = Path(__file__).parent / "files"
EXPECTED = "what `pulumi preview --json`, `pulumi stack export` or `bedplate preview STACK --json` writes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", f": no JSON object in it, expected {EXPECTED}", id="empty"),
        pytest.param("hello", f": no JSON object in it, expected {EXPECTED}", id="words"),
        pytest.param("[]", f": no JSON object in it, expected {EXPECTED}", id="list"),
        pytest.param("{}", f": another JSON document, expected {EXPECTED}", id="empty-object"),
        pytest.param(
            '{"$schema": "x", "resources": []}', f": a document of another schema, expected {EXPECTED}", id="template"
        ),
        pytest.param('{"terraform_version": "1"}', f": a file of Terraform, expected {EXPECTED}", id="terraform"),
        pytest.param(
            '{"version": 3, "checkpoint": {}}',
            f": the file in which a backend keeps a stack's state (write it with `pulumi stack export`), "
            f"expected {EXPECTED}",
            id="state-file",
        ),
        pytest.param(
            '{"manifest": {}, "resourcePlans": {}}',
            f": an update plan (write the preview with `pulumi preview --json`), expected {EXPECTED}",
            id="plan",
        ),
        pytest.param(
            '{"version": 3,\n "deployment": {"resources": [}}',
            ":2:31: not JSON: Expecting value",
            id="broken",
        ),
        pytest.param(
            'Previewing update (dev):\n{"steps": [\n', ":3:1: not JSON: Expecting value", id="broken-after-words"
        ),
        pytest.param(
            b'{"steps": [\n{"op": "create", "urn": "\xff"}]}',
            ":2:26: not UTF-8 text (write the file again, as UTF-8)",
            id="not-utf-8",
        ),
        pytest.param(
            export(state("a"), version=2),
            ": version: is 2, expected 3 or 4 (export the stack again with a current Pulumi CLI)",
            id="old-version",
        ),
        pytest.param(
            export(state("a"), version="3"),
            f": version: Expected `int | null`, got `str` (expected {EXPECTED})",
            id="version-of-another-kind",
        ),
        pytest.param(
            export(state("a"), state("b", dependencies=[1])),
            f": deployment.resources[1].dependencies[0]: Expected `str`, got `int` (expected {EXPECTED})",
            id="state-of-another-kind",
        ),
        pytest.param(
            export({"custom": True}),
            f": deployment.resources[0]: Object missing required field `urn` (expected {EXPECTED})",
            id="state-without-urn",
        ),
        pytest.param(
            export({"urn": "urn:pulumi:dev::zone"}),
            ": deployment.resources[0].urn: 'urn:pulumi:dev::zone', expected a URN such as "
            "urn:pulumi:dev::project::acme:zone:Area::name",
            id="no-urn",
        ),
        pytest.param(
            preview(step("create", "a"), {"op": 1}),
            f": steps[1].op: Expected `str`, got `int` (expected {EXPECTED})",
            id="step-of-another-kind",
        ),
        pytest.param(
            export(), ": holds no resources, so that it does not even say which stack it is of", id="empty-export"
        ),
        pytest.param(
            export(state("a", dependencies=[f"{GROUP}b"]), state("b", parent=f"{GROUP}a"), state("c")),
            f": resources depend on each other in a circle: {GROUP}a -> {GROUP}b -> {GROUP}a",
            id="circle",
        ),
        pytest.param('{"formatVersion": "9.0"}', ": formatVersion is '9.0', expected 1.x", id="newer-record"),
        pytest.param(
            '{"steps": ' + "[" * 100_000 + "]" * 100_000 + "}",
            f": nested too deeply to be {EXPECTED}",
            id="too-deep",
        ),
    ],
)
def test_fault(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(ForeignFileError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'file.json'}{said}")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("none.json", "cannot be read: No such file or directory", id="absent"),
        pytest.param(".", "cannot be read: Is a directory", id="folder"),
    ],
)
def test_file_that_cannot_be_read(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(ForeignFileError) as caught:
        read_foreign(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: {said}"


@pytest.mark.parametrize(
    "wrapped",
    [
        pytest.param(lambda text: text.encode(), id="as-it-is"),
        pytest.param(lambda text: json.dumps(json.loads(text)).encode(), id="on-one-line"),
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="byte-order-mark"),
        pytest.param(lambda text: text.encode("utf-16"), id="utf-16"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="windows-lines"),
        pytest.param(lambda text: b"Previewing update (dev):\nwarning: {}\n\n" + text.encode(), id="words-before"),
        pytest.param(lambda text: text.encode() + b"\nwarning: a new version {3.260}\n", id="words-after"),
    ],
)
def test_words_and_encodings_do_no_harm(tmp_path: Path, wrapped: object) -> None:
    text = preview(step("create", "ä"))
    assert callable(wrapped)
    assert [each.name for each in read(tmp_path, wrapped(text)).resources] == ["ä"]


_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["[secret]", "1b47061264138c4ac30d75fd1eb44270", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", GROUP]),
)
_ANYTHING = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["4dabf18193072939515e22adb298388d", "value", "plaintext", "urn", "assets", "new", "op"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)
_NAMES = sorted(file.name for file in FILES.iterdir())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_json_gives_a_graph_or_the_error(tmp_path: Path, data: st.DataObject) -> None:
    text = (FILES / data.draw(st.sampled_from(_NAMES))).read_text(encoding="utf-8")
    lines = text.splitlines() if '"sequence"' in text else [text]
    at = data.draw(st.integers(0, len(lines) - 1))
    document = json.loads(lines[at])
    for _ in range(data.draw(st.integers(1, 4))):
        _change(document, data)
    lines[at] = json.dumps(document)
    assert _graph_or_error(tmp_path, "\n".join(lines).encode())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_bytes_give_a_graph_or_the_error(tmp_path: Path, data: st.DataObject) -> None:
    text = (FILES / data.draw(st.sampled_from(_NAMES))).read_bytes()
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 40))
    assert _graph_or_error(tmp_path, text[:at] + data.draw(st.binary(max_size=6)) + text[at + length :])


def _graph_or_error(folder: Path, text: bytes) -> bool:
    try:
        return isinstance(read(folder, text), Graph)
    except ForeignFileError as error:
        return str(error).startswith(str(folder))


def _change(document: object, data: st.DataObject) -> None:
    """Put anything in the place of something in a document."""
    while isinstance(document, dict | list) and document:
        members: list[object] = sorted(document) if isinstance(document, dict) else list(range(len(document)))
        key = data.draw(st.sampled_from(members))
        inner = document[key]  # type: ignore[call-overload]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            document[key] = data.draw(_ANYTHING)  # type: ignore[call-overload]
            return
        document = inner
