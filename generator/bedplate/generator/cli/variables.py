"""The environment variables that the command heeds, with what each does: their only list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bedplate.generator.checkov.environment import VARIABLE as CHECKOV
from bedplate.generator.cli.main import DEBUG_VARIABLE
from bedplate.generator.engine.patches import OPT_OUT
from bedplate.generator.programs.engine_commands import PULUMI_VARIABLE
from bedplate.generator.programs.environment import PASSED_ON
from bedplate.generator.programs.processes import TIME_LIMIT_VARIABLE

VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        CHECKOV: "Python interpreter or virtual environment that has checkov, in place of the one that "
        "`bedplate checkov install` makes.",
        DEBUG_VARIABLE: "Anything: shows the traceback of an internal error (exit code 3).",
        PASSED_ON: "Names of further variables that the program of `--program` may see, separated by commas.",
        PULUMI_VARIABLE: "Folder of `pulumi` and its language hosts, where they are not on `PATH`; for programs in "
        "other languages than Python.",
        OPT_OUT: "Anything: runs Pulumi's SDK as it is, without our faster equivalents of some of its functions.",
        TIME_LIMIT_VARIABLE: "Seconds that a run of `--program` may take, 300 by default; then the program and all "
        "that it started are ended.",
        "COLUMNS": "Where lines for people are folded; by default at the terminal's width, and nowhere elsewhere.",
        "NO_COLOR": "Anything: no colours, not at a terminal either.",
        "FORCE_COLOR": "Anything: colours, also where nobody sees a terminal.",
        "SOURCE_DATE_EPOCH": "Seconds since 1970: the day by which models retire and waivers expire; today by default.",
        "XDG_CACHE_HOME": "Where the environment of checkov is kept; by default where the system keeps caches.",
    }
)
"""Meaning by name."""
