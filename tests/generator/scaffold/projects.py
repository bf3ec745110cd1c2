"""Making projects as `bedplate new` does, in this process and without asking."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph, Mode
from bedplate.generator.render import mermaid
from bedplate.generator.scaffold.answers import complete
from bedplate.generator.scaffold.blueprint import STACKS, blueprint_names
from bedplate.generator.scaffold.files import Choices, project_files
from bedplate.generator.scaffold.reading import read_blueprint
from bedplate.generator.scaffold.writing import write_files

ROOT = Path(__file__).parents[3]
BLUEPRINTS = blueprint_names()
NOTHING: Mapping[str, str] = MappingProxyType({})


def choices(blueprint: str, given: Mapping[str, str] = NOTHING, project: str = "my-zone") -> Choices:
    """Return a project's choices: what is given, defaults for the rest."""
    read = read_blueprint(blueprint)
    return Choices(blueprint=read, project=project, answers=complete(read, given))


def written(folder: Path, blueprint: str, given: Mapping[str, str] = NOTHING) -> Path:
    """Write a project without the README's diagram."""
    write_files(folder, project_files(choices(blueprint, given)))
    return folder


def recorded(project: Path, stack: str) -> Graph:
    """Return what a stack of a project declares."""
    program = Program.load(project)
    config, secret_keys = program.stack_config(stack)
    return record(program, stack=stack, config=config, secret_keys=secret_keys, mode=Mode.KNOWN)


@cache
def diagram(blueprint: str, folder: Path) -> str:
    """Return the network of the first stack of a project with defaults, made in a folder that is not there yet."""
    return mermaid.render(recorded(written(folder, blueprint), STACKS[0]))
