"""Build the real Pulumi engine from pinned Go modules, for the conformance tests.

Six programs and one script go into `.engine/bin`: `pulumi`, the language hosts for Python, Node.js, Go and
YAML, the script by which the Python host starts a program, and `generate-sdk`, which writes SDKs from a package
schema. Each has its own small module beside this file, because their requirements clash. A program is built
again only when its module, its build flags or the Go release change. What programs in TypeScript need is added
by `node_packages.py`.

A `pulumi` that is already on PATH brings its own current hosts and is preferred: then only `generate-sdk` is built.
Without Go and without `pulumi` nothing is built either, and the engine tests are skipped.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from node_packages import install_node_packages

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3"
PYTHON_SCRIPT = "pulumi-language-python-exec"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """One program to build."""

    name: str
    module: str
    """Folder beside this file that holds its `go.mod` and `go.sum`."""
    package: str
    """Import path of the Go package that is the program."""
    version_of: str
    """The required module whose version the program is."""
    flags: tuple[str, ...] = ()
    linker_flags: str = "-w -s"
    """May hold `{version}`."""


BINARIES = (
    Binary(
        name="pulumi",
        module="pulumi",
        package="github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        version_of="github.com/pulumi/pulumi/pkg/v3",
        # As Pulumi's own releases: pure Go, no gRPC tracing.
        flags=("-tags", "osusergo,grpcnotrace"),
        # The version has no default in the source, and clients refuse an engine without one.
        linker_flags=f"-w -s -X {SDK_MODULE}/go/common/version.Version={{version}}",
    ),
    Binary(
        name="pulumi-language-python",
        module="language-python",
        package=f"{SDK_MODULE}/python/cmd/pulumi-language-python",
        version_of=SDK_MODULE,
    ),
    Binary(
        name="pulumi-language-nodejs",
        module="language-nodejs",
        package=f"{SDK_MODULE}/nodejs/cmd/pulumi-language-nodejs",
        version_of=SDK_MODULE,
    ),
    Binary(
        name="pulumi-language-go",
        module="language-go",
        package=f"{SDK_MODULE}/go/pulumi-language-go",
        version_of=SDK_MODULE,
    ),
    Binary(
        name="pulumi-language-yaml",
        module="language-yaml",
        package="github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
        version_of="github.com/pulumi/pulumi-yaml",
    ),
)


GENERATOR = Binary(
    name="generate-sdk",
    module="generate-sdk",
    package="bedplate.invalid/engine/generate-sdk",
    version_of="github.com/pulumi/pulumi/pkg/v3",
)


class BuildError(Exception):
    """A step of the build failed; the message tells which and why."""


def main(arguments: list[str] | None = None) -> int:
    """Build what is missing or stale; 0 when the engine is there or cannot be had, 1 when a build failed."""
    parser = argparse.ArgumentParser(description="Build the real Pulumi engine for the conformance tests.")
    parser.add_argument("--into", type=Path, default=ROOT / ".engine", help="folder to build into")
    target: Path = parser.parse_args(arguments).into.resolve()
    installed = find_program("pulumi", besides=target)
    go = find_program("go", besides=target)
    if not installed and go is None:
        say("neither `pulumi` nor Go is installed, so the engine tests will be skipped")
        return 0
    if not install_node_packages(find_program("npm", besides=target), target, say):
        return 1
    if installed:
        say(f"using {installed}")
    if go is None:
        say("Go is not installed, so the tests that generate SDKs will be skipped")
        return 0
    try:
        build(go, target, (GENERATOR,) if installed else (*BINARIES, GENERATOR))
    except BuildError as error:
        say(f"build failed: {error}")
        return 1
    return 0


def find_program(name: str, *, besides: Path) -> str | None:
    """Return the path of a program on PATH, leaving out the folder we build into."""
    folders = [folder for folder in os.get_exec_path() if not Path(folder).resolve().is_relative_to(besides)]
    return shutil.which(name, path=os.pathsep.join(folders))


def build(go: str, target: Path, binaries: Sequence[Binary]) -> None:
    """Bring programs in `target/bin` up to date.

    Raises:
        BuildError: Go failed, for example because modules could not be downloaded.
    """
    (target / "bin").mkdir(parents=True, exist_ok=True)
    (target / "stamps").mkdir(exist_ok=True)
    release = run([go, "env", "GOVERSION"], HERE).strip()
    stale = [binary for binary in binaries if not is_fresh(binary, release, target)]
    if not stale:
        say(f"up to date in {target / 'bin'}")
        return
    for binary in stale:
        build_one(go, binary, release, target)


def is_fresh(binary: Binary, release: str, target: Path) -> bool:
    """Tell whether a program and what lies beside it are there and built from today's pins."""
    stamp = target / "stamps" / binary.name
    if not stamp.is_file() or stamp.read_text() != fingerprint(binary, release):
        return False
    return all((target / "bin" / name).is_file() for name in products(binary))


