"""The two bills of materials of a release: of bedplate itself, and of checkov's own environment."""

from collections.abc import Callable, Mapping, Sequence

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License

from tools.release.lock import Pin, read_lock, run_time
from tools.release.project import Project
from tools.release.sbom import bill, python_package

CHECKOV_LOCK = "generator/bedplate/generator/checkov/requirements.lock"


def distribution_bill(
    project: Project, version: str, wheel_sha256: str, *, epoch: int, licence_of: Callable[[Pin], License | None]
) -> str:
    """Return the bill of what the wheel needs at run time, at the versions of the lock."""
    pins = run_time(read_lock((project.folder / "requirements.lock").read_text(encoding="utf-8")), project.name)
    root = python_package(
        project.name,
        version,
        [wheel_sha256],
        type=ComponentType.APPLICATION,
        description=project.table["description"],
        licenses=[LicenseFactory().make_from_string(project.table["license"])],
    )
    return bill(root, pins, needs(pins, project.name), epoch=epoch, licence_of=licence_of)


def needs(pins: Sequence[Pin], project: str) -> Mapping[str, list[str]]:
    """Return the direct needs of the project and of each package."""
    found: dict[str, list[str]] = {}
    for pin in pins:
        for parent in pin.needed_by:
            found.setdefault(project if parent == f"{project} (pyproject.toml)" else parent, []).append(pin.name)
    return found


def checkov_bill(project: Project, version: str, *, epoch: int) -> str:
    """Return the bill of the environment that `bedplate checkov install` makes.

    Its lock does not say which package needs which, so that the environment is said to need all of them.
    """
    pins = read_lock((project.folder / CHECKOV_LOCK).read_text(encoding="utf-8"))
    name = f"{project.name}-checkov"
    root = Component(
        type=ComponentType.APPLICATION,
        name=name,
        version=version,
        bom_ref=f"{name}@{version}",
        description="The environment that `bedplate checkov install` makes",
    )
    # It is not installed where a release is made, so that nothing tells the licences.
    return bill(root, pins, {name: [pin.name for pin in pins]}, epoch=epoch, licence_of=lambda _: None)
