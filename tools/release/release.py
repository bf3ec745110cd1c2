"""A release from the commit to the folder that is handed on."""

import hashlib
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tools.release.bills import checkov_bill, distribution_bill
from tools.release.building import STRANGE, BuildError, build, compare, unpack, version_of
from tools.release.commit import Commit, GitError
from tools.release.judging import judge
from tools.release.leaks import check_leaks
from tools.release.licences import check_environment, declared_licence
from tools.release.lock import check_lock, read_lock, run_time
from tools.release.project import Project
from tools.release.sbom import TOOLS, check_bill

ROOT = Path(__file__).resolve().parents[2]
SUMS = "SHA256SUMS"


class Refusal(Exception):  # noqa: N818 # not a fault: a judgement
    """What speaks against the release."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Built:
    """The archives, and the checkout that they were built from."""

    project: Project
    version: str
    wheel: Path
    sdist: Path


def make_release(repository: Path, into: Path, *, rehearsal: bool) -> str:
    """Build the checked out commit, check what was built, write it, and return a summary.

    Args:
        repository: The clone.
        into: Folder for wheel, source distribution, bills of materials and checksums; only an earlier release in it is
            replaced, and only when every check has passed.
        rehearsal: Whether to go on with changes in the working tree, which are left out, and without a changelog.

    Raises:
        Refusal: the commit may not be released, or what was built is not as it should be.
    """
    with tempfile.TemporaryDirectory(prefix="release-") as scratch:
        try:
            commit = Commit.checked_out(repository)
            built = _build(commit, Path(scratch), rehearsal=rehearsal)
            files = {file.name: file.read_bytes() for file in (built.sdist, built.wheel)} | _bills(built, commit)
        except (BuildError, GitError) as error:
            raise Refusal(str(error)) from error
        machine = (scratch, str(repository.resolve()), sys.prefix)
        problems = judge(built.wheel, built.sdist, built.project, built.version, machine)
        for name, content in files.items():
            if name.endswith(".json"):
                problems += check_bill(name, content.decode("utf-8")) + check_leaks(name, {name: content}, machine)
        if problems:
            raise Refusal(*problems)
    files[SUMS] = "".join(f"{_sha256(files[name])}  {name}\n" for name in sorted(files)).encode("ascii")
    _write(files, into, built.project.name)
    return _summary(commit, built, files, into)


def _build(commit: Commit, scratch: Path, *, rehearsal: bool) -> Built:
    project = Project.read(commit.export(scratch / "one"))
    version = version_of(project.folder)
    objections = commit.objections(version, (project.folder / "CHANGELOG.md").read_text(encoding="utf-8"))
    if objections and not rehearsal:
        raise Refusal(*objections, "to try nevertheless, ask for a rehearsal: make release REHEARSAL=1")
    for objection in objections:
        print(f"release: a rehearsal only, as {objection}", file=sys.stderr)
    if stale := _check_pins(project):
        raise Refusal(*stale)
    sdist, wheel = _build_alike(commit, project, scratch)
    return Built(project, version, wheel, sdist)


def _check_pins(project: Project) -> list[str]:
    lock = read_lock((project.folder / "requirements.lock").read_text(encoding="utf-8"))
    used = [*run_time(lock, project.name), *(pin for pin in lock if pin.name in TOOLS)]
    return check_lock(lock, project.name, project.table["dependencies"]) + check_environment(used)


def _build_alike(commit: Commit, project: Project, scratch: Path) -> tuple[Path, Path]:
    wheel, sdist = build(project.folder, scratch / "first", "sdist", "wheel", epoch=commit.epoch)
    elsewhere = commit.export(scratch / "another" / "folder")
    again = build(elsewhere, scratch / "second", "sdist", "wheel", epoch=commit.epoch, around=STRANGE)
    source = unpack(sdist, scratch / "unpacked")
    (from_sdist,) = build(source, scratch / "third", "wheel", epoch=commit.epoch)
    differences = [
        *compare(wheel, again[0], "when it is built again elsewhere"),
        *compare(sdist, again[1], "when it is built again elsewhere"),
        *compare(wheel, from_sdist, "when it is built from the source distribution"),
    ]
    if differences:
        raise Refusal(*differences)
    return sdist, wheel


def _bills(built: Built, commit: Commit) -> dict[str, bytes]:
    project, version, epoch = built.project, built.version, commit.epoch
    digest = _sha256(built.wheel.read_bytes())
    stem = f"{project.name}-{version}"
    ours = distribution_bill(project, version, digest, epoch=epoch, licence_of=declared_licence)
    checkovs = checkov_bill(project, version, epoch=epoch)
    return {f"{stem}.cdx.json": ours.encode("utf-8"), f"{stem}-checkov.cdx.json": checkovs.encode("utf-8")}


def _write(files: dict[str, bytes], into: Path, name: str) -> None:
    into.mkdir(parents=True, exist_ok=True)
    for earlier in [*into.glob(f"{name}-*"), *into.glob(SUMS)]:
        shutil.rmtree(earlier) if earlier.is_dir() else earlier.unlink()
    for file, content in files.items():
        (into / file).write_bytes(content)


def _summary(commit: Commit, built: Built, files: dict[str, bytes], into: Path) -> str:
    day = datetime.fromtimestamp(commit.epoch, UTC).date().isoformat()
    rows = [f"  {_sha256(files[name])}  {len(files[name]):>9,}  {name}" for name in sorted(files)]
    return "\n".join(
        [
            f"{built.project.name} {built.version}, commit {commit.id[:12]} of {day}, in {into}",
            *rows,
            "Built twice and once more from the source distribution: the same bytes. Every check passed.",
            "Nothing was published.",
        ]
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
