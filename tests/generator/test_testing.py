"""What a project's own tests ask for."""

from pathlib import Path

import pytest

from bedplate.blueprints.settings import SettingsError
from bedplate.generator.testing import UNKNOWN, Graph, Mode, failures, mermaid, record, scan, stack_names
from tests.generator.scaffold.projects import written

WAIVER = """
  bedplate:waivers:
    - rule: {rule}
      resource: web-app
      owner: team@contoso.com
      reason: It is only a test.
      expires: "2026-12-31"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("testing") / "zone", "chat")


@pytest.fixture(scope="module")
def graph(project: Path) -> Graph:
    return record(project, "dev")


def changed(project: Path, tmp_path: Path, before: str, after: str) -> Path:
    """Return a copy of the project's settings where dev says something else."""
    text = (project / "stacks" / "Pulumi.dev.yaml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "stacks").mkdir()
    (tmp_path / "Pulumi.yaml").write_bytes((project / "Pulumi.yaml").read_bytes())
    (tmp_path / "stacks" / "Pulumi.dev.yaml").write_text(text.replace(before, after), encoding="utf-8")
    return tmp_path


def test_stacks_by_name(project: Path) -> None:
    assert stack_names(project) == ("dev", "prod")


def test_a_stack_as_a_graph(graph: Graph) -> None:
    (account,) = graph.of_type("azure-native:cognitiveservices:Account")

    assert (graph.project, graph.stack, graph.mode) == ("my-zone", "dev", Mode.KNOWN)
    assert account.inputs["accountName"] == account.id.rsplit("/", 1)[-1]
    assert account.id is not UNKNOWN


def test_a_diagram(graph: Graph) -> None:
    assert mermaid(graph).startswith("flowchart LR\n")


def test_nothing_fails_as_it_is(project: Path, graph: Graph) -> None:
    report = scan(project, graph)

    assert (report.pack, failures(report)) == ("baseline", [])


def test_a_stricter_pack_of_the_stack_file_counts(project: Path, graph: Graph, tmp_path: Path) -> None:
    stricter = changed(project, tmp_path, "policyPack: baseline", "policyPack: regulated")
    found = failures(scan(stricter, graph))

    assert found
    assert all(line.split(" ")[1].endswith(":") and ": " in line for line in found)


def test_a_waiver_that_covers_nothing_fails(project: Path, graph: Graph, tmp_path: Path) -> None:
    pack = "policyPack: baseline"
    waived = changed(project, tmp_path, pack, pack + WAIVER.format(rule="WEB-10"))

    assert failures(scan(waived, graph)) == ["waiver of WEB-10 for web-app: unused"]


def test_wrong_settings_are_named_with_their_place(project: Path, tmp_path: Path) -> None:
    wrong = changed(project, tmp_path, "location: swedencentral", "location: nowhere")

    with pytest.raises(SettingsError, match=r"Pulumi\.dev\.yaml:11:15: there is no Azure region 'nowhere'"):
        record(wrong, "dev")
