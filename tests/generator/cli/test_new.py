"""`bedplate new`: asking, refusing, writing."""

import os
import pty
import select
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest

from bedplate.blueprints.settings import load
from bedplate.generator.cli import new
from bedplate.generator.cli.commands import begin
from tests.generator.cli.command import BEDPLATE, bedplate, environment

ANSWERS = {
    "Short name": "contoso",
    "Azure region": "westeurope",
    "Microsoft Entra": "8b3c2f0e-4d5a-4c1b-9e77-3a1d5c6f2b90",
    "Subscription id of dev": "0b1f6471-1bf0-4dda-aec3-cb9272f09590",
    "Subscription id of prod": "",
    "Address space of dev": "172.16.0.0/20",
    "Address space of prod": "172.16.16.0/20",
    "Mail address": "team@contoso.com",
    "Cost centre": "4711",
    "Classification": "confidential",
    "Application (client)": "c1f5d8a2-6e3b-47d9-8b0a-94e2c7f1a365",
}


def test_without_a_terminal_defaults_make_a_project_and_placeholders_are_named(tmp_path: Path) -> None:
    done = bedplate("new", "chat", "my-zone", cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "my-zone: Chat landing zone on Azure, 17 files",
        "",
        "Placeholders to replace before a deployment:",
        "  tenantId of dev and prod: 00000000-0000-0000-0000-000000000001",
        "  subscriptionId of dev: 00000000-0000-0000-0000-000000000002",
        "  subscriptionId of prod: 00000000-0000-0000-0000-000000000002",
        "  tags.owner, monitoring.alertEmails of dev and prod: owner@example.com",
        "  tags.costCenter of dev and prod: unassigned",
        "  host.signIn.clientId of dev and prod: 00000000-0000-0000-0000-000000000003",
        "",
        "Next:",
        "  cd my-zone",
        "  python3 -m venv .venv && . .venv/bin/activate",
        "  pip install -r requirements-dev.txt",
        "  bedplate preview dev",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["my-zone"]
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 17
    assert (tmp_path / "my-zone" / "README.md").read_text(encoding="utf-8").count("```mermaid\nflowchart LR\n") == 1
    assert str(tmp_path) not in "".join((tmp_path / file).read_text(encoding="utf-8") for file in files)


def test_answers_on_the_command_line_leave_no_placeholder(tmp_path: Path) -> None:
    given = ("tenantId", "8b3c2f0e-4d5a-4c1b-9e77-3a1d5c6f2b90"), ("owner", "team@contoso.com"), ("costCenter", "4711")
    given += ("dev.subscriptionId", "0b1f6471-1bf0-4dda-aec3-cb9272f09590"), ("workload", "assist")
    given += (("signInClientId", "c1f5d8a2-6e3b-47d9-8b0a-94e2c7f1a365"),)
    options = [option for key, value in given for option in ("--set", f"{key}={value}")]
    (tmp_path / "here").mkdir()
    done = bedplate("new", "chat", ".", *options, "--name", "assistant", cwd=tmp_path / "here")

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [".: Chat landing zone on Azure, 17 files", "", "Next:"]
    assert "cd " not in done.stdout
    readme = (tmp_path / "here" / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# assistant\n")
    assert "placeholder" not in readme
    settings = load(tmp_path / "here" / "stacks" / "Pulumi.prod.yaml").require()
    assert settings.subscription_id == "0b1f6471-1bf0-4dda-aec3-cb9272f09590"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("chatt", "zone"), "chatt: there is no such blueprint (did you mean chat?)", id="blueprint"),
        pytest.param(("chat", "a b"), "--name: 'a b' cannot name a Pulumi project", id="folder-with-a-space"),
        pytest.param(("chat", "$(touch x)"), "cannot name a Pulumi project", id="folder-that-is-a-command"),
        pytest.param(
            ("chat", "${{ github.token }}"), "cannot name a Pulumi project", id="folder-that-is-an-expression"
        ),
        pytest.param(("chat", "ünï"), "cannot name a Pulumi project", id="folder-beyond-ascii"),
        pytest.param(("chat", "zone", "--name", "a\nb"), "cannot name a Pulumi project", id="name-with-a-line-end"),
        pytest.param(("chat", "zone", "--name", ""), "cannot name a Pulumi project", id="name-is-empty"),
        pytest.param(("chat", "zone", "--set", "location"), "is no answer (write KEY=VALUE)", id="no-value"),
        pytest.param(("chat", "zone", "--set", "locaton=x"), "did you mean location?", id="unknown-key"),
        pytest.param(("chat", "zone", "--set", "location=nowhere"), "[region-unknown]", id="region"),
        pytest.param(("chat", "zone", "--set", "workload=Not Short"), "[name-workload]", id="workload"),
        pytest.param(("chat", "zone", "--set", "owner=nobody"), "[email]", id="mail"),
        pytest.param(("chat", "zone", "--set", "tenantId=1"), "[guid]", id="tenant"),
        pytest.param(("chat", "zone", "--set", "dev.addressSpace=8.8.0.0/21"), "[cidr-public]", id="address-space"),
        pytest.param(("chat", "zone", "--set", "costCenter="), "[empty-text]", id="empty-answer"),
    ],
)
def test_what_is_wrong_is_refused_before_anything_is_written(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    bedplate("new", *arguments, cwd=tmp_path).assert_refused(words)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        pytest.param("file/zone", "file: is no folder", id="below-a-file"),
        pytest.param("x" * 300, "cannot be written: File name too long", id="too-long"),
        pytest.param("file", "file: is no folder", id="file"),
    ],
)
def test_a_place_where_nothing_can_be_written(tmp_path: Path, place: str, words: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    bedplate("new", "chat", place, "--name", "zone", cwd=tmp_path).assert_refused(words)

    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    wrong = "--set", "location=nowhere", "--set", "workload=UP", "--set", "dev.subscriptionId=1", "--set", "owner=me"
    done = bedplate("new", "chat", "zone", "--set", "color", "--set", "locatoin=x", *wrong, cwd=tmp_path)
    lines = done.stderr.splitlines()

    done.assert_refused("[region-unknown]", "[name-workload]", "[guid]", "[email]")
    # Each names the answer as it was given, whatever setting it becomes.
    wanted = ["--set color:", "--set locatoin:", "dev.subscriptionId:", "location:", "owner:", "workload:"]
    assert sorted(line[: line.index(":") + 1] for line in lines) == sorted(wanted)


def test_a_folder_with_something_in_it_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "zone").mkdir()
    (tmp_path / "zone" / "mine.txt").write_text("mine", encoding="utf-8")

    bedplate("new", "chat", "zone", cwd=tmp_path).assert_refused("zone: the folder is not empty")

    assert [path.name for path in (tmp_path / "zone").iterdir()] == ["mine.txt"]


