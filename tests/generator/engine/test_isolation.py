from __future__ import annotations

import asyncio
import gc
import hashlib
import importlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pulumi
import pytest

from bedplate.generator.engine import ProgramError, record, record_inline
from bedplate.generator.graph import Graph, Mode
from tests.generator.engine.conftest import MakeProject, RecordProgram
from tests.generator.engine.graphs import Group, Thing, named


def test_two_programs_with_modules_of_the_same_name_do_not_meet(make_project: MakeProject) -> None:
    source = "import helper\nimport pulumi\npulumi.export('who', helper.WHO)\n"
    first = make_project(source, folder="first", helper="WHO = 'first'\n")
    second = make_project(source, folder="second", helper="WHO = 'second'\n")
    outputs = [record(program, stack="dev", config={}).outputs["who"] for program in (first, second, first)]
    assert outputs == ["first", "second", "first"]
    assert "helper" not in sys.modules


def test_two_copies_of_a_namespace_do_not_meet(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "import pulumi\nfrom shared_space import part\npulumi.export('who', part.WHO)\n"
    programs = [make_project(source, folder=name) for name in ("first", "second")]
    for program in programs:
        (program.root / "shared_space").mkdir()
        (program.root / "shared_space" / "part.py").write_text(f"WHO = {program.root.name!r}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(programs[0].root))
    loaded = importlib.import_module("shared_space.part")
    space = sys.modules["shared_space"]
    try:
        outputs = [record(program, stack="dev", config={}).outputs["who"] for program in (*programs, *programs)]
        assert outputs == ["first", "second", "first", "second"]
        assert sys.modules["shared_space.part"] is loaded is vars(space)["part"]
    finally:
        del sys.modules["shared_space.part"], sys.modules["shared_space"]


def test_a_module_that_declares_on_import_does_so_each_time(make_project: MakeProject) -> None:
    declares = "import pulumi\npulumi.CustomResource('demo:index:Thing', 'it', {})\n"
    program = make_project("import helper\n", helper=declares)
    records = [record(program, stack="dev", config={}, mode=mode) for mode in Mode for _ in range(2)]
    assert [len(graph.resources) for graph in records] == [2, 2, 2, 2]


@pytest.mark.parametrize("source", ["import pulumi\n", "raise ValueError('x')\n"], ids=["success", "failure"])
def test_the_process_is_as_before(make_project: MakeProject, source: str) -> None:
    program = make_project(
        f"import os, sys\nsys.path.append('/nowhere')\nsys.argv.append('x')\nos.chdir('/')\n{source}"
    )

    def state() -> tuple[Any, ...]:
        import pulumi.resource as sdk  # noqa: PLC0415 - the patched module as it is now

        patched = (sdk.register_resource, sdk.collapse_alias_to_urn, pulumi.runtime.stack.wait_for_rpcs)
        return Path.cwd(), list(sys.path), list(sys.argv), sys.modules["__main__"], gc.isenabled(), sys.stdout, patched

    before = state()
    try:
        record(program, stack="dev", config={})
    except ProgramError:
        assert "raise" in source
    assert state() == before


def test_a_program_sees_its_own_folder_and_arguments(record_program: RecordProgram, tmp_path: Path) -> None:
    graph = record_program(
        """
        import os, sys
        import pulumi

        pulumi.export("cwd", os.getcwd())
        pulumi.export("path", sys.path[0])
        pulumi.export("argv", sys.argv)
        pulumi.export("name", __name__)
        pulumi.export("stack", [pulumi.get_organization(), pulumi.get_project(), pulumi.get_stack()])
        pulumi.export("root", pulumi.runtime.get_root_directory())
        """
    )
    here = str(tmp_path / "p")
    assert dict(graph.outputs) == {
        "cwd": here,
        "path": here,
        "argv": (here,),
        "name": "__main__",
        "stack": ("organization", "odd", "dev"),
        "root": here,
    }


def test_what_a_program_prints_goes_to_stderr(
    record_program: RecordProgram, capsys: pytest.CaptureFixture[str]
) -> None:
    record_program("import pulumi\nprint('printed')\npulumi.log.warn('careful')\npulumi.log.debug('quiet')\n")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "printed\nwarning: careful\n"


def test_a_program_that_ends_the_process_ends_only_itself(record_program: RecordProgram) -> None:
    graph = record_program("import os\nimport pulumi\npulumi.export('said', 1)\nos._exit(0)\n")
    assert dict(graph.outputs) == {"said": 1}


@pytest.mark.parametrize(("mode", "dry_run"), [(Mode.UNKNOWN, True), (Mode.KNOWN, False)])
def test_a_program_knows_whether_it_is_previewed(mode: Mode, dry_run: bool) -> None:  # noqa: FBT001 - a case
    assert record_inline(lambda: {"dry": pulumi.runtime.is_dry_run()}, mode=mode).outputs["dry"] is dry_run


def test_configuration_and_secrecy_reach_the_program() -> None:
    def program() -> dict[str, Any]:
        config = pulumi.Config("demo")
        return {"open": config.require_object("open"), "hush": config.require_secret("hush")}

    graph = record_inline(program, config={"demo:open": '{"a": [1]}', "demo:hush": "s"}, secret_keys={"demo:hush"})
    assert repr(dict(graph.outputs)) == "{'hush': Secret(), 'open': mappingproxy({'a': (1,)})}"


def test_records_inside_a_running_loop_and_one_after_another_are_equal() -> None:
    def program() -> None:
        Thing("one", value=Thing("two").id)

    async def within() -> Graph:
        return record_inline(program)

    assert asyncio.run(within()) == record_inline(program) == record_inline(program)


def everything() -> None:
    group = Group("group")
    things = [Thing(f"thing-{number}", pulumi.ResourceOptions(parent=group)) for number in range(5)]
    Thing("last", pulumi.ResourceOptions(depends_on=[group]), ids=[thing.id for thing in things])
    pulumi.runtime.register_resource_transform(lambda _arguments: None)
    Thing("transformed", pulumi.ResourceOptions(hooks=None), x=pulumi.Output.secret("s"))


@pytest.mark.parametrize("mode", Mode)
def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch, mode: Mode) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> Any:
        raise AssertionError("a socket is opened")

    for name in ("socket", "socketpair", "create_connection", "create_server"):
        monkeypatch.setattr(socket, name, refuse)
    assert len(record_inline(everything, mode=mode).resources) == 9


def test_no_thread_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> Any:
        raise AssertionError("a thread is started")

    monkeypatch.setattr("threading.Thread.start", refuse)
    assert len(record_inline(everything).resources) == 9


def digest(mode: Mode) -> str:
    return hashlib.sha256(repr(record_inline(everything, mode=mode)).encode()).hexdigest()


@pytest.mark.parametrize("mode", Mode)
def test_a_record_does_not_depend_on_the_hash_seed(mode: Mode) -> None:
    script = f"from tests.generator.engine.test_isolation import digest, Mode; print(digest(Mode.{mode.name}))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert digests == {digest(mode) + "\n"}


def test_a_chain_of_five_thousand_is_recorded() -> None:
    def program() -> None:
        last: Thing | None = None
        for number in range(5000):
            last = Thing(f"thing-{number}", pulumi.ResourceOptions(depends_on=[last] if last else None))

    graph = record_inline(program)
    assert len(graph.resources) == 5001
    assert named(graph, "thing-4999").dependencies == (named(graph, "thing-4998").urn,)
