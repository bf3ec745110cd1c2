from __future__ import annotations

import asyncio

import pulumi
import pytest

from bedplate.generator.engine import ProgramError, record_inline
from bedplate.generator.graph import Mode
from tests.generator.engine.conftest import RecordProgram
from tests.generator.engine.graphs import Thing

THING = "pulumi.CustomResource('demo:index:Thing', 'it', {})"
FAILING = """
def fail(_value):
    raise ValueError('boom')
"""


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("\nx = nobody\n", "__main__.py:2: NameError: name 'nobody' is not defined", id="exception"),
        pytest.param("x = = 1\n", "__main__.py:1: SyntaxError: invalid syntax", id="syntax"),
        pytest.param("import nowhere\n", "__main__.py:1: ModuleNotFoundError: No module named 'nowhere'", id="import"),
        pytest.param("assert 1 > 2, 'smaller'\n", "__main__.py:1: AssertionError: smaller", id="assert"),
        pytest.param("assert 1 > 2\n", "__main__.py:1: AssertionError", id="assert-without-words"),
        pytest.param("exit(3)\n", "__main__.py:1: the program ended itself with exit code 3", id="exit"),
        pytest.param(
            "import os\nos._exit(7)\n", "__main__.py:2: the program ended itself with exit code 7", id="exit-at-once"
        ),
        pytest.param(
            "class Mute(Exception):\n    def __str__(self):\n        return 1 / 0\nraise Mute\n",
            "__main__.py:4: Mute",
            id="error-without-words",
        ),
        pytest.param("import pulumi\nraise pulumi.RunError('choose')\n", "__main__.py:2: choose", id="run-error"),
        pytest.param("import helper\nhelper.go()\n", "helper.py:3: ZeroDivisionError: division by zero", id="module"),
        pytest.param(
            "import pulumi\npulumi.Config().require('size')\n",
            "__main__.py:2: Missing required configuration variable 'odd:size' please set a value using the command"
            " `pulumi config set odd:size <value>`",
            id="missing-config",
        ),
        pytest.param(
            f"import pulumi{FAILING}pulumi.export('x', pulumi.Output.from_input(1).apply(fail))\n",
            "__main__.py:3: ValueError: boom",
            id="in-apply",
        ),
        pytest.param(
            f"import pulumi{FAILING}unused = pulumi.Output.from_input(1).apply(fail)\n",
            "__main__.py:3: ValueError: boom",
            id="in-apply-that-nobody-reads",
        ),
        pytest.param(
            f"import pulumi{FAILING}x = pulumi.Output.from_input(1).apply(fail)\n"
            "pulumi.CustomResource('demo:index:Thing', 'it', {'x': x})\n",
            "__main__.py:3: ValueError: boom (while processing resource: 'it', type: 'demo:index:Thing')",
            id="in-apply-of-an-input",
        ),
        pytest.param(
            "import pulumi\nasync def main():\n    raise ValueError('late')\npulumi.run(main)\n",
            "__main__.py:3: ValueError: late",
            id="asynchronous-program",
        ),
        pytest.param(
            "import pulumi\n\npulumi.CustomResource('demo:index:Thing', 'it', {'x': object()})\n",
            "__main__.py:3: ValueError: unexpected input of type object for x in CustomResource"
            " (while processing resource: 'it', type: 'demo:index:Thing')",
            id="input-that-cannot-be-sent",
        ),
        pytest.param(
            "import pulumi\npulumi.CustomResource('short', 'it', {})\n",
            "__main__.py:2: 'short' is not a valid type token (must have the form '*:*:*')",
            id="bad-token",
        ),
        pytest.param(
            f"import pulumi\n{THING}\n{THING}\n",
            "__main__.py:3: Duplicate resource URN 'urn:pulumi:dev::odd::demo:index:Thing::it';"
            " try giving it a unique name",
            id="duplicate",
        ),
        pytest.param("import pulumi\npulumi.log.error('too small')\n", "__main__.py:2: too small", id="logged"),
        pytest.param(
            f"import pulumi\nit = {THING}\n\npulumi.log.error('too small', it)\n",
            "__main__.py:2: too small",
            id="logged-about-a-resource",
        ),
        pytest.param(
            "def f():\n    f()\nf()\n",
            "__main__.py:2: RecursionError: maximum recursion depth exceeded",
            id="recursion",
        ),
        pytest.param("raise BaseException('base')\n", "__main__.py:1: BaseException: base", id="base-exception"),
    ],
)
def test_a_failing_program_is_told_with_file_and_line(
    record_program: RecordProgram, source: str, expected: str, mode: Mode
) -> None:
    with pytest.raises(ProgramError) as caught:
        record_program(source, mode=mode, helper="\ndef go():\n    return 1 / 0\n")
    assert str(caught.value) == expected


