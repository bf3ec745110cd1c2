"""What a checkout says of the distribution: its `pyproject.toml`, and the files that belong into it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Project:
    """A clean checkout, of which every file is tracked."""

    folder: Path
    pyproject: Mapping[str, Any]

    @classmethod
    def read(cls, folder: Path) -> "Project":
        """Read the `pyproject.toml` of a checkout."""
        return cls(folder, tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8")))

    @property
    def table(self) -> Mapping[str, Any]:
        """The table `[project]`."""
        table: Mapping[str, Any] = self.pyproject["project"]
        return table

    @property
    def name(self) -> str:
        """Name of the distribution."""
        name: str = self.table["name"]
        return name

    @property
    def readme(self) -> str:
        """Path of the long description."""
        readme: str = self.table["readme"]
        return readme

    @property
    def roots(self) -> tuple[str, ...]:
        """The folders whose content the wheel holds, such as `components/bedplate`."""
        return tuple(self.pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])

    def portion_files(self) -> dict[str, bytes]:
        """Return the content of every file of the portions by its path in the checkout."""
        found = (path for root in self.roots for path in (self.folder / root).rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def wheel_files(self) -> dict[str, bytes]:
        """Return what the wheel must hold besides its own records: the portions, by their path in the wheel."""
        return {name.partition("/")[2]: content for name, content in self.portion_files().items()}

    def sdist_files(self) -> dict[str, bytes]:
        """Return what the source distribution must hold besides its metadata: what a build reads, nothing else."""
        # hatchling reads .gitignore to leave out what is ignored, and so always packs it.
        read_by_build = ["pyproject.toml", ".gitignore", self.readme, *self.table["license-files"]]
        return self.portion_files() | {name: (self.folder / name).read_bytes() for name in read_by_build}
