"""URL templates of the PUT operations in Azure's management packages for Python.

A template says how a resource's path is spelled, in which order its parameters come and which segments are constant
(`/blobServices/default/`). The packages' API versions differ from azure-native's: a template is evidence for a type,
its path and its scope, never for its body. Wheels are read as archives; nothing is installed.
"""

import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.arm_table.wheel_downloads import download_wheels

PINS = Path(__file__).parent / "wheels.txt"
_BATCH = 25
_CACHE = "put_templates.json"

_FUNCTION = re.compile(r"^ *(?:async )?def (\w+)\(", re.MULTILINE)
_LITERAL = re.compile(r"""["'](/[^"'\s]*)["']((?:[^\S\n]*(?:#[^\n]*)?\n?\s*["'][^"'\s]*["'])*)""")
_CONTINUED = re.compile(r"""["']([^"'\s]*)["']""")
_BUILT = re.compile(r"_?build_(\w+?)(?:_initial)?_request(?:_initial)?$")
_METADATA = re.compile(r"^ *(\w+)\.metadata = \{'url': '([^']+)'\}", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlTemplate:
    """One PUT address and the operations that use it."""

    path: str
    """The template, `/subscriptions/{subscriptionId}/resourceGroups/…/virtualNetworks/{virtualNetworkName}`."""
    operations: tuple[str, ...]
    """Operations as `<group>_<method>`: `virtual_networks_create_or_update`."""
    package: str
    """The wheel it was read from, `azure-mgmt-network==33.1.0`."""


def url_templates(cache: Path) -> list[UrlTemplate]:
    """Return the PUT templates of all pinned wheels; wheels that the cache does not hold are downloaded and read.

    Args:
        cache: folder of the cache file; it is made when it does not exist.

    Raises:
        subprocess.CalledProcessError: `pip download` could not get a wheel.
    """
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / _CACHE
    known: dict[str, dict[str, list[str]]] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    missing = [pin for pin in _pins() if pin not in known]
    for start in range(0, len(missing), _BATCH):
        known |= _read_batch(missing[start : start + _BATCH])
        file.write_text(json.dumps(known, indent=0, sort_keys=True), encoding="utf-8")
    return [
        UrlTemplate(path=path, operations=tuple(operations), package=pin)
        for pin in _pins()
        for path, operations in known[pin].items()
    ]


def put_templates(sources: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the templates of the PUT operations in a wheel, with the operations that use each.

    Args:
        sources: Python sources by path inside the wheel.
    """
    found: dict[str, set[str]] = {}
    for name, source in sources.items():
        group = PurePosixPath(name).stem.removesuffix("_operations").strip("_")
        for path, method in [*_built(source), *_from_metadata(source)]:
            found.setdefault(path, set()).add(f"{group}_{method}" if group else method)
    return {path: sorted(operations) for path, operations in sorted(found.items())}


def _pins() -> list[str]:
    lines = PINS.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _read_batch(pins: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Download some wheels into a folder that is removed again, and read them."""
    with tempfile.TemporaryDirectory() as folder:
        for group in _without_repeats(pins):
            download_wheels(group, Path(folder))
        wheels = {_pin_of(path): path for path in Path(folder).glob("*.whl")}
        return {pin: put_templates(_operation_sources(wheels[pin])) for pin in pins}


def _without_repeats(pins: Sequence[str]) -> list[list[str]]:
    """Part pins so that no part names a package twice, which pip refuses."""
    parts: list[dict[str, str]] = [{}]
    for pin in pins:
        name = pin.partition("==")[0]
        part = next((part for part in parts if name not in part), None)
        if part is None:
            parts.append(part := {})
        part[name] = pin
    return [list(part.values()) for part in parts]


def _pin_of(wheel: Path) -> str:
    name, version = wheel.name.split("-")[:2]
    return f"{name.replace('_', '-')}=={version}"


def _operation_sources(wheel: Path) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(wheel.read_bytes())) as archive:
        return {
            name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.endswith(".py") and _holds_operations(PurePosixPath(name))
        }


def _holds_operations(path: PurePosixPath) -> bool:
    return "operations" in path.parts and "aio" not in path.parts and path.name != "__init__.py"


def _built(source: str) -> Iterator[tuple[str, str]]:
    """Yield the template and operation of each request builder (`build_…_request`) that builds a PUT."""
    starts = [(match.start(), match.group(1)) for match in _FUNCTION.finditer(source)]
    ends = [start for start, _ in starts[1:]] + [len(source)]
    for (start, name), end in zip(starts, ends, strict=True):
        built, body = _BUILT.match(name), source[start:end]
        literal = _LITERAL.search(body) if 'method="PUT"' in body else None
        if built and literal:
            yield literal.group(1) + "".join(_CONTINUED.findall(literal.group(2))), built.group(1)


def _from_metadata(source: str) -> Iterator[tuple[str, str]]:
    """Yield the template and operation of each PUT method of the generators before request builders."""
    for call in re.finditer(r"\.put\(", source):
        if named := _METADATA.search(source, call.end()):
            yield named.group(2), named.group(1).removesuffix("_initial").strip("_")
