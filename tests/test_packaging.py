"""The namespace portions stay what ADR 0001 says they are."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
UNITS = ("components", "blueprints", "policies", "generator")


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_holds_exactly_one_typed_portion(unit: str) -> None:
    portion = ROOT / unit / "bedplate"

    assert [path.name for path in portion.iterdir() if path.name != "__pycache__"] == [unit]
    assert (portion / unit / "__init__.py").is_file()
    assert (portion / unit / "py.typed").is_file()


def test_the_wheel_is_built_from_all_units() -> None:
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]

    assert sorted(hatch["dev-mode-dirs"]) == sorted(UNITS)
    assert sorted(hatch["targets"]["wheel"]["packages"]) == sorted(f"{unit}/bedplate" for unit in UNITS)


def test_no_module_outgrows_one_purpose() -> None:
    too_long = [
        str(path.relative_to(ROOT))
        for top in (*UNITS, "tests", "tools")
        for path in (ROOT / top).rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > 400
    ]

    assert too_long == []


def test_the_lock_file_pins_every_package_with_hashes_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]

    assert pins
    assert all("==" in pin for pin in pins)
    assert "://" not in lock
    assert lock.count("--hash=sha256:") >= len(pins)
