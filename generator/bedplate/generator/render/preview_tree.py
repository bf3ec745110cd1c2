"""From a graph to what a preview shows of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bedplate.components.facts.arm_types import arm_type
from bedplate.generator.counted import counted
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Origin, Resource, Value, secret_paths, walk
from bedplate.generator.render.arm_ids import azure_name
from bedplate.generator.render.kind import Kind
from bedplate.generator.render.phrases import Subject
from bedplate.generator.render.posture import PublicAccess, marked, posture, public_access
from bedplate.generator.render.preview_model import Entry, Fact, PreviewTree, Row, Span, Tone, shown
from bedplate.generator.render.properties import at, dotted, is_managed, items, unknown_places
from bedplate.generator.render.resource_kinds import kind_of

_STACK = "pulumi:pulumi:Stack"
_MOST_KINDS = 8
"""Kinds that the line of a component can list; the summary lists those of the whole stack."""
_SEEN_AT_A_GLANCE = 2
_MODES = {
    Mode.KNOWN: "as deployed: values that Azure computes are modelled",
    Mode.UNKNOWN: "before a deployment: values that Azure computes are unknown",
}
_TOLD = {
    Origin.PREVIEW: "as `pulumi preview` tells it: values that only a deployment can tell are unknown",
    Origin.EXPORT: "as `pulumi stack export` tells it: what was deployed",
}


def preview_tree(graph: Graph) -> PreviewTree:
    """Return what a preview of `graph` shows; every resource becomes exactly one entry or the title."""
    stack = next((each for each in graph.resources if each.type == _STACK and each.parent is None), None)
    described = [each for each in graph.resources if each is not stack]
    return PreviewTree(
        urn=stack.urn if stack else None,
        title=_title(graph, described),
        notes=((Span(f"project {graph.project} · {_TOLD.get(graph.origin, _MODES[graph.mode])}"),),),
        entries=_Forest(described, stack).entries(),
        outputs=tuple(_outputs(graph.outputs)),
        counts=_counts(described),
        closing=tuple(_closing(graph, described)),
        next_steps=_next_steps(graph),
    )


class _Forest:
    """Resources arranged below their parents."""

    def __init__(self, resources: Iterable[Resource], stack: Resource | None) -> None:
        self._names: Mapping[str, Value] = {each.urn: azure_name(each) for each in resources}
        self._children: dict[str | None, list[Resource]] = defaultdict(list)
        roots = {None, stack.urn if stack else None}
        for each in resources:
            # A parent that is not in the graph must not take its children out of sight.
            parent = each.parent if each.parent in self._names and each.parent not in roots else None
            self._children[parent].append(each)

    def entries(self) -> tuple[Entry, ...]:
        return self._below(None)

    def _below(self, parent: str | None) -> tuple[Entry, ...]:
        children = self._children[parent]
        # Like stands with like; otherwise in the graph's order, parents and dependencies first.
        first_of_type = {child.type: index for index, child in reversed(list(enumerate(children)))}
        components = {each.urn for child in children if not child.custom for each in self._within(child.urn)}
        ordered = sorted(
            children,
            key=lambda child: (
                child.custom and not components.isdisjoint(child.dependencies),
                not child.custom,
                _is_extension(child),
                first_of_type[child.type],
            ),
        )
        return tuple(self._entry(child) for child in ordered)

    def _entry(self, resource: Resource) -> Entry:
        children = self._below(resource.urn)
        if not resource.custom:
            return Entry(
                urn=resource.urn,
                label=resource.type.rsplit(":", 1)[-1],
                name=shown(resource.name, Tone.COMPONENT),
                component=True,
                facts=tuple(self._component_facts(resource)),
                children=children,
            )
        kind = kind_of(resource.type)
        subject = Subject(resource=resource, properties=resource.inputs, names=self._names)
        said = [fact for phrase in kind.phrases for fact in phrase(subject)]
        return Entry(
            urn=resource.urn,
            label=kind.short or kind.label,
            name=shown(self._names[resource.urn], Tone.NAME),
            component=False,
            name_last=kind.name_last,
            facts=(*said, *posture(subject), *marked(resource)),
            rows=tuple(_rows(kind, subject)),
            children=children,
        )

    def _component_facts(self, component: Resource) -> Iterator[Fact]:
        numbers = _counts(self._within(component.urn))
        # One or two resources are seen at a glance on the lines below.
        total = sum(number for number, _ in numbers)
        if len(numbers) > _MOST_KINDS:
            yield (Span(counted(total, "resource")),)
        elif total > _SEEN_AT_A_GLANCE:
            yield (Span(", ".join(f"{number} {label}" if number > 1 else label for number, label in numbers)),)

    def _within(self, urn: str) -> Iterator[Resource]:
        for child in self._children[urn]:
            yield child
            yield from self._within(child.urn)


def _is_extension(resource: Resource) -> bool:
    """Return whether a resource hangs on another one, as a lock does: what it hangs on is told first."""
    described = arm_type(resource.type)
    return described is not None and not described.path.startswith("/subscriptions/")


def _rows(kind: Kind, subject: Subject) -> Iterator[Row]:
    if kind.rows is None:
        return
    for item in items(subject.properties, *kind.rows.path.split(".")):
        part = Subject(resource=subject.resource, properties=item, names=subject.names)
        name = at(item, *kind.rows.name.split("."))
        if name is not None:
            facts = tuple(fact for phrase in kind.rows.phrases for fact in phrase(part))
            yield Row(name=shown(name, Tone.NAME), facts=facts)


def _title(graph: Graph, resources: list[Resource]) -> Fact:
    managed = sum(is_managed(each) for each in resources)
    components = sum(not each.custom for each in resources)
    return (
        Span(graph.stack, Tone.HEADING),
        Span(f" · {counted(managed, 'resource')} in {counted(components, 'component')}"),
    )


def _counts(resources: Iterable[Resource]) -> tuple[tuple[int, str], ...]:
    numbers = Counter(each.type for each in resources if is_managed(each))
    by_label: Counter[str] = Counter()
    for token, number in numbers.items():
        by_label[kind_of(token).label] += number
    kinds = {kind_of(token).label: kind_of(token) for token in numbers}
    ordered = sorted(by_label.items(), key=lambda item: (-item[1], item[0]))
    return tuple((number, kinds[label].counted(number)) for label, number in ordered)


def _outputs(outputs: Mapping[str, Value]) -> Iterator[Row]:
    for name, output in outputs.items():
        for path, leaf in walk(output, (name,)):
            empty = leaf is None or (not isinstance(leaf, str) and leaf in ((), {}, []))
            text = Span("(empty)") if empty else shown(leaf)
            yield Row(name=shown(dotted(path), Tone.LABEL), facts=((text,),))


def _closing(graph: Graph, resources: list[Resource]) -> Iterator[Fact]:
    accesses = {each.urn: access for each in resources if (access := public_access(each)) is not None}
    public = [shown(azure_name(each)).text for each in resources if accesses.get(each.urn) is PublicAccess.ON]
    closed = sum(access is PublicAccess.OFF for access in accesses.values())
    if accesses:
        tone = Tone.GOOD if closed == len(accesses) else Tone.WARNING
        yield (Span("public access "), Span(f"off on {closed} of {len(accesses)}", tone), Span(" services"))
    if public:
        yield (Span("ON for ", Tone.WARNING), Span(", ".join(public)))
    unknown = sum(len(unknown_places(each.inputs)) for each in resources) + len(unknown_places(graph.outputs))
    if unknown:
        yield (Span(f"{counted(unknown, 'value')} "), shown(UNKNOWN))
    secret = sum(len(secret_paths(each.inputs)) for each in resources) + len(secret_paths(graph.outputs))
    if secret:
        yield (Span(f"{counted(secret, 'secret')} masked"),)


def _next_steps(graph: Graph) -> tuple[Fact, ...]:
    if graph.origin is not Origin.RUN:
        return ()
    return (
        (Span("Next: "), Span(f"pulumi up -s {graph.stack}", Tone.COMPONENT)),
        (Span("every property: "), Span(f"bedplate preview {graph.stack} --json", Tone.COMPONENT)),
    )
