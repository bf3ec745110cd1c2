"""What a record without a cloud, a Pulumi account and the real providers cannot know, said in words."""

from __future__ import annotations

from enum import Enum
from pathlib import Path


class Limit(Enum):
    """One kind of limit, with the words that stand before its subjects."""

    PREVIEWED = "the program failed on made-up values, so it was run again with unknown ones, as a preview; it said"
    SECRET = "the text [secret] stands for configuration secrets, which were not decrypted"  # noqa: S105 - words
    ECHOED = "resources of these packages return their inputs, as their providers did not run"
    REMOTE = "what these components of other packages hold is not known, as their packages did not run"
    MODELLED = "these functions were answered from the model of Azure, nothing was looked up"
    PLACEHOLDER = "these functions were answered with made-up values in the shape of their results"
    UNDECIDED = "these functions have no answer offline, so their results are unknown, or empty in known mode"
    REFERENCE = "the outputs of these other stacks are unknown, as their state was not read"
    ESC = "these Pulumi ESC environments were not opened, so their values are missing"
    INTERPRETER = "the project has no virtual environment, so its program ran in bedplate's own"
    NETWORK = "the program ran with your rights, its connections were not prevented; of your environment it saw little"


class Limits:
    """The limits that one record has met."""

    def __init__(self) -> None:
        self._met: set[tuple[Limit, str]] = set()

    def meet(self, limit: Limit, subject: str = "") -> None:
        """Note a limit once for each subject: a package, a type token, a function, a configuration key."""
        self._met.add((limit, subject))

    def meet_all(self, file: Path) -> None:
        """Note what providers in processes of their own have written with `note`."""
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                name, _, subject = line.partition("\t")
                self.meet(Limit[name], subject)

    def notes(self) -> tuple[str, ...]:
        """Return one sentence for each kind of limit that was met, in the order of the kinds."""
        subjects = {limit: sorted(name for met, name in self._met if met is limit) for limit in Limit}
        return tuple(_sentence(limit, names) for limit, names in subjects.items() if names)


def _sentence(limit: Limit, names: list[str]) -> str:
    listed = ", ".join(name for name in names if name)
    return f"{limit.value}: {listed}" if listed else limit.value


def note(file: Path, limit: Limit, subject: str) -> None:
    """Append a limit to a file that several processes write to."""
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"{limit.name}\t{subject}\n")
