"""Which Python runs a program: that of its own virtual environment, else ours."""

from __future__ import annotations

import sys
from pathlib import Path

from bedplate.generator.programs.project import Project

_USUAL = (".venv", "venv")
_PLACES = ("bin/python", "bin/python3", "Scripts/python.exe")


def own_interpreter(project: Project) -> Path | None:
    """Return the Python of the project's virtual environment; `None` where it has none.

    The environment is the one that the option `virtualenv` names, else the folder `.venv` or `venv` beside the
    project file or the program.
    """
    named = project.runtime_options.get("virtualenv")
    candidates = [project.root / named] if isinstance(named, str) and named else []
    main = project.program.main
    program_folder = main if main.is_dir() else main.parent
    candidates += [folder / name for folder in (project.root, program_folder) for name in _USUAL]
    for environment in candidates:
        for place in _PLACES:
            if (environment / place).is_file():
                return environment / place
    return None


def bedplates_interpreter() -> Path:
    """Return the Python that runs bedplate."""
    return Path(sys.executable)


def is_bedplates(interpreter: Path) -> bool:
    """Return whether a Python is that of the environment in which bedplate runs."""
    return interpreter.parent.parent.resolve() == Path(sys.prefix).resolve()


def installation_hint(project: Project) -> str:
    """Return what to do when the program's Python lacks a package."""
    listed = "-r requirements.txt" if (project.root / "requirements.txt").is_file() else "<its packages>"
    interpreter = own_interpreter(project)
    if interpreter is None:
        return f"install what the program needs: python -m venv .venv && .venv/bin/pip install {listed}"
    return f"install it into the project's virtual environment: {interpreter} -m pip install {listed}"
