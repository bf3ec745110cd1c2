"""One row for each resource class: its ARM path, and how certain that is.

`sure`: exactly one path fits, and independent things say so. One of:

- settled.toml or components' own table has the path, with its source;
- a URL template has it, every placeholder named as an input of the class, and the class is named as the template's
  operation or as the type (`names.Likeness` from `EXPLAINED` up), and a schema or the operation confirms it;
- a URL template or a schema has it, every input of the class has a place in path or body, and the name fits so well;
- a URL template has it with its placeholders so named, a schema of the class's own API version has a place for every
  input, and the class name at least ends with the type's last segment.

In each case no input that looks like a path parameter is left over, and no other path is a rival (`best_of`). `sure` is
a rule, not a proof: the report measures it. A sure row whose shape holds a guessed place is written as `likely`.

`likely`: one path is better than all others, but one of these things is missing.

`unknown`: no path fits, several fit equally well, or the best one leaves an input over that looks like a path parameter
and no operation speaks for it. Such a row has no path.
"""

from dataclasses import dataclass
from enum import StrEnum

from tools.arm_table.arm_paths import ArmPath
from tools.arm_table.candidates import Candidate, best_of
from tools.arm_table.names import Likeness
from tools.arm_table.schema_candidates import SchemaCandidates
from tools.arm_table.sdk import ResourceClass
from tools.arm_table.settled import Settled
from tools.arm_table.url_candidates import UrlCandidates


class Certainty(StrEnum):
    """How certain a row is; the module's docstring defines the three."""

    SURE = "sure"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the table says of one resource class, its shape apart."""

    token: str
    path: str | None
    """ARM path with the class's inputs as placeholders; `None` when unknown or no ARM resource."""
    api_version: str | None
    certainty: Certainty
    evidence: tuple[str, ...]
    """Words of `candidates.EVIDENCE`."""
    not_arm: str | None = None
    """Why the class is no ARM resource."""
    rivals: tuple[str, ...] = ()
    """Paths that are named as well, for the report."""
    lost: tuple[str, ...] = ()
    """Inputs without a place of their name, for the report."""


class Rows:
    """Derives rows from templates, schemas and what is settled by hand."""

    def __init__(self, urls: UrlCandidates, schemas: SchemaCandidates, settled: Settled) -> None:
        """Note the sources."""
        self._urls = urls
        self._schemas = schemas
        self._settled = settled

    def of(self, resource: ResourceClass) -> Row:
        """Return the row of a class.

        Raises:
            ValueError: it is settled with a path that its inputs cannot fill.
        """
        by_hand = self._settled.rows.get(resource.token)
        if by_hand:
            unknown = set(ArmPath(by_hand.path or "").placeholders) - resource.inputs.keys()
            if unknown:
                raise ValueError(
                    f"{resource.token}: settled with a path of {sorted(unknown)}, which are no inputs of it"
                )
            return Row(
                token=resource.token,
                path=by_hand.path,
                api_version=resource.api_version,
                certainty=Certainty.SURE,
                evidence=("settled",),
                not_arm=by_hand.not_arm,
            )
        providers = self._settled.providers_of(resource.module)
        by_url = self._urls.of(resource, providers)
        addresses = {each.path.shape for each in by_url}
        by_schema = [each for each in self._schemas.of(resource, providers) if each.path.shape not in addresses]
        return _row(resource, *best_of([*by_url, *by_schema]))

    def from_schemas(self, resource: ResourceClass) -> Row:
        """Return the row that the schemas give without any URL template."""
        found = self._schemas.of(resource, self._settled.providers_of(resource.module))
        return _row(resource, *best_of(found))


def _row(resource: ResourceClass, best: Candidate | None, rivals: list[Candidate]) -> Row:
    certainty = _certainty(best, rivals) if best else Certainty.UNKNOWN
    known = best if certainty is not Certainty.UNKNOWN else None
    return Row(
        token=resource.token,
        path=known.path.text if known else None,
        api_version=resource.api_version,
        certainty=certainty,
        evidence=known.evidence if known else (),
        rivals=tuple(dict.fromkeys(each.path.text for each in ([best] if best and not known else []) + rivals)),
        lost=tuple(sorted(best.unplaced)) if best else (),
    )


def _certainty(best: Candidate, rivals: list[Candidate]) -> Certainty:
    if any(rival.rank >= best.rank for rival in rivals):
        return Certainty.UNKNOWN
    if best.lost_names and not best.operation:
        return Certainty.UNKNOWN
    if rivals or best.lost_names:
        return Certainty.LIKELY
    is_whole = best.body is not None and not best.lost
    well_named = best.operation or best.likeness >= Likeness.EXPLAINED
    confirmed = is_whole and (well_named or (best.named and best.has_exact_body and best.likeness >= Likeness.ENDS))
    if best.from_url:
        confirmed = confirmed or (best.named and well_named and (best.body is not None or best.operation))
    else:
        confirmed = confirmed and well_named
    return Certainty.SURE if confirmed else Certainty.LIKELY
