"""A program in any language, run by the real Pulumi engine with our provider in place of every package's own."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bedplate.generator.engine.errors import ProgramError
from bedplate.generator.engine.recorder import Deployment
from bedplate.generator.engine.urn import STACK_TYPE
from bedplate.generator.foreign import read_foreign
from bedplate.generator.graph import Graph, Mode, Origin
from bedplate.generator.programs import engine_failures, plugins, stack_settings, yaml_usage
from bedplate.generator.programs.engine_commands import EngineCommands, find_engine
from bedplate.generator.programs.environment import program_environment
from bedplate.generator.programs.limits import Limit, Limits
from bedplate.generator.programs.project import Project
from bedplate.generator.programs.provider import KNOWN_VARIABLE
from bedplate.generator.programs.python_interpreter import bedplates_interpreter, own_interpreter
from bedplate.generator.programs.stack_references import (
    OtherStack,
    missing_stacks,
    output_names,
    refuse_organizations,
)
from bedplate.generator.programs.toolchains import toolchain_variables
from bedplate.generator.programs.undecided import with_unknowns

_FOLDERS = ("home", "state", "plugins")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineRun:
    """One run under the real engine."""

    project: Project
    """The copy in which it runs."""
    stack_file: Path | None
    """The stack's file in the copy."""
    deployment: Deployment
    folder: Path
    """Where state and everything else of the engine is kept."""
    time_limit: float
    """Seconds for the whole run."""

    def record(self, config: Mapping[str, str], secret_keys: Collection[str], limits: Limits) -> Graph:
        """Run the program and return what it declares.

        Args:
            config: configuration by full key.
            secret_keys: the keys of it whose values are secret.
            limits: is told what cannot be known.

        Raises:
            ProgramError: there is no `pulumi`, or the program fails.
        """
        engine = find_engine()
        end = time.monotonic() + self.time_limit
        stack_settings.leave_out_plugins(self.project)
        stack_settings.write_stack_file(self.project, self.deployment.stack, self.stack_file, secret_keys)
        commands = EngineCommands(self.project.root, self._environment(engine), end, self.time_limit)
        others = self._run({key: config[key] for key in sorted(secret_keys)}, commands)
        for line in engine_failures.words(self._events):
            sys.stderr.write(f"{line}\n")
        limits.meet_all(self._notes)
        for other in others:
            limits.meet(Limit.REFERENCE, str(other))
        return self._graph()

    def _run(self, secrets: Mapping[str, str], commands: EngineCommands) -> frozenset[OtherStack]:
        """Run the program, again for as long as it names something more; return the other stacks that it names."""
        packages, others = self._packages(), frozenset[OtherStack]()
        while True:
            self._begin(packages)
            failure = self._attempt(commands, secrets, others)
            if failure is None:
                return others
            missing = plugins.missing_packages(failure) - packages
            unknown = missing_stacks(failure, self.deployment.project) - others
            if not missing and not unknown:
                refuse_organizations(failure)
                raise ProgramError(*engine_failures.problems(self._events, failure, self.project.root))
            packages, others = packages | missing, others | unknown

    def _packages(self) -> frozenset[str]:
        """Return the packages that the project names, and note for their providers what a YAML program uses."""
        usage = yaml_usage.YamlUsage()
        if self.project.runtime == "yaml":
            usage = yaml_usage.usage_in(self.project.program.main, self.project.file)
            usage.write(self._usage)
        return plugins.named_packages(self.project) | usage.packages

    def _begin(self, packages: Collection[str]) -> None:
        """Make everything anew that a run leaves behind."""
        for name in _FOLDERS:
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()
        self._events.unlink(missing_ok=True)
        plugins.write_plugins(self.folder / "plugins", packages, self._notes, self._usage)

    @property
    def _notes(self) -> Path:
        return self.folder / "notes.txt"

    @property
    def _usage(self) -> Path:
        return self.folder / "usage.json"

    @property
    def _events(self) -> Path:
        return self.folder / "events.json"

    @property
    def _result(self) -> Path:
        return self.folder / "result.json"

    def _attempt(
        self, commands: EngineCommands, secrets: Mapping[str, str], others: Collection[OtherStack]
    ) -> str | None:
        """Run the program once; return everything that was said where that failed."""
        for other in others:
            self._make(other, commands)
        stack = ("--stack", self.deployment.stack)
        set_up = [["stack", "init", self.deployment.stack]]
        if secrets:
            pairs = [part for key, value in secrets.items() for part in ("--secret", f"{key}={value}")]
            set_up.append(["config", "set-all", *stack, *pairs])
        log = ("--event-log", str(self._events))
        if self.deployment.mode is Mode.KNOWN:
            set_up.append(["up", "--yes", "--skip-preview", *stack, *log])
            last = ["stack", "export", "--show-secrets", *stack]
        else:
            last = ["preview", "--json", *stack, *log]
        output = ""
        for command in (*set_up, last):
            code, output, errors = commands.run(command)
            if code:
                return f"{output}\n{errors}"
        self._result.write_text(output, encoding="utf-8")
        return None

    def _make(self, other: OtherStack, commands: EngineCommands) -> None:
        """Make another stack, in a project of its name, that has every output that the program asks for."""
        folder = self.folder / "others" / other.project
        folder.mkdir(parents=True, exist_ok=True)
        project = json.dumps({"name": other.project, "runtime": "yaml"})
        (folder / "Pulumi.yaml").write_text(project, encoding="utf-8")
        state = folder / "state.json"
        state.write_text(other.state(output_names(self.project.root)), encoding="utf-8")
        elsewhere = replace(commands, folder=folder)
        elsewhere.run(["stack", "init", other.name])
        elsewhere.run(["stack", "import", "--stack", other.name, "--file", str(state)])

    def _environment(self, engine: Path) -> dict[str, str]:
        own = program_environment(self.folder)
        interpreter = own_interpreter(self.project) or bedplates_interpreter()
        path = [self.folder / "plugins", interpreter.parent, engine, own.get("PATH", os.defpath)]
        known = {KNOWN_VARIABLE: "true"} if self.deployment.mode is Mode.KNOWN else {}
        return {
            **own,
            **toolchain_variables(self.project.runtime),
            **known,
            "PATH": os.pathsep.join(map(str, path)),
            "PULUMI_HOME": str(self.folder / "home"),
            "PULUMI_BACKEND_URL": (self.folder / "state").as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_DEBUG_COMMANDS": "true",  # `--event-log` is one of them
            "PULUMI_EXPERIMENTAL": "true",  # without it the engine does not look at the next
            "PULUMI_SKIP_CHECKPOINTS": "true",
        }

    def _graph(self) -> Graph:
        read = read_foreign(self._result)
        if self.deployment.mode is Mode.UNKNOWN:
            # A preview tells the stack's outputs in its events alone.
            outputs = read_foreign(self._events).outputs
            stack = (replace(each, outputs=outputs) if each.type == STACK_TYPE else each for each in read.resources)
            read = replace(read, resources=tuple(stack), outputs=outputs)
        read = with_unknowns(read)
        return replace(read, project=self.deployment.project, stack=self.deployment.stack, origin=Origin.PROGRAM)
