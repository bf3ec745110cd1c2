"""What `bedplate scan` judges, and with which waivers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from bedplate.blueprints.settings import SettingsError, read_project
from bedplate.blueprints.settings.current_day import current_day
from bedplate.blueprints.settings.stack_policies import StackPolicies, load_policies
from bedplate.generator.cli.errors import BadInput
from bedplate.generator.cli.project import find_project
from bedplate.generator.cli.scan_templates import read_template, refuse_beside_templates
from bedplate.generator.cli.source import graph_of, waiting_words
from bedplate.generator.graph import Mode
from bedplate.generator.rulebook import NoSuchPack, rulebook
from bedplate.generator.scan.scanned import Scanned, scanned_graph
from bedplate.generator.scan.waivers import waivers_from_settings
from bedplate.policies.pack import DEFAULT_PACK, Pack
from bedplate.policies.waiver import Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanSource:
    """What the command line names."""

    stacks: tuple[str, ...]
    """Stacks of the project in `directory`, or the one of `program`."""
    directory: Path
    from_file: Path | None = None
    program: Path | None = None
    templates: tuple[Path, ...] = ()
    """ARM templates, or folders of templates that are judged together, in place of all others."""
    parameters: Path | None = None
    """Values of the template's parameters."""
    waivers: Path | None = None
    pack: str | None = None
    """Name of the pack for all; that of the stack file by default, else the narrowest."""
    unknown: bool = False

    def waiting_words(self) -> str:
        """Return what is being done while people wait."""
        if self.templates:
            return f"Reading {' '.join(map(str, self.templates))} ..."
        one = self.stacks[0] if len(self.stacks) == 1 else "stacks"
        return waiting_words(stack=one, from_file=self.from_file, program=self.program)


@dataclass(frozen=True, slots=True)
class ScannedStack:
    """One report's worth of resources."""

    scanned: Scanned
    pack: Pack
    waivers: tuple[Waiver, ...]


@dataclass(frozen=True, slots=True)
class ScanSources:
    """Everything to judge."""

    stacks: tuple[ScannedStack, ...]
    today: dt.date
    """The day that counts for waivers."""
    folder: str
    """The project's folder below the root of its Git repository; empty where it is that root, or nobody knows."""


def scan_sources(source: ScanSource) -> ScanSources:
    """Record or read what is to be judged, and read the waivers.

    Raises:
        BadInput: there is something wrong with the command line, a program, a file or the waivers.
    """
    _refuse_what_does_not_fit(source)
    if source.pack is not None:
        chosen_pack(source.pack)  # a misspelt name is told before anything is recorded
    if source.templates:
        return _templates(source)
    root = None if source.from_file is not None else find_project(source.program or source.directory)
    names = _names(source, root)
    if len(names) > 1 and source.waivers is not None:
        raise BadInput(
            f"{source.waivers}: one file of waivers is for one stack, as what is unused in it fails "
            "(name one STACK, or write each stack's waivers into its own file)"
        )
    shared = waivers_from_settings(_loaded(source.waivers, required=True).waivers) if source.waivers else ()
    return ScanSources(
        tuple(_scanned(source, name, root, shared) for name in names), current_day(), _folder_in_repository(root)
    )


def chosen_pack(name: str) -> Pack:
    """Return a pack.

    Raises:
        BadInput: there is none of this name, or a package that it needs is broken.
    """
    try:
        return rulebook().pack(name)
    except NoSuchPack as error:
        raise BadInput(str(error)) from error


def _refuse_what_does_not_fit(source: ScanSource) -> None:
    if source.templates:
        refuse_beside_templates(source)
    elif source.parameters is not None:
        raise BadInput(f"{source.parameters}: values of parameters are for a template (name it with --arm)")
    if source.from_file is not None and source.unknown:
        raise BadInput("--unknown: a file tells what it knows (leave out --unknown, or name a STACK)")
    if source.program is not None and len(source.stacks) > 1:
        raise BadInput(f"{source.program}: one stack of a program at a time (name it with -s)")
    if source.from_file is not None and len(source.stacks) > 1:
        raise BadInput(f"{source.from_file}: a file and stacks are two things to look at (leave out one of the two)")


def _templates(source: ScanSource) -> ScanSources:
    pack = chosen_pack(source.pack or DEFAULT_PACK)
    waivers = waivers_from_settings(_loaded(source.waivers, required=True).waivers) if source.waivers else ()
    read = (read_template(path, source.parameters) for path in source.templates)
    stacks = tuple(ScannedStack(scanned, pack, waivers) for scanned in read)
    return ScanSources(stacks, current_day(), _folder_in_repository(Path()))


def _names(source: ScanSource, root: Path | None) -> tuple[str | None, ...]:
    """Return the stacks to judge; `None` where a file or a program says by itself which it is."""
    if source.stacks:
        return tuple(dict.fromkeys(source.stacks))
    if root is None or source.program is not None:
        return (None,)
    try:
        names = read_project(root).stack_names()
    except SettingsError as error:
        raise BadInput(str(error)) from error
    if not names:
        raise BadInput(f"{root}: the project has no stacks (add Pulumi.<stack>.yaml)")
    return names


def _scanned(source: ScanSource, name: str | None, root: Path | None, shared: tuple[Waiver, ...]) -> ScannedStack:
    mode = Mode.UNKNOWN if source.unknown else Mode.KNOWN
    graph = graph_of(
        stack=name, from_file=source.from_file, directory=source.directory, mode=mode, program=source.program
    )
    own = StackPolicies((), ()) if root is None else _policies_of(root, graph.stack)
    pack = chosen_pack(source.pack or own.policy_pack or DEFAULT_PACK)
    return ScannedStack(scanned_graph(graph), pack, (*waivers_from_settings(own.waivers), *shared))


def _policies_of(root: Path, stack: str) -> StackPolicies:
    try:
        file = read_project(root).stack_file(stack)
    except SettingsError as error:
        raise BadInput(str(error)) from error
    return _loaded(file) if file.is_file() else StackPolicies((), ())


def _loaded(file: Path, *, required: bool = False) -> StackPolicies:
    loaded = load_policies(file, required=required)
    if loaded.problems:
        raise BadInput("\n".join(map(str, loaded.problems)))
    return loaded


def _folder_in_repository(root: Path | None) -> str:
    if root is None:
        return ""
    start = root.resolve()
    repository = next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)
    return "" if repository == start else start.relative_to(repository).as_posix()