class Terminal:
    """The command with a person in front of it."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._own, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [BEDPLATE, "new", *arguments],
            cwd=folder,
            env=environment(COLUMNS="200"),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            # Background work may ignore interrupts, and what it starts inherits that.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs here
        )
        os.close(theirs)
        self.said = ""

    def wait_for(self, words: str) -> None:
        end, start = time.monotonic() + 60, len(self.said)
        while words not in self.said[start:]:
            assert time.monotonic() < end, self.said
            if select.select([self._own], [], [], 0.2)[0]:
                try:
                    self.said += os.read(self._own, 4096).decode()
                except OSError:  # closed at the other end
                    return

    def answer(self, text: str) -> None:
        self.press(f"{text}\n".encode())

    def press(self, keys: bytes) -> None:
        os.write(self._own, keys)

    def interrupt(self) -> None:
        """Press Ctrl-C as a person does: again, where the first was lost between the prompt and the wait for keys."""
        for _ in range(10):
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                continue
            return

    def ended(self) -> int:
        self.wait_for("\0never\0")
        os.close(self._own)
        return self.process.wait(60)


def test_at_a_terminal_it_asks_again_until_an_answer_holds(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "chat", "zone")
    for question, answer in ANSWERS.items():
        terminal.wait_for(question)
        if question == "Azure region":
            terminal.answer("sweden")
            terminal.wait_for("there is no Azure region 'sweden'")
        if question == "Address space of dev":
            terminal.answer("172.16.0.1/20")
            terminal.wait_for("the block is 172.16.0.0/20")
        terminal.answer(answer)

    assert terminal.ended() == 0
    assert "Placeholders" not in terminal.said
    prod = load(tmp_path / "zone" / "stacks" / "Pulumi.prod.yaml").require()
    assert prod.subscription_id == ANSWERS["Subscription id of dev"]
    assert dict(prod.tags) == {
        "owner": "team@contoso.com",
        "costCenter": "4711",
        "dataClassification": "confidential",
    }


@pytest.mark.parametrize("how", ["interrupt", "end-of-input"])
def test_giving_up_writes_nothing(tmp_path: Path, how: str) -> None:
    terminal = Terminal(tmp_path, "chat", "zone")
    terminal.wait_for("Short name")
    if how == "interrupt":
        terminal.interrupt()
    else:
        terminal.press(b"\x04")

    assert terminal.ended() == 130
    assert "nothing was written" in terminal.said
    assert "Traceback" not in terminal.said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("defaults", "at_a_terminal", "asks"),
    [
        pytest.param(False, True, True, id="at-a-terminal"),
        pytest.param(True, True, False, id="at-a-terminal-with-defaults"),
        pytest.param(False, False, False, id="elsewhere"),
    ],
)
def test_who_is_asked(
    monkeypatch: pytest.MonkeyPatch,
    defaults: bool,  # noqa: FBT001 - a case
    at_a_terminal: bool,  # noqa: FBT001 - a case
    asks: bool,  # noqa: FBT001 - a case
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(new, "new_project", lambda *_, ask: asked.append(ask))
    monkeypatch.setattr("sys.stdin.isatty", lambda: at_a_terminal)
    monkeypatch.setattr("sys.stderr.isatty", lambda: at_a_terminal)
    begin.new("chat", Path("zone"), defaults=defaults)

    assert asked == [asks]
