"""The text below each member of a class: what documents a choice, a field or an exit code where it stands."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from itertools import pairwise


def attribute_docstrings(class_: type) -> Mapping[str, str]:
    """Return the docstring of each attribute that a class assigns or declares, on one line, by the attribute's name.

    Python keeps these texts nowhere, so they are read from the source.
    """
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(class_))).body
    if not isinstance(definition, ast.ClassDef):
        raise TypeError(class_)
    found: dict[str, str] = {}
    for statement, text in pairwise(definition.body):
        name = _name(statement)
        match text:
            case ast.Expr(value=ast.Constant(value=str(words))) if name:
                found[name] = " ".join(words.split())
            case _:
                pass
    return found


def _name(statement: ast.stmt) -> str | None:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return None
