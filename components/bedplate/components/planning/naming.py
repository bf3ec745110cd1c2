"""Names of every resource in a landing zone: legal, stable, telling, never random.

The same inputs always give the same name, so names and ARM ids are known before anything exists.
"""

import hashlib
import re
import string
from dataclasses import dataclass

from bedplate.components.facts.regions import region
from bedplate.components.facts.resource_names import NameForm, NameRule, name_rule

WORKLOAD_PATTERN = r"[a-z][a-z0-9]{1,9}"
"""What a workload may be called: with its letter first and ten characters at most, it fits unshortened
into the tightest names Azure has (24 characters of a storage account or key vault)."""

_QUALIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ALPHABET = string.digits + string.ascii_lowercase
_HASH_LENGTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Composes the names of one landing zone."""

    workload: str
    """Short name of the workload; matches `WORKLOAD_PATTERN`."""
    environment: str
    """`dev`, `test` or `prod`."""
    location: str
    """Azure region, for example `swedencentral`."""
    generation: int
    """Part of every name, from 1 to 999. Raising it gives a zone new names, free of those that Azure
    still holds for the deleted one (a purge-protected key vault for 90 days)."""
    subscription_id: str
    """Subscription of the zone; it only enters the hash of global names."""

    def __post_init__(self) -> None:
        """Refuse parts that could make an illegal or an ambiguous name."""
        if re.fullmatch(WORKLOAD_PATTERN, self.workload) is None:
            raise ValueError(f"workload must match {WORKLOAD_PATTERN}: {self.workload!r}")
        if re.fullmatch(r"[a-z]{3,4}", self.environment) is None:
            raise ValueError(f"environment must have 3 or 4 lower-case letters: {self.environment!r}")
        if not 1 <= self.generation <= 999:  # noqa: PLR2004 -- names show three digits
            raise ValueError(f"generation must lie between 1 and 999: {self.generation}")
        region(self.location)

    def name(self, resource_type: str, qualifier: str | None = None) -> str:
        """Return the name of one resource.

        Args:
            resource_type: key of `facts/resource_names.toml`, for example `keyVault`.
            qualifier: tells resources of one type apart, for example `vault`: lower-case letters and
                digits, in words joined by single hyphens.

        Raises:
            KeyError: no such resource type.
            ValueError: the qualifier has other characters.
        """
        if qualifier is not None and _QUALIFIER.fullmatch(qualifier) is None:
            raise ValueError(f"qualifier must be lower-case words joined by hyphens: {qualifier!r}")
        rule = name_rule(resource_type)
        head, tail = self._parts(rule, qualifier)
        whole = rule.separator.join([*head, *tail])
        digest = self._digest(resource_type, qualifier)
        if rule.form is NameForm.GLOBAL or len(whole) > rule.maximum_length:
            return _shortened(rule, head, digest)
        return whole

    def _parts(self, rule: NameRule, qualifier: str | None) -> tuple[list[str], list[str]]:
        words = [qualifier.replace("-", rule.separator)] if qualifier else []
        if rule.form is NameForm.CHILD:
            return [rule.abbreviation, *(words or [self.workload])], []
        head = [rule.abbreviation, self.workload, self.environment]
        if rule.form is NameForm.GLOBAL:
            return [*head, *words], []
        return [*head, region(self.location).code, *words], [f"{self.generation:03d}"]

    def _digest(self, resource_type: str, qualifier: str | None) -> str:
        identity = [
            self.subscription_id.lower(),
            self.workload,
            self.environment,
            self.location,
            str(self.generation),
            resource_type,
            qualifier or "",
        ]
        number = int.from_bytes(hashlib.sha256("\0".join(identity).encode()).digest())
        digits: list[str] = []
        for _ in range(_HASH_LENGTH):
            number, digit = divmod(number, len(_ALPHABET))
            digits.append(_ALPHABET[digit])
        return "".join(digits)


def words_of(name: str) -> str:
    """Return what somebody calls a thing as a qualifier of other names: `support-desk` for `Support_Desk`.

    Names that differ in case or punctuation alone have the same words.
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _shortened(rule: NameRule, head: list[str], digest: str) -> str:
    room = rule.maximum_length - len(digest) - len(rule.separator)
    readable = rule.separator.join(head)[:room]
    return f"{readable.rstrip('-')}{rule.separator}{digest}"