def products(binary: Binary) -> tuple[str, ...]:
    """Return the file names that building a program leaves behind."""
    return (binary.name, PYTHON_SCRIPT) if binary.name == "pulumi-language-python" else (binary.name,)


def fingerprint(binary: Binary, release: str) -> str:
    """Return a hash over everything that decides what a program is built from."""
    digest = hashlib.sha256(f"{release}\n{binary}\n".encode())
    # The Python host's script comes from the newer module that the engine itself is built from.
    for module in sorted({binary.module, "pulumi"} if len(products(binary)) > 1 else {binary.module}):
        for file in sorted((HERE / module).iterdir()):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def build_one(go: str, binary: Binary, release: str, target: Path) -> None:
    """Build one program and put it in place in one step, so that an interrupted build leaves the old one."""
    version = required_version(binary)
    say(f"building {binary.name} {version} with {release}; the first time takes minutes")
    started = time.monotonic()
    (target / "stamps" / binary.name).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as folder:
        made = Path(folder)
        linker_flags = binary.linker_flags.format(version=version)
        command = [go, "build", "-mod=readonly", "-buildvcs=false", "-trimpath", *binary.flags]
        run(
            [*command, "-ldflags", linker_flags, "-o", str(made / binary.name), binary.package],
            HERE / binary.module,
        )
        if PYTHON_SCRIPT in products(binary):
            copy_python_script(go, made / PYTHON_SCRIPT)
        stamp = made / "stamp"
        stamp.write_text(fingerprint(binary, release))
        for name in products(binary):
            (made / name).replace(target / "bin" / name)
        stamp.replace(target / "stamps" / binary.name)
    say(f"built {binary.name} in {time.monotonic() - started:.0f} s")


def required_version(binary: Binary) -> str:
    """Return the version that a program's `go.mod` requires of the module it comes from."""
    text = (HERE / binary.module / "go.mod").read_text(encoding="utf-8")
    found = re.search(rf"^(?:require)?\s*{re.escape(binary.version_of)} (v\S+)", text, re.MULTILINE)
    if found is None:
        raise BuildError(f"{binary.module}/go.mod does not require {binary.version_of}")
    return found[1]


def copy_python_script(go: str, to: Path) -> None:
    """Copy the script that starts a Python program; it is part of the SDK's module, not of its wheel."""
    module = HERE / "pulumi"
    run([go, "mod", "download", SDK_MODULE], module)
    folder = run([go, "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK_MODULE], module).strip()
    shutil.copyfile(Path(folder) / "python" / "cmd" / PYTHON_SCRIPT, to)
    to.chmod(0o755)


def run(command: list[str], folder: Path) -> str:
    """Run a step and return what it wrote to stdout.

    Raises:
        BuildError: it failed; the message holds the end of what it said.
    """
    environment = {**os.environ, "CGO_ENABLED": "0", "GOWORK": "off", "GOFLAGS": ""}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
        )
    except subprocess.CalledProcessError as error:
        tail = "\n".join(str(error.stderr).strip().splitlines()[-20:])
        raise BuildError(f"`{' '.join(command[:3])}` in {folder.name}/\n{tail}") from error
    except OSError as error:
        raise BuildError(f"`{command[0]}` cannot be started: {error}") from error
    return done.stdout


def say(text: str) -> None:
    """Tell the developer."""
    print(f"engine: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
