"""Candidates from the URL templates of PUT operations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tools.arm_table.arm_paths import ArmPath
from tools.arm_table.bodies import Bodies, Body, may_name, path_like
from tools.arm_table.candidates import Candidate, candidate
from tools.arm_table.names import Likeness, likeness, operation_name, plain
from tools.arm_table.schema_types import SchemaTypes, usual_spelling
from tools.arm_table.sdk import ResourceClass
from tools.arm_table.url_templates import UrlTemplate


@dataclass(frozen=True, slots=True)
class Address:
    """One address with the names of its placeholders, and what its operations create."""

    path: ArmPath
    creates: frozenset[str]
    """Names as `operation_name` spells them."""


class UrlCandidates:
    """Finds the templates that may be a class's."""

    def __init__(self, templates: Iterable[UrlTemplate], types: SchemaTypes, bodies: Bodies) -> None:
        """Join templates that differ in spelling only.

        Args:
            templates: all templates, in the order of trust: spelling is the most frequent one.
            types: the types that schemas declare, for their spelling at a version.
            bodies: the bodies of types.
        """
        self._types = types
        self._bodies = bodies
        self._addresses = _addresses(templates, types.spelling)

    def of(self, resource: ResourceClass, providers: Iterable[str]) -> list[Candidate]:
        """Return the candidates of a class among the given providers.

        A path that is named unlike the class is a candidate only if it takes the class's inputs to the last one.
        """
        found: list[Candidate] = []
        for provider in providers:
            for address in self._addresses.get(provider.lower(), ()):
                like = likeness(resource.name, address.path.segments, address.path.scope + address.path.provider)
                operation = plain(resource.name) in address.creates
                found.extend(
                    fitted
                    for fitted in self._fitted(resource, address, operation=operation, like=like)
                    if operation or like > Likeness.NONE or (fitted.named and fitted.body and not fitted.unplaced)
                )
        return found

    def _fitted(
        self, resource: ResourceClass, address: Address, *, operation: bool, like: Likeness
    ) -> Iterator[Candidate]:
        """Yield the candidate of one address, if the class's inputs can fill its placeholders."""
        body = self._bodies.of(address.path.type, resource)
        names = placeholder_inputs(resource, address.path, body)
        if names is None:
            return
        declared = self._types.nearest(address.path.type, resource.api_version)
        path = address.path.renamed(names)
        if declared:
            segments = declared.name.partition("/")[2]
            path = path.spelled(f"{self._types.spelling[path.provider.lower()]}/{segments}")
        yield candidate(
            resource,
            path,
            body,
            named=all(name.lower() == to.lower() for name, to in names.items()),
            from_url=True,
            operation=operation,
            likeness=like,
        )


def placeholder_inputs(resource: ResourceClass, path: ArmPath, body: Body | None) -> dict[str, str] | None:
    """Return the input behind each placeholder; `None` when the class cannot fill the path.

    Names are compared without case. At most one placeholder may be named otherwise than an input, and only if exactly
    one required or name-like input is left that the body has no place for. A class that takes a resource group cannot
    stand for a path without one.
    """
    inputs = {name.lower(): name for name in resource.inputs}
    found = {name: inputs[name.lower()] for name in path.placeholders if name.lower() in inputs}
    if "resourceGroupName" in resource.inputs and "resourceGroupName" not in found.values():
        return None
    open_names = [name for name in path.placeholders if name not in found]
    if len(open_names) > 1:
        return None
    if open_names:
        left = [
            each.name
            for each in path_like(resource)
            if each.name not in found.values() and (body.lacks(each) if body else True) and may_name(each)
        ]
        if len(left) != 1:
            return None
        found[open_names[0]] = left[0]
    return found


def _addresses(templates: Iterable[UrlTemplate], spelling: Mapping[str, str]) -> dict[str, list[Address]]:
    """Group templates by provider, one address for all spellings of it."""
    spellings: dict[tuple[str, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    creates: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for template in templates:
        path = ArmPath.of(template.path)
        if path.is_complete:
            key = (path.shape, tuple(name.lower() for name in path.placeholders))
            spellings[key][path.text] += 1
            creates[key].update(operation_name(each) for each in template.operations)
    found: dict[str, list[Address]] = defaultdict(list)
    for key, texts in spellings.items():
        path = ArmPath(usual_spelling(texts))
        usual = spelling.get(path.provider.lower(), path.provider)
        found[path.provider.lower()].append(
            Address(path.spelled("/".join([usual, *path.segments])), frozenset(creates[key]))
        )
    return found
