"""Software bills of materials: what gets onto a machine besides bedplate's own files, in CycloneDX."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version as installed_version

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.model.tool import ToolRepository
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from tools.release.lock import Pin

SCHEMA = SchemaVersion.V1_6
TOOLS = ("cyclonedx-python-lib", "hatchling")
"""What makes the bill and the archives, and so is named in the bill."""


def python_package(name: str, version: str, sha256: Sequence[str], **more: object) -> Component:
    """Return the component of a Python package, with the hash of each file that it may be installed from."""
    purl = PackageURL("pypi", name=name, version=version)
    return Component(
        name=name,
        version=version,
        purl=purl,
        bom_ref=str(purl),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in sha256],
        **more,  # type: ignore[arg-type] # further fields of the component, checked by its own constructor
    )


def locked_package(pin: Pin, licence: License | None) -> Component:
    """Return the component of a pinned package; one that some platforms do without is optional, and says which."""
    conditions = [Property(name="bedplate:environment-marker", value=pin.marker)] if pin.marker else []
    return python_package(
        pin.name,
        pin.version,
        pin.hashes,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.OPTIONAL if pin.marker else ComponentScope.REQUIRED,
        licenses=[licence] if licence else [],
        properties=conditions,
    )


def bill(
    root: Component,
    pins: Sequence[Pin],
    needs: Mapping[str, Sequence[str]],
    *,
    epoch: int,
    licence_of: Callable[[Pin], License | None],
) -> str:
    """Return a bill of materials as JSON; the same arguments give the same bytes.

    Args:
        root: What the bill is for.
        pins: All that it needs.
        needs: What each of the pinned packages, and the root, needs directly, by name.
        epoch: When the bill is made, in seconds since 1970.
        licence_of: Tells the licence of a pinned package.
    """
    components = {pin: locked_package(pin, licence_of(pin)) for pin in pins}
    tools = [Component(type=ComponentType.LIBRARY, name=name, version=installed_version(name)) for name in TOOLS]
    metadata = BomMetaData(
        component=root, timestamp=datetime.fromtimestamp(epoch, UTC), tools=ToolRepository(components=tools)
    )
    # The nil UUID while the number is derived from everything else.
    bom = Bom(metadata=metadata, components=components.values(), serial_number=uuid.UUID(int=0))
    for component in (root, *components.values()):
        wanted = set(needs.get(component.name, ()))
        bom.register_dependency(component, [found for pin, found in components.items() if pin.name in wanted])
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, _text(bom))
    return _text(bom)


def _text(bom: Bom) -> str:
    return f"{make_outputter(bom, OutputFormat.JSON, SCHEMA).output_as_string(indent=2)}\n"


def check_bill(name: str, text: str) -> list[str]:
    """Return where a bill does not follow CycloneDX's schema, or names an address, of which a lock knows none."""
    problems = JsonStrictValidator(SCHEMA).validate_str(text, all_errors=True) or ()
    addresses = [line.strip() for line in text.splitlines() if "://" in line and '"$schema"' not in line]
    return [
        *(f"{name}: {problem.data.message} at {problem.data.json_path}" for problem in problems),
        *(f"{name} names an address: {line}" for line in addresses),
    ]
