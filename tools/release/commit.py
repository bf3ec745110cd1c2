"""The commit that is released: when it was made, what it holds, and whether it may be released."""

import io
import re
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


class GitError(Exception):
    """git is not there, or the folder is no clone with a commit."""


@dataclass(frozen=True, slots=True)
class Commit:
    """The checked out commit of a clone."""

    repository: Path
    id: str
    epoch: int
    """When it was committed, in seconds since 1970."""

    @classmethod
    def checked_out(cls, repository: Path) -> "Commit":
        """Return the commit that a clone stands at.

        Raises:
            GitError: there is none.
        """
        name, epoch = _git(repository, "log", "-1", "--format=%H %ct").decode("ascii").split()
        return cls(repository, name, int(epoch))

    def export(self, folder: Path) -> Path:
        """Write the files of the commit into a folder that is not there yet: nothing else that lies in the clone."""
        # Line ends as they are committed, whatever this machine is set to.
        packed = _git(self.repository, "-c", "core.autocrlf=false", "archive", "--format=tar", self.id)
        with tarfile.open(fileobj=io.BytesIO(packed)) as opened:
            opened.extractall(folder, filter="data")
        return folder

    def objections(self, version: str, changelog: str) -> list[str]:
        """Return what speaks against releasing the commit as a version."""
        changes = _git(self.repository, "status", "--porcelain").decode("utf-8").splitlines()
        heading = re.search(rf"^## {re.escape(version)}( .*)?$", changelog, re.MULTILINE)
        tag = _git(self.repository, "tag", "--list", f"v{version}", "--format=%(objectname) %(*objectname)").decode()
        found = [f"the working tree has {len(changes)} changes, such as `{changes[0].strip()}`"] if changes else []
        if heading is None:
            found.append(f"CHANGELOG.md has no section `## {version} (YYYY-MM-DD)`")
        elif not re.fullmatch(r" \(\d{4}-\d\d-\d\d\)", heading[1] or ""):
            found.append(f"CHANGELOG.md says `{heading[0]}`, expected the day of the release: (YYYY-MM-DD)")
        if tag.strip() and self.id not in tag.split():
            found.append(f"the tag v{version} stands at another commit: raise the version")
        return found


def _git(repository: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", *arguments], cwd=repository, check=True, capture_output=True).stdout  # noqa: S607 # the git on PATH
    except FileNotFoundError as error:
        raise GitError("git is not installed") from error
    except subprocess.CalledProcessError as error:
        raise GitError(f"git {arguments[0]} failed: {error.stderr.decode().strip()}") from error
