"""What the components take and give, inferred from their type annotations and the docstrings beside them."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pulumi.provider.experimental.analyzer import Analyzer, AnalyzeResult

from bedplate.components.package.packages import OWN, Package


@cache
def analysis(package: Package = OWN) -> AnalyzeResult:
    """Return the definitions of all components of a package and of the types that their arguments are made of."""
    return _DocumentedAnalyzer(package.name).analyze(list(package.components))


class _DocumentedAnalyzer(Analyzer):
    """Pulumi's analyser; left alone, it loses the docstrings of attributes that a class has from its bases."""

    def get_docstring(self, typ: type, name: str) -> str | None:
        return attribute_docstrings(typ).get(name)


@cache
def attribute_docstrings(typ: type) -> Mapping[str, str]:
    """Return what the docstrings after a class's attributes say, those of its bases included.

    Args:
        typ: the class; one whose source is not at hand has no docstrings.
    """
    definition = _definition(typ)
    if definition is None:
        return {}
    found: dict[str, str] = {}
    # Named in the source, since a TypedDict has no bases at run time other than `dict`.
    for base in reversed(definition.bases):
        named = vars(sys.modules[typ.__module__]).get(base.id) if isinstance(base, ast.Name) else None
        if inspect.isclass(named):
            base_class: type = named
            found |= attribute_docstrings(base_class)
    return found | dict(_own_docstrings(definition))


def _definition(typ: type) -> ast.ClassDef | None:
    try:
        source = inspect.getsource(typ)
    except (OSError, TypeError):
        return None
    (statement,) = ast.parse(textwrap.dedent(source)).body
    return statement if isinstance(statement, ast.ClassDef) else None


def _own_docstrings(definition: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement, following in pairwise(definition.body):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, text
            case _:
                pass
