"""The process state that a program may see and change, set for one run and put back after it."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from bedplate.generator.engine.program import Program

_NO_MODULE = ModuleType("none")


@contextlib.contextmanager
def sandbox(program: Program) -> Generator[None]:
    """Run a block as Pulumi's language host runs a program, then restore everything.

    The working folder and the first entry of `sys.path` are the program's own folder, `sys.argv` holds
    only the program, what it prints goes to stderr, and its modules are forgotten afterwards so that the
    next program finds its own of the same names. Garbage collection rests: a run is short and its many
    live objects make every collection dear.
    """
    with _collection_rests(), _exits_are_noticed(), contextlib.redirect_stdout(sys.stderr), _place_of(program):
        yield


@contextlib.contextmanager
def _place_of(program: Program) -> Generator[None]:
    if program.function is not None:
        yield
        return
    folder = program.main if program.main.is_dir() else program.main.parent
    arguments, path, here = sys.argv[:], sys.path[:], Path.cwd()
    with _own_modules(folder):
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
def _exits_are_noticed() -> Generator[None]:
    """Turn `os._exit`, which would take us along without a word, into an exit like any other."""
    leave, ours = os._exit, os.getpid()

    def exit_noticed(status: int) -> NoReturn:
        if os.getpid() != ours:  # a forked child ends itself so, and rightly
            leave(status)
        raise SystemExit(status)

    os._exit = exit_noticed
    try:
        yield
    finally:
        os._exit = leave


@contextlib.contextmanager
def _own_modules(folder: Path) -> Generator[None]:
    """Hide loaded modules that share a name with the program's, and forget the program's afterwards."""
    was_importable = folder in {Path(entry).resolve() for entry in sys.path if entry}
    names = {*_own_names(folder), *_names_in_namespaces(folder, was_importable=was_importable)}
    hidden = _take_out(names)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        _take_out(names)
        for name, module in hidden.items():
            _put_in(name, module)


def _own_names(folder: Path) -> set[str]:
    """Return the names under which a folder's own modules and packages are imported."""
    if not folder.is_dir():
        return set()
    modules = {path.stem for path in folder.glob("*.py")} - {"__main__"}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return modules | packages | (_namespaces(folder) - sys.modules.keys())


def _names_in_namespaces(folder: Path, *, was_importable: bool) -> Iterator[str]:
    """Yield what a folder holds of namespaces that are loaded already, unless it is loaded from that folder.

    A namespace may reach beyond the program, so it stays loaded itself.
    """
    for space in _namespaces(folder) & sys.modules.keys():
        for path in (folder / space).iterdir():
            name = f"{space}.{path.stem}"
            loaded = sys.modules.get(name)
            is_own = was_importable if loaded is None else _is_loaded_from(folder, loaded)
            if path.stem.isidentifier() and not is_own:
                yield name


def _namespaces(folder: Path) -> set[str]:
    """Return the names of folders without `__init__.py`, each a portion of a namespace."""
    if not folder.is_dir():
        return set()
    folders = {path for path in folder.iterdir() if path.is_dir() and path.name.isidentifier()}
    return {path.name for path in folders if not (path / "__init__.py").exists()}


def _is_loaded_from(folder: Path, module: ModuleType) -> bool:
    file = getattr(module, "__file__", None)
    return file is not None and Path(file).resolve().is_relative_to(folder)


def _take_out(names: set[str]) -> dict[str, ModuleType]:
    """Forget modules and everything below them; return them by name, parents first."""
    taken = {
        name: sys.modules[name]
        for name in sorted(sys.modules)
        if any(name == gone or name.startswith(f"{gone}.") for gone in names)
    }
    for name in taken:
        del sys.modules[name]
        parent, _, attribute = name.rpartition(".")
        vars(sys.modules.get(parent, taken.get(parent, _NO_MODULE))).pop(attribute, None)
    return taken


def _put_in(name: str, module: ModuleType) -> None:
    sys.modules[name] = module
    parent, _, attribute = name.rpartition(".")
    if parent in sys.modules:
        setattr(sys.modules[parent], attribute, module)
