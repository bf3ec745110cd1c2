"""The files of a new project: which there are, and that everybody who reads one can."""

import ast
import configparser
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bedplate.blueprints.settings import load, read_project, settings_schema, validate_stacks
from bedplate.components._version import __version__
from bedplate.generator.scaffold.blueprint import STACKS, TEMPLATES
from bedplate.generator.scaffold.files import project_files, yaml_scalar
from bedplate.generator.scaffold.reading import read_blueprint
from tests.generator.scaffold.projects import BLUEPRINTS, choices, written

FILES = [
    ".github/workflows/check.yml",
    ".github/workflows/deploy.yml",
    ".gitignore",
    ".pre-commit-config.yaml",
    "Pulumi.yaml",
    "README.md",
    "__main__.py",
    "azure-pipelines.yml",
    "pytest.ini",
    "requirements-dev.txt",
    "requirements.txt",
    "stacks/Pulumi.dev.yaml",
    "stacks/Pulumi.prod.yaml",
    "stacks/settings.schema.json",
    "tests/conftest.py",
    "tests/test_landing_zone.py",
    "tests/test_readme.py",
]
WORKFLOWS = [".github/workflows/check.yml", ".github/workflows/deploy.yml"]
BASH = shutil.which("bash") or "bash"
PINNED = re.compile(r"[\w.-]+/[\w./-]+@v\d+\.\d+\.\d+")


def yaml(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@pytest.fixture(params=BLUEPRINTS)
def files(request: pytest.FixtureRequest) -> dict[str, str]:
    return project_files(choices(request.param))


def test_every_folder_of_templates_is_a_blueprint_or_shared() -> None:
    folders = sorted(path.name for path in TEMPLATES.iterdir() if path.is_dir())

    assert folders == sorted([*BLUEPRINTS, "project"])


def test_a_project_has_exactly_these_files(files: dict[str, str]) -> None:
    assert list(files) == FILES


def test_two_projects_of_the_same_answers_are_equal(files: dict[str, str]) -> None:
    again = [project_files(choices(blueprint)) for blueprint in BLUEPRINTS]

    assert files in again


def test_no_template_mark_is_left(files: dict[str, str]) -> None:
    left = {name: re.findall(r"\[\[|\]\]|\[%|%\]|\[#|#\]|\$\{PROJECT\}", text) for name, text in files.items()}
    del left["stacks/settings.schema.json"]  # generated, and full of regular expressions

    assert [name for name, found in left.items() if found] == []


def test_every_text_ends_with_one_line_end_and_has_no_trailing_spaces(files: dict[str, str]) -> None:
    untidy = [name for name, text in files.items() if not text.endswith("\n") or text.endswith("\n\n")]
    untidy += [name for name, text in files.items() if re.search(r"[ \t]\n|\r|\n\n\n\n", text)]

    assert untidy == []


def test_every_yaml_file_is_yaml_without_ambiguous_keys(files: dict[str, str]) -> None:
    documents = {name: yaml(text) for name, text in files.items() if name.endswith((".yaml", ".yml"))}

    assert len(documents) == 7
    assert all(isinstance(document, dict) and document for document in documents.values())


def test_the_other_files_are_what_their_names_say(files: dict[str, str]) -> None:
    for name, text in files.items():
        if name.endswith(".py"):
            ast.parse(text, filename=name)
    ini = configparser.ConfigParser()
    ini.read_string(files["pytest.ini"])

    assert ini["pytest"]["testpaths"] == "tests"
    assert json.loads(files["stacks/settings.schema.json"]) == settings_schema()


def test_the_project_asks_for_this_version(files: dict[str, str]) -> None:
    pins = [line for line in files["requirements.txt"].splitlines() if not line.startswith("#")]

    assert pins == [f"bedplate=={__version__}"]


def test_python_is_formatted_as_ruff_does_without_settings(files: dict[str, str], tmp_path: Path) -> None:
    for name, text in files.items():
        if name.endswith(".py"):
            file = tmp_path / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
    ruff = Path(sys.executable).parent / "ruff"
    rules = "--select=ALL", "--ignore=CPY,COM812,D,INP001,S101"

    checked = subprocess.run([ruff, "check", "--isolated", *rules, tmp_path], capture_output=True, check=False)
    formatted = subprocess.run([ruff, "format", "--isolated", "--check", tmp_path], capture_output=True, check=False)

    assert (checked.returncode, formatted.returncode) == (0, 0), checked.stdout + formatted.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_workflows_pin_every_action_to_a_full_version(files: dict[str, str], workflow: str) -> None:
    jobs = yaml(files[workflow])["jobs"].values()
    used = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]

    assert used
    assert [action for action in used if PINNED.fullmatch(action) is None] == []


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_workflows_begin_with_reading_alone_and_keep_no_token(files: dict[str, str], workflow: str) -> None:
    document = yaml(files[workflow])
    checkouts = [
        step["with"]
        for job in document["jobs"].values()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    ]

    assert document["permissions"] == {"contents": "read"}
    assert checkouts
    assert all(options["persist-credentials"] is False for options in checkouts)
    assert all(job["timeout-minutes"] for job in document["jobs"].values())