def test_every_logged_error_is_told(record_program: RecordProgram) -> None:
    with pytest.raises(ProgramError) as caught:
        record_program("import pulumi\npulumi.log.error('one')\npulumi.log.error('two')\n")
    assert str(caught.value) == "__main__.py:2: one\n__main__.py:3: two"


def test_a_program_may_end_itself_without_an_error(record_program: RecordProgram) -> None:
    graph = record_program("import pulumi, sys\npulumi.export('a', 1)\nsys.exit(0)\n")
    assert dict(graph.outputs) == {"a": 1}


@pytest.mark.parametrize(
    ("source", "line"),
    [
        pytest.param(
            "import asyncio, pulumi\nnever = asyncio.Future()\n"
            "pulumi.CustomResource('demo:index:Thing', 'it', {'x': pulumi.Output.from_input(never)})\n",
            3,
            id="input",
        ),
        pytest.param(
            "import asyncio, pulumi\nasync def main():\n    await asyncio.Future()\npulumi.run(main)\n", 3, id="program"
        ),
    ],
)
def test_a_program_that_waits_for_ever_is_told_and_does_not_hang(
    record_program: RecordProgram, source: str, line: int
) -> None:
    with pytest.raises(ProgramError) as caught:
        record_program(source)
    assert str(caught.value) == f"__main__.py:{line}: the program waits for a value that nothing will ever deliver"


def test_a_value_from_a_thread_is_waited_for(record_program: RecordProgram) -> None:
    graph = record_program(
        """
        import asyncio, threading, time, pulumi

        loop = asyncio.get_running_loop()
        value = loop.create_future()

        def deliver():
            time.sleep(0.05)
            loop.call_soon_threadsafe(value.set_result, 7)

        threading.Thread(target=deliver).start()
        pulumi.export("value", pulumi.Output.from_input(value))
        pulumi.export("pooled", pulumi.Output.from_input(loop.run_in_executor(None, lambda: 8)))
        """
    )
    assert dict(graph.outputs) == {"value": 7, "pooled": 8}


def test_a_program_without_a_main_is_refused(record_program: RecordProgram) -> None:
    with pytest.raises(ProgramError, match=r"does not exist; `main` in Pulumi\.yaml names the program"):
        record_program("", project="main: elsewhere/")


def test_an_interrupt_is_not_the_programs_error() -> None:
    def program() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record_inline(program)


def test_values_that_wait_for_each_other_are_told() -> None:
    def program() -> None:
        one: Thing

        async def later() -> str:
            await asyncio.sleep(0)
            return await two.id.future() or ""

        one = Thing("one", value=later())
        two = Thing("two", value=one.id)

    with pytest.raises(ProgramError, match="nothing will ever deliver"):
        record_inline(program)


@pytest.mark.parametrize(
    ("hush", "shown"),
    [
        pytest.param("c4n4ry", "ValueError: bad [secret]", id="text"),
        pytest.param('{"list": ["c4n4ry"]}', "ValueError: bad [secret]", id="in-a-document"),
        pytest.param("4", "ValueError: bad c4n4ry", id="too-short-to-hide"),
    ],
)
def test_secret_configuration_is_hidden_in_errors_and_messages(
    hush: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def program() -> None:
        pulumi.Config("demo").require_secret("hush")
        pulumi.log.warn("bad c4n4ry")
        raise ValueError("bad c4n4ry")

    with pytest.raises(ProgramError) as caught:
        record_inline(program, config={"demo:hush": hush}, secret_keys={"demo:hush"})
    assert caught.value.message == shown
    assert capsys.readouterr().err == f"warning: {shown.removeprefix('ValueError: ')}\n"
