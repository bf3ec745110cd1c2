"""ARM paths that a resource class may stand for, each with what speaks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.arm_table.arm_paths import ArmPath
from tools.arm_table.bodies import Body, may_name, path_like
from tools.arm_table.names import Likeness
from tools.arm_table.sdk import ResourceClass
from tools.arm_table.targets import ENVELOPE
from tools.arm_table.uses import constants_of

EVIDENCE = {
    "url": "a PUT template of an azure-mgmt package has this path, its placeholders named as inputs of the class",
    "url-position": "as `url`, one placeholder having another name than the one input left for it",
    "operation": "the template's operation is named as the class",
    "name": "the class name is the last segments of the type, or ends with the last and begins with others of the path",
    "schema": "the ARM JSON schemas declare the type at the class's API version",
    "older-schema": "the ARM JSON schemas declare the type, at another API version",
    "body": "every input that the path does not take has a place of its name in the type's schema",
    "settled": "settled by hand, with its source, in settled.toml",
    "components": "components/…/facts/arm_types.toml has the path and API version, checked by hand",
}
"""The fixed vocabulary of a row's `evidence`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One path for one class."""

    path: ArmPath
    """The path with placeholders named as the class's inputs."""
    named: bool
    """Whether the source itself gave every placeholder the input's name."""
    from_url: bool
    """Whether a URL template gave the path (else the schemas alone)."""
    operation: bool
    """Whether an operation of the template is named as the class."""
    likeness: Likeness
    """How alike the class name and the type are."""
    body: Body | None
    """The type's body, where a schema declares it."""
    lost: frozenset[str]
    """Inputs that neither the path nor the body has a place for."""
    unplaced: frozenset[str]
    """Inputs without a place of their own name in the path, the resource or its `properties`."""
    lost_names: frozenset[str]
    """Those of `lost` that look like path parameters: strings, required or named as a name."""

    @property
    def place(self) -> tuple[str, tuple[str, ...]]:
        """What tells candidates apart: address without spelling, and the inputs in it."""
        return self.path.shape, self.path.placeholders

    @property
    def rank(self) -> tuple[int, bool, Likeness, int, bool, bool]:
        """Sorts candidates: more is better."""
        return (
            -len(self.lost_names),
            self.operation,
            self.likeness,
            -len(self.lost),
            self.has_exact_body,
            self.named,
        )

    @property
    def has_exact_body(self) -> bool:
        """Whether a schema of the class's own API version declares the type."""
        return self.body is not None and self.body.exact

    @property
    def evidence(self) -> tuple[str, ...]:
        """What speaks for the path, in words of `EVIDENCE`."""
        words: Mapping[str, bool] = {
            "url": self.from_url and self.named,
            "url-position": self.from_url and not self.named,
            "operation": self.operation,
            "name": self.likeness >= Likeness.EXPLAINED,
            "schema": self.has_exact_body,
            "older-schema": self.body is not None and not self.has_exact_body,
            "body": self.body is not None and not self.unplaced,
        }
        return tuple(word for word, holds in words.items() if holds)


def candidate(
    resource: ResourceClass,
    path: ArmPath,
    body: Body | None,
    *,
    named: bool,
    from_url: bool,
    operation: bool,
    likeness: Likeness,
) -> Candidate:
    """Return a candidate with the inputs counted that have no place in it.

    A class that has inputs with a constant is one kind of a type of several (`BlobDataSet` of `dataSets`): the kind
    explains the beginning of its name. An input `name` or `type` is the envelope's where the path is full without it.
    """
    if likeness is Likeness.ENDS and constants_of(resource.inputs):
        likeness = Likeness.EXPLAINED
    rest = [each for each in resource.inputs.values() if each.name not in {*path.placeholders, "subscriptionId"}]
    unplaced = [each for each in rest if body and body.lacks(each)]
    strings = list(path_like(resource))
    lost = [each for each in unplaced if body and body.lost(each)]
    return Candidate(
        path=path,
        named=named,
        from_url=from_url,
        operation=operation,
        likeness=likeness,
        body=body,
        lost=frozenset(each.name for each in lost),
        unplaced=frozenset(each.name for each in unplaced),
        lost_names=frozenset(
            each.name for each in lost if may_name(each) and each in strings and each.name not in ENVELOPE
        ),
    )


def best_of(candidates: Sequence[Candidate]) -> tuple[Candidate | None, list[Candidate]]:
    """Return the candidate that ranks highest and its rivals.

    A rival is another address (or the same with other inputs) that is named as well, whose placeholders are known as
    well, whose schema is of the right version if the best one's is, and in which no further such input is lost;
    other inputs may be.
    """
    ranked = sorted(candidates, key=lambda each: each.rank, reverse=True)
    if not ranked:
        return None, []
    best = ranked[0]
    return best, [each for each in ranked[1:] if _rivals(best, each)]


def _rivals(best: Candidate, other: Candidate) -> bool:
    """Whether another candidate could be meant: no weaker name, and no input lost that the best one has a place for."""
    if other.place == best.place or (other.operation, other.likeness) < (best.operation, best.likeness):
        return False
    return (
        other.named >= best.named
        and other.has_exact_body >= best.has_exact_body
        and other.lost_names <= best.lost_names
    )
