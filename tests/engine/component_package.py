"""Programs in other languages that consume the components as a package, under the real engine."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.engine.chains import STACK
from tests.engine.foreign import NODE_PACKAGES
from tests.engine.harness import BUILT, REPOSITORY, Project, Workspace

PROGRAMS = REPOSITORY / "tests" / "engine" / "package"
SCHEMA = REPOSITORY / "components" / "schema.json"
LANGUAGES = ("go", "typescript", "yaml")
GENERATOR = BUILT / "generate-sdk"
GO_PACKAGE = "example.com/pulumi-bedplate/sdk/go/bedplate"
SECRETS = {"password": "hush"}
_MODULE = REPOSITORY / "tools" / "engine" / "generate-sdk"


def why_not(language: str) -> str | None:
    """Return why programs in a language cannot consume the package here; `None` when they can."""
    if language == "yaml":
        return None
    if not GENERATOR.is_file():
        return "no generator of SDKs: install Go and run `make engine`"
    if language == "go":
        return None if shutil.which("go") else "no Go"
    if shutil.which("node") is None:
        return "no Node.js: install it and run `make engine`"
    return None if NODE_PACKAGES.is_dir() else "no npm packages: run `make engine` where npm is installed"


def offer_components(workspace: Workspace) -> None:
    """Put the plugin where the engine finds it, started as the Python host starts the folder of a plugin."""
    file = workspace.folder / "plugins" / "pulumi-resource-bedplate"
    file.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{REPOSITORY / 'components'}' \"$@\"\n", encoding="utf-8")
    file.chmod(0o755)


def prepared(workspace: Workspace, language: str) -> Project:
    """Return the program in a language, with its SDK, and its stack made; Go's host checks types as it builds.

    Raises:
        subprocess.CalledProcessError: the SDK cannot be generated, or is wrong.
    """
    offer_components(workspace)
    project = workspace.copy(PROGRAMS / language / "zone")
    if language == "typescript":
        generate_sdk("nodejs", project.folder / "bedplate")
        (project.folder / "node_modules").symlink_to(NODE_PACKAGES)
        run([str(NODE_PACKAGES / ".bin" / "tsc"), "--project", "."], project.folder)
    elif language == "go":
        generate_sdk("go", project.folder / "sdk")
        _pin_go_modules(project.folder)
        _offer_go(workspace)
    project.create(STACK, SECRETS)
    return project


def generate_sdk(language: str, folder: Path, schema: Path = SCHEMA) -> None:
    """Write the SDK for a language; `none` only holds the schema to Pulumi's rules."""
    folder.mkdir(parents=True, exist_ok=True)
    run([str(GENERATOR), language, str(schema), str(folder)], folder)


def _pin_go_modules(folder: Path) -> None:
    """Let a Go program and the SDK in its folder use the modules that the engine's own build has fetched."""
    module = (_MODULE / "go.mod").read_text(encoding="utf-8").partition("\ngo ")[2]
    shutil.copyfile(_MODULE / "go.sum", folder / "go.sum")
    (folder / "sdk" / "bedplate" / "go.mod").write_text(f"module {GO_PACKAGE}\n\ngo {module}", encoding="utf-8")
    uses = f"\nrequire {GO_PACKAGE} v0.0.0\n\nreplace {GO_PACKAGE} => ./sdk/bedplate\n"
    (folder / "go.mod").write_text(f"module zone\n\ngo {module}{uses}", encoding="utf-8")


def _offer_go(workspace: Workspace) -> None:
    """Put Go where the language host finds it, with the user's own caches and without the network."""
    file = workspace.folder / "plugins" / "go"
    settings = f"HOME='{Path.home()}' GOFLAGS=-mod=mod GOPROXY=off GOWORK=off CGO_ENABLED=0"
    file.write_text(f"#!/bin/sh\n{settings} exec '{shutil.which('go')}' \"$@\"\n", encoding="utf-8")
    file.chmod(0o755)


def run(command: list[str], folder: Path) -> str:
    """Run a command and return what it said.

    Raises:
        subprocess.CalledProcessError: it failed; the notes hold what it said.
    """
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        done.check_returncode()
    except subprocess.CalledProcessError as error:
        error.add_note(f"{done.stdout}\n{done.stderr}")
        raise
    return done.stdout
