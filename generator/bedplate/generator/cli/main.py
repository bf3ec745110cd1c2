"""The way in and every way out: what a command raises becomes words and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback

from bedplate.generator.cli.errors import BadInput, ExitCode

DEBUG_VARIABLE = "BEDPLATE_DEBUG"
"""Environment variable that asks for the traceback of an internal error."""


def main() -> int:
    """Run the command that `sys.argv` names and return the exit code."""
    said = ""
    try:
        return _run()
    except BadInput as refused:
        said = str(refused)
        _say(said)
        return ExitCode.BAD_INPUT
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the one place where everything unforeseen ends
        _report_fault(error)
        return ExitCode.INTERNAL_ERROR
    finally:
        _warn_of_packages(said)


def _run() -> int:
    from bedplate.generator.cli.app import app  # noqa: PLC0415 - an interrupt while it loads must end quietly too

    try:
        app()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else ExitCode.OK
    return ExitCode.OK


def _warn_of_packages(said: str) -> None:
    """Name the installed packages whose parts did not join, unless a refusal has just done so."""
    joining = sys.modules.get("bedplate.components.joining")  # not loaded where nobody asked for parts
    for fault in joining.faults_met() if joining else ():
        if str(fault) not in said:
            _say(f"warning: {fault}")


def _report_fault(error: Exception) -> None:
    if os.environ.get(DEBUG_VARIABLE):
        _say("".join(traceback.format_exception(error)).rstrip())
        how = "the details are above"
    else:
        how = f"for the details run it again with {DEBUG_VARIABLE}=1 in the environment"
    # Only the kind of the error: its text could hold what a program keeps secret.
    _say(f"bedplate: internal error ({type(error).__name__}). This is a fault of bedplate, not of your project; {how}.")


def _say(words: str) -> None:
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison] - None where stderr is closed
        print(words, file=sys.stderr)  # noqa: T201 - words for people go to stderr
