"""`bedplate work-order`."""

from pathlib import Path

import pytest

from tests.generator.cli.command import ROOT, SMALL_PROGRAM, bedplate, project

GOLDEN = ROOT / "tests" / "golden" / "work-orders"


@pytest.mark.parametrize(
    ("options", "golden"),
    [
        pytest.param((), "chat-spoke.md", id="markdown-by-default"),
        pytest.param(("--format", "csv"), "chat-spoke.csv", id="csv"),
        pytest.param(("--format", "json"), "chat-spoke.json", id="json"),
    ],
)
def test_writes_to_stdout_the_same_bytes_every_time(options: tuple[str, ...], golden: str) -> None:
    done = bedplate("work-order", "chat-spoke", *options, PYTHONHASHSEED="7", LANG="C", SOURCE_DATE_EPOCH="1795219200")

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == (GOLDEN / golden).read_text(encoding="utf-8")


def test_writes_a_file(tmp_path: Path) -> None:
    done = bedplate("work-order", "chat-spoke", "-o", "order.md", "-C", str(ROOT), cwd=tmp_path)

    assert (done.code, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "order.md").read_text(encoding="utf-8") == (GOLDEN / "chat-spoke.md").read_text(encoding="utf-8")


def test_a_program_without_a_landing_zone_has_no_work_order(tmp_path: Path) -> None:
    bedplate("work-order", "dev", cwd=project(tmp_path, SMALL_PROGRAM)).assert_refused(
        "Pulumi.dev.yaml", "bedplate:landingZone"
    )


def test_an_unknown_stack_names_the_nearest() -> None:
    bedplate("work-order", "chat-spook").assert_refused("did you mean stack chat-spoke?")


def test_an_unknown_format_names_those_there_are() -> None:
    bedplate("work-order", "chat-spoke", "--format", "pdf").assert_refused("markdown", "csv", "json")
