"""What a stack file, or one of its form, says of policies alone, whatever landing zone it describes or none."""

from dataclasses import dataclass
from pathlib import Path

from bedplate.blueprints.settings.file_text import read_text
from bedplate.blueprints.settings.positions import Place
from bedplate.blueprints.settings.problems import Problem
from bedplate.blueprints.settings.stack_file import WAIVERS_KEY, read_stack_file
from bedplate.blueprints.settings.stack_waivers import examine_waivers
from bedplate.blueprints.settings.waivers import WaiverSettings
from bedplate.blueprints.settings.yaml_tree import read_document
from bedplate.components.shared.printable import printable


@dataclass(frozen=True, slots=True)
class StackPolicies:
    """What a file says of waivers and of the pack of rules."""

    waivers: tuple[WaiverSettings, ...]
    """In the order of the file; none when there is any problem."""
    problems: tuple[Problem, ...]
    """Everything that is wrong with them, in file order."""
    policy_pack: str | None = None
    """Name of the pack of rules that the stack is held to, whether there is such a pack or not."""


def load_policies(path: Path | str, *, required: bool = False) -> StackPolicies:
    """Read what the configuration of the stack file at `path` says of policies; never raises for what the file holds.

    Args:
        path: the file; problems name it as it is given here.
        required: whether a file without waivers is a problem.
    """
    waivers: tuple[WaiverSettings, ...] = ()
    pack: str | None = None
    text, complaints = read_text(Path(path))
    if text is not None:
        document = read_document(text)
        complaints += document.complaints
        stack = read_stack_file(document.root)
        waivers, wrong = examine_waivers(stack)
        pack = stack.policy_pack
        complaints += wrong
        if required and stack.waivers is None and not complaints:
            hint = f"begin with `config:` and, indented, `{WAIVERS_KEY}:`"
            complaints.append((Place(1, 1), "waivers-missing", "the file holds no waivers", hint))
    problems = sorted(
        Problem(str(path), place.line, place.column, rule, printable(message), printable(hint))
        for place, rule, message, hint in set(complaints)
    )
    return StackPolicies((), tuple(problems)) if problems else StackPolicies(waivers, (), pack)
