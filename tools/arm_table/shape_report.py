"""What the shapes are worth, in numbers: printed after every run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tools.arm_table.descriptions import Agreement
from tools.arm_table.judged import Judged, judged, judged_types
from tools.arm_table.placement import Method, Place
from tools.arm_table.shapes import ModuleShapes, Shape


def shape_report(shapes: Mapping[str, ModuleShapes], declared: Iterable[str], *, lists_unsure: bool) -> Judged:
    """Prints how the inputs were placed and who confirms it.

    Args:
        shapes: The shapes of each module.
        declared: Tokens that components declare.
        lists_unsure: Whether to list every input that stands where no schema and no model puts it.

    Returns:
        How the table stands to the types that rules look at.
    """
    places = list(_places(shapes))
    methods = Counter(place.method for _, _, place in places)
    print(f"{len(places)} inputs in {sum(1 for _ in _shapes(shapes))} shapes, placed by:")
    print(*(f"  {methods[method]:6} {method.name.lower()}" for method in Method), sep="\n")
    described = Counter(place.agreement for _, _, place in places if place.target is not None)
    both = described.total() - described[Agreement.SILENT]
    good = described[Agreement.EQUAL] + described[Agreement.SIMILAR]
    print(f"descriptions on both sides: {both}, of these agreeing: {good}, different: {described[Agreement.DIFFERENT]}")
    print(f"uses of one class that disagree: {sum(len(shape.rivals) for _, shape in _shapes(shapes))}")
    _models(shapes)
    _doubtful(shapes)
    outcome = judged(shapes, judged_types(), declared)
    print(f"classes that checkov's checks or components look at: {len(outcome.tokens)}, guessed inputs of them:")
    print(*(f"  {line}" for line in outcome.doubtful or ["none"]), sep="\n")
    print("judged types without a class:", *outcome.without_class)
    if lists_unsure:
        doubtful = (each for each in places if each[2].method in {Method.PATTERN, Method.GUESS})
        print(*(f"  {label} {key}: {'/'.join(place.path) or place.reason}" for label, key, place in doubtful), sep="\n")
    return outcome


def _models(shapes: Mapping[str, ModuleShapes]) -> None:
    agreed = sum(found.opinions.agreed for found in shapes.values())
    contradicted = [line for found in shapes.values() for line in found.opinions.contradicted]
    print(
        f"models of the management packages: {agreed} inputs confirmed, {len(contradicted)} contradicted (ours, theirs)"
    )
    print(*(f"  {line}" for line in contradicted), sep="\n")


def _doubtful(shapes: Mapping[str, ModuleShapes]) -> None:
    weakest = Counter(found.weakest(name) for found in shapes.values() for name in found.resources)
    doubtful = sum(count for method, count in weakest.items() if method >= Method.PATTERN)
    print(f"resources with all inputs placed by a schema, a model or by hand: {weakest.total() - doubtful}")
    modules = Counter(
        label.split(" ")[0] for label, _, place in _places(shapes) if place.method in {Method.PATTERN, Method.GUESS}
    )
    print("inputs that nothing places, by module:", *(f"{count} {name}" for name, count in modules.most_common()))


def _shapes(shapes: Mapping[str, ModuleShapes]) -> Iterator[tuple[str, Shape]]:
    for module, found in shapes.items():
        for name, shape in [*found.resources.items(), *found.classes.items()]:
            yield f"{module} {name}", shape


def _places(shapes: Mapping[str, ModuleShapes]) -> Iterator[tuple[str, str, Place]]:
    for label, shape in _shapes(shapes):
        for key, place in shape.places.items():
            yield label, key, place
