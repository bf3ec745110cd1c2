"""The process state that a program may see and change, set for one run and put back after it."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Generator
from pathlib import Path
from types import ModuleType

from bedplate.generator.engine.program import Program


@contextlib.contextmanager
def sandbox(program: Program) -> Generator[None]:
    """Run a block as Pulumi's language host runs a program, then restore everything.

    The working folder and the first entry of `sys.path` are the program's own folder, `sys.argv` holds
    only the program, what it prints goes to stderr, and its modules are forgotten afterwards so that the
    next program finds its own of the same names. Garbage collection rests: a run is short and its many
    live objects make every collection dear.
    """
    if program.function is not None:
        with _collection_rests(), contextlib.redirect_stdout(sys.stderr):
            yield
        return
    folder = program.main if program.main.is_dir() else program.main.parent
    arguments, path, here = sys.argv[:], sys.path[:], Path.cwd()
    with _own_modules(folder), _collection_rests(), contextlib.redirect_stdout(sys.stderr):
        try:
            os.chdir(folder)
            sys.argv = [str(program.main)]
            sys.path.insert(0, str(folder))
            yield
        finally:
            os.chdir(here)
            sys.argv, sys.path[:] = arguments, path


@contextlib.contextmanager
def _collection_rests() -> Generator[None]:
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def _own_modules(folder: Path) -> Generator[None]:
    """Hide loaded modules that share a name with the program's, and forget the program's afterwards."""
    names = _top_level_names(folder)
    hidden = _take_out(names)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        _take_out(names)
        sys.modules.update(hidden)


def _top_level_names(folder: Path) -> frozenset[str]:
    """Return the names under which a folder's own modules and packages are imported.

    A folder without `__init__.py` is a portion of a namespace that may reach beyond the program; one that
    is loaded already stays loaded.
    """
    if not folder.is_dir():
        return frozenset()
    modules = {path.stem for path in folder.glob("*.py")} - {"__main__"}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    spaces = {path.name for path in folder.iterdir() if path.is_dir() and path.name.isidentifier()}
    return frozenset(modules | packages | (spaces - sys.modules.keys()))


def _take_out(names: frozenset[str]) -> dict[str, ModuleType]:
    taken = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in names}
    for name in taken:
        del sys.modules[name]
    return taken
