from __future__ import annotations

from pathlib import Path

import pytest

from bedplate.generator.engine import Program, ProgramError
from tests.generator.engine.conftest import MakeProject


def config_of(make_project: MakeProject, stack: str, project: str = "") -> tuple[dict[str, str], frozenset[str]]:
    return make_project("", project=project, stack=stack).stack_config("dev")


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        pytest.param("name: text", "odd:name", "text", id="key-without-namespace"),
        pytest.param("azure-native:location: west", "azure-native:location", "west", id="namespace"),
        pytest.param("azure-native:config:location: west", "azure-native:location", "west", id="old-form-of-key"),
        pytest.param("a: 5", "odd:a", "5", id="integer"),
        pytest.param("a: 1.10", "odd:a", "1.10", id="number-keeps-its-text"),
        pytest.param("a: 0x1F", "odd:a", "0x1F", id="hexadecimal-keeps-its-text"),
        pytest.param("a: true", "odd:a", "true", id="boolean"),
        pytest.param("a: True", "odd:a", "True", id="boolean-keeps-its-text"),
        pytest.param("a: yes", "odd:a", "yes", id="yes-is-text"),
        pytest.param("a: 2026-01-02", "odd:a", "2026-01-02", id="date-keeps-its-text"),
        pytest.param("a:", "odd:a", "", id="nothing"),
        pytest.param("a: '5'", "odd:a", "5", id="quoted"),
        pytest.param("a: |\n    one\n    two\n", "odd:a", "one\ntwo\n", id="block"),
        pytest.param("a: {z: 1, b: [x, 2.0, true, ~]}", "odd:a", '{"b":["x",2,true,null],"z":1}', id="object-as-json"),
        pytest.param("a: [1.5, 0o17, 017, 1_000]", "odd:a", "[1.5,15,15,1000]", id="numbers-in-objects"),
        pytest.param("a: [2026-01-02, yes]", "odd:a", '["2026-01-02T00:00:00Z","yes"]', id="dates-in-objects"),
        pytest.param("a: ['<&>', 'ü']", "odd:a", '["\\u003c\\u0026\\u003e","ü"]', id="escapes-as-go-writes-them"),
        pytest.param("b: &x {c: 1}\n  a: *x", "odd:a", '{"c":1}', id="anchor"),
        pytest.param("b: &x {c: 1, d: 2}\n  a: {<<: *x, c: 3}", "odd:a", '{"c":3,"d":2}', id="merge"),
    ],
)
def test_values_are_text_as_the_cli_makes_it(make_project: MakeProject, line: str, key: str, value: str) -> None:
    values, secret_keys = config_of(make_project, f"config:\n  {line}\n")
    assert values[key] == value
    assert secret_keys == frozenset()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param("a: {secure: v1:abc}", "[secret]", id="whole"),
        pytest.param("a: {b: {secure: v1:abc}, c: 1}", '{"b":"[secret]","c":1}', id="in-object"),
        pytest.param("a: [x, {secure: v1:abc}]", '["x","[secret]"]', id="in-array"),
    ],
)
def test_encrypted_values_are_placeholders_and_their_keys_secret(
    make_project: MakeProject, line: str, value: str
) -> None:
    assert config_of(make_project, f"config:\n  {line}\n") == ({"odd:a": value}, frozenset({"odd:a"}))


def test_an_object_with_secure_and_more_is_an_object(make_project: MakeProject) -> None:
    assert config_of(make_project, "config: {a: {secure: x, b: 1}}") == (
        {"odd:a": '{"b":1,"secure":"x"}'},
        frozenset(),
    )


def test_the_projects_defaults_fill_in(make_project: MakeProject) -> None:
    project = """
        config:
          azure-native:location: west
          size: {type: integer, default: 3}
          token: {type: string, default: hush, secret: true}
          given: {type: string}
    """
    values, secret_keys = config_of(make_project, "config: {given: here, odd:size: 4}", project)
    assert values == {
        "azure-native:location": "west",
        "odd:size": "4",
        "odd:token": "hush",
        "odd:given": "here",
    }
    assert secret_keys == frozenset({"odd:token"})


def test_a_value_that_the_project_asks_for_must_be_there(make_project: MakeProject) -> None:
    with pytest.raises(ProgramError, match=r"missing configuration value odd:given; Pulumi\.yaml asks for it"):
        config_of(make_project, "", "config: {given: {type: string}}")


def test_pulumis_own_keys_are_no_configuration(make_project: MakeProject) -> None:
    assert config_of(make_project, "encryptionsalt: v1:abc\nsecretsprovider: default\n") == ({}, frozenset())


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("config:\n  a: [1\n", 3, "not YAML", id="broken"),
        pytest.param("config:\n  a: 1\n  a: 2\n", 3, "not YAML: found duplicate key", id="duplicate-key"),
        pytest.param("- a\n", 1, "expected a mapping of keys to values", id="no-mapping"),
    ],
)
def test_a_wrong_stack_file_is_refused_with_its_line(
    make_project: MakeProject, text: str, line: int, message: str
) -> None:
    with pytest.raises(ProgramError) as caught:
        config_of(make_project, text)
    assert caught.value.message.startswith(message)
    assert (caught.value.line, Path(caught.value.file or "").name) == (line, "Pulumi.dev.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(None, "holds no Pulumi.yaml", id="no-project"),
        pytest.param("runtime: python\n", "`name` is missing", id="no-name"),
        pytest.param(
            "name: p\nruntime: nodejs\n", "`runtime` is 'nodejs'; only `python` programs", id="other-language"
        ),
    ],
)
def test_what_is_no_python_project_is_refused(tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / "Pulumi.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProgramError) as caught:
        Program.load(tmp_path)
    assert message in caught.value.message


def test_main_and_stack_folder_are_relative_to_the_project(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(
        "name: p\nruntime: {name: python, options: {virtualenv: v}}\nmain: program/\nstackConfigDir: stacks/\n",
        encoding="utf-8",
    )
    program = Program.load(tmp_path)
    assert (program.name, program.main, program.stack_directory) == ("p", tmp_path / "program", tmp_path / "stacks")


def test_a_stack_without_a_file_is_refused(make_project: MakeProject) -> None:
    with pytest.raises(ProgramError, match=r"stack 'other' has no file .*Pulumi\.other\.yaml"):
        make_project("").stack_config("other")