def test_the_deploying_job_alone_may_log_in(files: dict[str, str]) -> None:
    granted = {
        f"{workflow}:{name}": set(job.get("permissions", {})) - {"contents"}
        for workflow in WORKFLOWS
        for name, job in yaml(files[workflow])["jobs"].items()
    }

    assert granted == {
        ".github/workflows/check.yml:validate-and-test": set(),
        ".github/workflows/check.yml:scan": {"security-events"},
        ".github/workflows/check.yml:comment": {"pull-requests"},
        ".github/workflows/deploy.yml:deploy": {"id-token"},
    }
    assert set(yaml(files[".github/workflows/check.yml"])["on"]) == {"pull_request", "push"}
    assert set(yaml(files[".github/workflows/deploy.yml"])["on"]) == {"workflow_dispatch"}


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_no_shell_script_contains_an_expression(files: dict[str, str], workflow: str) -> None:
    scripts = [step["run"] for job in yaml(files[workflow])["jobs"].values() for step in job["steps"] if "run" in step]

    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_shell_scripts_are_shell(files: dict[str, str]) -> None:
    scripts = [
        step["run"]
        for workflow in WORKFLOWS
        for job in yaml(files[workflow])["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    pipeline = yaml(files["azure-pipelines.yml"])
    steps = pipeline["stages"][0]["jobs"][0]["steps"]
    scripts += [step.get("bash") or step["script"] for step in steps if "bash" in step or "script" in step]

    for script in scripts:
        done = subprocess.run([BASH, "-n"], input=script.encode(), capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), script


def test_the_pipeline_judges_before_it_deploys(files: dict[str, str]) -> None:
    stages = yaml(files["azure-pipelines.yml"])["stages"]
    said = json.dumps(stages[0])
    (deploying,) = (stage for entry in stages[1:] for stage in next(iter(entry.values())))

    for command in ("bedplate validate", "python -m pytest", "bedplate scan --format sarif"):
        assert command in said
    assert deploying["dependsOn"] == stages[0]["stage"]


def test_every_placeholder_is_named_in_the_readme(files: dict[str, str]) -> None:
    for blueprint in BLUEPRINTS:
        for question in read_blueprint(blueprint).questions:
            assert any(f"`{path}`" in files["README.md"] for path in question.at) == question.placeholder, question.key


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_every_answer_stands_where_its_question_says(blueprint: str, tmp_path: Path) -> None:
    given = {
        "workload": "contoso",
        "location": "westeurope",
        "tenantId": "8b3c2f0e-4d5a-4c1b-9e77-3a1d5c6f2b90",
        "dev.subscriptionId": "0b1f6471-1bf0-4dda-aec3-cb9272f09590",
        "prod.subscriptionId": "5d1c8e0f-7a34-4a4e-9c56-2f0b6d7a9e11",
        "dev.addressSpace": "172.16.0.0/20",
        "prod.addressSpace": "172.16.16.0/20",
        "owner": "team@contoso.com",
        "costCenter": "4711",
        "dataClassification": "no",
        "signInClientId": "c1f5d8a2-6e3b-47d9-8b0a-94e2c7f1a365",
    }
    project = written(tmp_path / "zone", blueprint, given)

    assert validate_stacks(project) == []
    for stack in STACKS:
        zone = yaml((project / "stacks" / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8"))["config"]
        for question in read_blueprint(blueprint).questions:
            if stack in question.stacks:
                for path in question.at:
                    assert _at(zone["bedplate:landingZone"], path) in (given[question.key], [given[question.key]])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("costCenter", 'x" # \n    location: nowhere', id="yaml"),
        pytest.param("costCenter", "[[ 7 * 7 ]] {{ 7 }} ${{ secrets.X }} ${PROJECT}", id="templates"),
        pytest.param("dataClassification", "on", id="truth-value"),
        pytest.param("owner", "'a|b`$(x)`<!--@contoso.com", id="shell-and-html"),
    ],
)
@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_a_hostile_answer_stays_one_text_in_the_stack_files(
    blueprint: str, key: str, value: str, tmp_path: Path
) -> None:
    project = written(tmp_path / "zone", blueprint, {key: value})
    harmless = project_files(choices(blueprint, {key: "a@b.example"}))

    for stack in STACKS:
        settings = load(project / "stacks" / f"Pulumi.{stack}.yaml").require()
        assert settings.tags[key] == value
        assert settings.location == "swedencentral"
    others = {name: text for name, text in harmless.items() if not name.startswith("stacks/Pulumi.")}
    assert {name: (project / name).read_text(encoding="utf-8") for name in others} == others


def _at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = value[step]
    return value


@pytest.mark.parametrize("name", ["2026", "no", "1e3", "2026-01-31", ".inf", "-", "-zone", "my_zone"])
def test_a_name_that_yaml_takes_for_something_else_stays_a_name(name: str) -> None:
    text = project_files(choices("chat", project=name))["Pulumi.yaml"]

    assert yaml(text)["name"] == name


def test_both_hooks_are_installed_by_one_command(files: dict[str, str]) -> None:
    config = yaml(files[".pre-commit-config.yaml"])
    stages = {hook["id"]: hook["stages"] for repository in config["repos"] for hook in repository["hooks"]}

    assert stages == {"validate": ["pre-commit"], "test": ["pre-push"]}
    assert config["default_install_hook_types"] == ["pre-commit", "pre-push"]


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_the_stacks_are_dev_and_prod_with_their_packs(blueprint: str, tmp_path: Path) -> None:
    project = read_project(written(tmp_path / "zone", blueprint))

    assert project.stack_names() == STACKS
    assert [load(project.stack_file(stack)).require().environment.value for stack in STACKS] == list(STACKS)


@pytest.mark.parametrize(
    ("text", "scalar"),
    [
        pytest.param("internal", "internal", id="word"),
        pytest.param("top-secret", "top-secret", id="hyphen"),
        pytest.param("4711", '"4711"', id="number"),
        pytest.param("no", '"no"', id="truth"),
        pytest.param("Null", '"Null"', id="nothing"),
        pytest.param("a: b # c", '"a: b # c"', id="mapping-and-comment"),
        pytest.param('say "hi"\n- x', '"say \\"hi\\"\\n- x"', id="quotes-and-line-end"),
        pytest.param("[[ x ]]", '"[[ x ]]"', id="template-marks"),
        pytest.param("Größe\u2028\x85", '"Gr\\u00f6\\u00dfe\\u2028\\u0085"', id="beyond-ascii"),
        pytest.param("Team 🚀", '"Team \\U0001f680"', id="beyond-sixteen-bits"),
        pytest.param("", '""', id="empty"),
    ],
)
def test_any_text_is_a_scalar_that_every_reader_takes_for_it(text: str, scalar: str) -> None:
    assert yaml_scalar(text) == scalar
    assert yaml(f"key: {scalar}\nlist: [{scalar}]\n") == {"key": text, "list": [text]}
