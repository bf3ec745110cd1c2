"""What the compilers of other languages are told: where the caches of downloaded packages are, and to be quick."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from bedplate.generator.engine.errors import Problem, ProgramError
from bedplate.generator.programs.project import Project


def toolchain_variables(runtime: str, caller: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return environment variables that lead a language's tools to what is installed already.

    Caches hold no credentials, unlike the settings beside them, so only caches are named.

    Args:
        runtime: Pulumi's name of the language.
        caller: the caller's environment; by default that of this process.
    """
    caller = os.environ if caller is None else caller
    home = Path(caller.get("HOME") or caller.get("USERPROFILE") or Path.home())
    if runtime == "nodejs":
        # Checking the types of a TypeScript program takes several times as long as running it.
        return {"PULUMI_NODEJS_TRANSPILE_ONLY": "true"}
    if runtime == "go":
        modules = caller.get("GOMODCACHE") or Path(caller.get("GOPATH") or home / "go") / "pkg" / "mod"
        built = caller.get("GOCACHE") or Path(caller.get("XDG_CACHE_HOME") or home / ".cache") / "go-build"
        return {"GOMODCACHE": str(modules), "GOCACHE": str(built), "GOPROXY": "off", "GOTOOLCHAIN": "local"}
    if runtime == "dotnet":
        kept = {name: caller[name] for name in ("DOTNET_ROOT",) if name in caller}
        packages = caller.get("NUGET_PACKAGES") or home / ".nuget" / "packages"
        return {**kept, "NUGET_PACKAGES": str(packages), "DOTNET_CLI_TELEMETRY_OPTOUT": "1", "DOTNET_NOLOGO": "1"}
    if runtime == "java":
        kept = {name: caller[name] for name in ("JAVA_HOME",) if name in caller}
        return {**kept, "MAVEN_OPTS": f"-Dmaven.repo.local={home / '.m2' / 'repository'}"}
    return {}


def check_installed(project: Project) -> None:
    """Refuse a project whose packages are not installed.

    Raises:
        ProgramError: a Node program has no `node_modules`.
    """
    if project.runtime != "nodejs":
        return
    main = project.program.main
    start = main if main.is_dir() else main.parent
    if not any((folder / "node_modules").is_dir() for folder in (start, *start.parents)):
        manager = str(project.runtime_options.get("packagemanager") or "npm")
        raise ProgramError(Problem(message=f"{project.root} has no node_modules; run `{manager} install` there first"))
