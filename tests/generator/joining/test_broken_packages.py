"""Commands beside packages that are broken: they name them, go on, and take nothing for passed that was not judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.generator.cli.command import CHAT_DEV, ROOT, bedplate, project
from tests.generator.joining.packages import RULE, install_by_hand

RULES = "package broken-rules 1.2.3: entry point theirs of bedplate.rules: cannot be loaded: "
BLUEPRINT = "package broken-blueprint 1.2.3: entry point archive of bedplate.blueprints: cannot be loaded: "
PACK = """\
from bedplate.policies.pack import parse_pack
PACK = parse_pack("theirs", 'title = "T"\\ndescription = "D"\\nrules = ["COG-01", "CON-01"]')
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder with packages whose rules and blueprint are broken, and a pack that needs the rules."""
    folder: Path = tmp_path_factory.mktemp("broken")
    rules = {"bedplate.rules": {"theirs": "broken_rules:RULES"}}
    install_by_hand(folder, "broken-rules", rules, {"broken_rules": f"import sys\n{RULE}sys.exit(0)\n"})
    blueprint = {"bedplate.blueprints": {"archive": "broken_blueprint:BLUEPRINT"}}
    install_by_hand(folder, "broken-blueprint", blueprint, {"broken_blueprint": "import not_there\n"})
    install_by_hand(folder, "their-pack", {"bedplate.packs": {"theirs": "their_pack:PACK"}}, {"their_pack": PACK})
    return str(folder)


def test_rules_are_listed_all_the_same(broken: str) -> None:
    done = bedplate("rules", PYTHONPATH=broken)

    assert (done.code, done.stdout) == (0, bedplate("rules").stdout)
    assert [line.startswith(f"warning: {RULES}") for line in done.stderr.splitlines()] == [True, False]
    assert "SystemExit: 0, raised at " in done.stderr
    assert "entry point theirs of bedplate.packs: names rules that are not there: CON-01 (write" in done.stderr


def test_settings_are_validated_all_the_same(broken: str) -> None:
    done = bedplate("validate", "chat-dev", PYTHONPATH=broken)

    assert (done.code, done.stdout) == (0, "chat-dev: the settings are valid\n")
    assert done.stderr.startswith(f"warning: {BLUEPRINT}")
    assert len(done.stderr.splitlines()) == 1


def test_a_schema_is_printed_all_the_same(broken: str) -> None:
    done = bedplate("schema", "settings", PYTHONPATH=broken)

    assert (done.code, json.loads(done.stdout)) == (0, json.loads((ROOT / "stacks/settings.schema.json").read_bytes()))
    assert done.stderr.startswith(f"warning: {BLUEPRINT}")


def test_what_a_package_writes_to_stdout_is_no_part_of_a_schema(tmp_path: Path) -> None:
    component = """\
import os
import pulumi

os.write(1, b"noise\\n")
os.system("echo more of it")

class Store(pulumi.ComponentResource):
    def __init__(self, name, args, opts=None):
        super().__init__("noisy:index:Store", name, {}, opts)

COMPONENTS = (Store,)
"""
    install_by_hand(tmp_path, "noisy", {"bedplate.components": {"noisy": "noisy:COMPONENTS"}}, {"noisy": component})
    done = bedplate("schema", "components", "noisy", PYTHONPATH=str(tmp_path))

    done.assert_refused("noisy: its components cannot be described: ", "'Store' requires an argument named 'args'")
    assert done.stderr.startswith("noise\nmore of it\n")


BLUEPRINT_WITH_A_CHECK = """\
from typing import Literal
from bedplate.blueprints.settings import Blueprint, ZoneSettings

class Archive(ZoneSettings):
    blueprint: Literal["archive"]

def check(settings, context):
    print("noise")
    yield 3

BLUEPRINT = Blueprint(settings=Archive, declare="checked:declare", checks=(check,))
"""


def test_a_check_that_yields_something_else_is_told_at_the_blueprints_place(tmp_path: Path) -> None:
    entry_points = {"bedplate.blueprints": {"archive": "checked:BLUEPRINT"}}
    install_by_hand(tmp_path / "site", "checked", entry_points, {"checked": BLUEPRINT_WITH_A_CHECK})
    stack = CHAT_DEV.replace("blueprint: chat", "blueprint: archive")
    folder = project(tmp_path / "zone", stacks={"dev": stack})
    done = bedplate("validate", cwd=folder, PYTHONPATH=str(tmp_path / "site"))

    done.assert_refused("TypeError: a check yields a int, not a Finding", "[blueprint-package]")


def test_a_stack_of_the_broken_blueprint_is_refused_at_its_place(broken: str, tmp_path: Path) -> None:
    stack = CHAT_DEV.replace("blueprint: chat", "blueprint: archive")
    done = bedplate("validate", cwd=project(tmp_path / "zone", stacks={"dev": stack}), PYTHONPATH=broken)
    place = next(number for number, line in enumerate(stack.splitlines(), start=1) if "blueprint:" in line)

    done.assert_refused("ModuleNotFoundError: No module named 'not_there'", "[blueprint-package]")
    assert f"Pulumi.dev.yaml:{place}:16: the blueprint 'archive' cannot be used: " in done.stderr


def test_no_project_begins_with_it(broken: str, tmp_path: Path) -> None:
    done = bedplate("new", "archive", "zone", "--defaults", cwd=tmp_path, PYTHONPATH=broken)

    done.assert_refused(BLUEPRINT)
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_scan_whose_rules_are_not_all_there_does_not_pass(broken: str, tmp_path: Path) -> None:
    stacks = {"dev": "config:\n  bedplate:policyPack: theirs\n"}
    folder = project(tmp_path / "zone", "", stacks=stacks)
    done = bedplate("scan", "dev", "--no-checkov", cwd=folder, PYTHONPATH=broken)

    done.assert_refused("theirs: the pack cannot be used, as a package that it needs is broken:", RULES)
    other = bedplate("scan", "dev", "--no-checkov", "--pack", "baseline", cwd=folder, PYTHONPATH=broken)
    assert other.code == 0
    assert other.stderr.startswith(f"warning: {RULES}")
