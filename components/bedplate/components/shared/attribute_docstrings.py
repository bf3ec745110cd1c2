"""The texts below the attributes of a class: Python keeps them nowhere, so they are read from the source."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise


@cache
def attribute_docstrings(class_: type) -> Mapping[str, str]:
    """Return the docstring of each attribute that a class assigns or declares, those of its bases included.

    Args:
        class_: the class; one whose source is not at hand has no docstrings.
    """
    definition = _definition(class_)
    if definition is None:
        return {}
    found: dict[str, str] = {}
    # Named in the source, since a TypedDict has no bases at run time other than `dict`.
    for base in reversed(definition.bases):
        named = vars(sys.modules[class_.__module__]).get(base.id) if isinstance(base, ast.Name) else None
        if inspect.isclass(named):
            base_class: type = named
            found |= attribute_docstrings(base_class)
    return found | dict(_own_docstrings(definition))


def _definition(class_: type) -> ast.ClassDef | None:
    try:
        source = inspect.getsource(class_)
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
