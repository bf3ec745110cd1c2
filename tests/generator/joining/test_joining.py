"""What joins and what does not, package by package, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bedplate.blueprints.settings import settings_schema
from bedplate.blueprints.settings.joined_blueprints import fault_of_blueprint, joined_blueprints
from bedplate.components import joining
from bedplate.components.joining import Broken, faults_met, resolve
from bedplate.components.package.packages import NoSuchPackage, package_named
from bedplate.generator.rulebook import NoSuchPack, rulebook
from bedplate.generator.scaffold.reading import Unready, read_blueprint
from bedplate.policies.catalogue import RULES
from bedplate.policies.finding import check
from bedplate.policies.outcome import Outcome
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.rule import Judge
from bedplate.policies.verdict import Verdict
from tests.generator.joining.packages import RULE, install_by_hand

CACHES = (joining._everywhere, joining.joined, rulebook, package_named)
PACK = """\
from bedplate.policies.pack import parse_pack
PACK = parse_pack({name!r}, '''title = "T"
description = "D"
{rows}
''')
"""
MODEL = """\
from typing import Literal
from bedplate.blueprints.settings import Blueprint, ZoneSettings

class {model}(ZoneSettings):
    blueprint: Literal["{name}"]

"""
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install packages by hand that this process finds, and forget them afterwards."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(joining, "_met", [])
    _forget()

    def install(*arguments: object, **options: object) -> None:
        install_by_hand(tmp_path, *arguments, **options)  # type: ignore[arg-type]

    yield install
    _forget()


def _forget() -> None:
    for each in CACHES:
        each.cache_clear()


def test_nothing_joins_where_nothing_is_installed(install: Install) -> None:
    del install
    assert rulebook().origins == {}
    assert tuple(rulebook().packs) == ("baseline", "production", "regulated")
    assert dict(joined_blueprints()) == {}
    assert faults_met() == ()


BROKEN_RULES: list[tuple[str, str, str]] = [
    ("missing-module", "", "cannot be loaded: ModuleNotFoundError: No module named 'rules_of_missing_module' ("),
    (
        "missing-name",
        "OTHER = 1\n",
        "cannot be loaded: AttributeError: module 'rules_of_missing_name' has no attribute",
    ),
    ("raises-import-error", "import not_there\n", "cannot be loaded: ModuleNotFoundError: No module named 'not_there'"),
    ("raises", "raise RuntimeError('so')\n", "cannot be loaded: RuntimeError: so, raised at "),
    (
        "raises-what-cannot-speak",
        "class E(Exception):\n    def __str__(self):\n        raise E\n\nraise E\n",
        "cannot be loaded: E, raised at ",
    ),
    ("leaves", "import sys; sys.exit(0)\n", "cannot be loaded: SystemExit: 0, raised at "),
    ("is-no-python", "def:\n", "cannot be loaded: SyntaxError: invalid syntax"),
    ("names-text", "RULES = 'CON-01'\n", "names a str (name a bedplate.policies.rule.Rule, or a tuple of them)"),
    ("names-a-list-item", "RULES = (1,)\n", "names a int (name a bedplate.policies.rule.Rule, or a tuple of them)"),
    ("ours", f"{RULE}RULES = rule('COG-01')\n", "COG-01 is bedplate's own (choose another name)"),
    ("bad-id", f"{RULE}RULES = rule('con 1')\n", "its id is no id (write capital letters and digits with hyphens"),
    ("control", f"{RULE}RULES = rule('CON-01', title='a\\x1b[2J')\n", "its title says nothing, or what cannot be"),
    ("severity", f"{RULE}RULES = rule('CON-01', severity='high')\n", "its severity is 'high' (write one of high,"),
    ("types", f"{RULE}RULES = rule('CON-01', types='Microsoft.A/b')\n", "its types are no tuple of texts"),
    ("type", f"{RULE}RULES = rule('CON-01', types=('storage',))\n", "its types are no ARM types"),
]


@pytest.mark.parametrize(("module", "problem"), [pytest.param(t, p, id=n) for n, t, p in BROKEN_RULES])
def test_a_broken_package_of_rules_is_named(
    request: pytest.FixtureRequest, install: Install, module: str, problem: str
) -> None:
    name = "rules_of_" + request.node.callspec.id.replace("-", "_")
    before = len(rulebook().rules)
    _forget()
    entry_points = {"bedplate.rules": {"theirs": f"{name}:RULES"}}
    install("broken-rules", entry_points, {name: module} if module else {})
    install(
        "good-rules",
        {"bedplate.rules": {"theirs": f"good_{name}:RULES"}},
        {f"good_{name}": f"{RULE}RULES = rule('GOOD-01')"},
    )

    assert len(rulebook().rules) == before + 1
    (said,) = map(str, faults_met())
    assert said.startswith("package broken-rules 1.2.3: entry point theirs of bedplate.rules: ")
    assert problem in said


def test_an_id_that_two_packages_claim_joins_with_neither(install: Install) -> None:
    for name in ("first", "second"):
        install(
            name, {"bedplate.rules": {"r": f"claims_{name}:RULES"}}, {f"claims_{name}": f"{RULE}RULES = rule('TWO-01')"}
        )

    assert "TWO-01" not in rulebook().origins
    assert [str(fault) for fault in faults_met()] == [
        f"package {one} 1.2.3: entry point r of bedplate.rules: TWO-01 is claimed by {other} 1.2.3 too, so that "
        "neither joins (rename one of the two, or uninstall its package)"
        for one, other in (("first", "second"), ("second", "first"))
    ]


BROKEN_PACKS = [
    pytest.param('rules = ["CON-77"]', "names rules that are not there: CON-77", id="unknown-rule"),
    pytest.param(
        'rules = ["COG-01"]\nextend = "baseline"', "ValueError: a pack has no key extend: there are", id="key"
    ),
    pytest.param(
        'rules = []\nextends = "strict"', "ValueError: extends 'strict', which is none of baseline", id="base"
    ),
    pytest.param('rules = "COG-01"', "ValueError: a pack names its rules: write rules", id="rules"),
    pytest.param('rules = ["COG-01"]\n[parameters.COG-01]\na = 1', "sets the parameter a of COG-01", id="parameter"),
    pytest.param('rules = ["COG-01"]\n[parameters.COG-02]\na = 1', "which it does not hold", id="other-parameters"),
    pytest.param("rules = [", "TOMLDecodeError: ", id="toml"),
]


@pytest.mark.parametrize(("rows", "problem"), BROKEN_PACKS)
def test_a_broken_pack_is_never_judged_by_halves(
    request: pytest.FixtureRequest, install: Install, rows: str, problem: str
) -> None:
    module = f"pack_{request.node.callspec.id.replace('-', '_')}"
    text = PACK.format(name="theirs", rows=rows)
    install("their-pack", {"bedplate.packs": {"theirs": f"{module}:PACK"}}, {module: text})

    with pytest.raises(NoSuchPack) as refused:
        rulebook().pack("theirs")
    assert str(refused.value).startswith("theirs: the pack cannot be used, as a package that it needs is broken:\n")
    assert "package their-pack 1.2.3: entry point theirs of bedplate.packs: " in str(refused.value)
    assert problem in str(refused.value)
    assert problem in str(faults_met()[0])
    assert rulebook().pack("baseline").rules


def test_the_place_of_a_mistake_is_theirs_and_not_where_ours_noticed_it(install: Install, tmp_path: Path) -> None:
    text = PACK.format(name="theirs", rows="rules = 3")
    install("their-pack", {"bedplate.packs": {"theirs": "pack_of_a_number:PACK"}}, {"pack_of_a_number": text})

    assert "theirs" not in rulebook().packs
    assert f"raised at {tmp_path / 'pack_of_a_number.py'}:2 (" in str(faults_met()[0])


@pytest.mark.parametrize("reference", ["json:", "a b", "json:loads()"])
def test_a_reference_that_is_none_is_quoted(install: Install, reference: str) -> None:
    install("broken-rules", {"bedplate.rules": {"theirs": reference}})

    assert rulebook().origins == {}
    assert f"names {reference!r}, which is nothing to load (write package.module:object)" in str(faults_met()[0])


def test_a_pack_is_known_by_the_name_of_its_entry_point(install: Install) -> None:
    text = PACK.format(name="other", rows='rules = ["COG-01"]')
    install("their-pack", {"bedplate.packs": {"named": "pack_of_another_name:PACK"}}, {"pack_of_another_name": text})

    with pytest.raises(NoSuchPack, match=r"the pack calls itself other \(give the entry point and the pack one name\)"):
        rulebook().pack("named")


BROKEN_BLUEPRINTS: Mapping[str, tuple[str, str]] = {
    "no-blueprint": ("BLUEPRINT = 1", "names a int (name a bedplate.blueprints.settings.Blueprint)"),
    "no-model": (
        'from bedplate.blueprints.settings import Blueprint\nBLUEPRINT = Blueprint(settings=dict, declare="a:b")',
        "its settings are no model of settings (derive them from bedplate.blueprints.settings.ZoneSettings)",
    ),
    "other-name": (
        MODEL.format(model="S", name="else") + 'BLUEPRINT = Blueprint(settings=S, declare="a:b")',
        'S does not say which blueprint it is for (give it the field blueprint: Literal["other-name"])',
    ),
    "no-function": (
        MODEL.format(model="S", name="no-function") + 'BLUEPRINT = Blueprint(settings=S, declare="a.b")',
        'its declare names no function (write declare="package.module:function")',
    ),
    "no-checks": (
        MODEL.format(model="S", name="no-checks") + 'BLUEPRINT = Blueprint(settings=S, declare="a:b", checks=[1])',
        "its checks are no tuple of functions (write checks=(check_one, check_another))",
    ),
    "no-folder": (
        MODEL.format(model="S", name="no-folder") + 'BLUEPRINT = Blueprint(settings=S, declare="a:b", templates="t")',
        'its templates are no folder (write templates=Path(__file__).parent / "templates")',
    ),
    "chat": (
        MODEL.format(model="S", name="chat") + 'BLUEPRINT = Blueprint(settings=S, declare="a:b")',
        "chat is bedplate's own (choose another name)",
    ),
}


@pytest.mark.parametrize("name", BROKEN_BLUEPRINTS)
def test_a_broken_blueprint_is_named(install: Install, name: str) -> None:
    text, problem = BROKEN_BLUEPRINTS[name]
    module = f"blueprint_{name.replace('-', '_')}"
    install("their-blueprint", {"bedplate.blueprints": {name: f"{module}:BLUEPRINT"}}, {module: text})

    fault = fault_of_blueprint(name)
    assert str(fault).endswith(f"package their-blueprint 1.2.3: entry point {name} of bedplate.blueprints: {problem}")
    assert list(joined_blueprints()) == []
    assert "ChatSettings" in settings_schema()["$defs"]


def test_a_blueprint_whose_function_cannot_be_loaded_says_so(install: Install) -> None:
    text = MODEL.format(model="S", name="empty") + 'BLUEPRINT = Blueprint(settings=S, declare="not_there:declare")'
    install("empty", {"bedplate.blueprints": {"empty": "blueprint_empty:BLUEPRINT"}}, {"blueprint_empty": text})
    part = joined_blueprints()["empty"]

    with pytest.raises(Broken, match="not_there:declare cannot be loaded: ModuleNotFoundError: No module named"):
        resolve(part.origin, part.value.declare)
    with pytest.raises(Unready, match=r"^empty: package empty 1\.2\.3 brings no templates to begin a project with"):
        read_blueprint("empty")


def test_a_model_without_a_schema_leaves_the_others_theirs(install: Install) -> None:
    text = MODEL.format(model="S", name="odd").rstrip() + "\n    model_config = {'arbitrary_types_allowed': True}\n"
    text += '    thing: complex | object\n\nBLUEPRINT = Blueprint(settings=S, declare="a:b")'
    text = "class Odd: pass\n" + text.replace("complex | object", "Odd")
    install("odd", {"bedplate.blueprints": {"odd": "blueprint_odd:BLUEPRINT"}}, {"blueprint_odd": text})

    assert "odd.S" not in settings_schema()["$defs"]
    (said,) = map(str, faults_met())
    assert said.startswith(
        "package odd 1.2.3: entry point odd of bedplate.blueprints: its settings have no JSON Schema"
    )


def test_words_of_a_package_cannot_move_the_cursor(install: Install) -> None:
    install("sly", {"bedplate.rules": {"r": "sly_rules:RULES"}}, {"sly_rules": "raise ValueError('a\\x1b[2Jb\\nc')\n"})

    rulebook()
    (said,) = map(str, faults_met())
    assert r"ValueError: a\x1b[2Jb\nc" in said
    assert said.isprintable()


def test_what_a_package_prints_is_no_answer_of_ours(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"print('hello')\n{RULE}RULES = rule('LOUD-01')"
    install("loud", {"bedplate.rules": {"r": "loud_rules:RULES"}}, {"loud_rules": text})

    assert "LOUD-01" in rulebook().origins
    assert (capsys.readouterr().out, faults_met()) == ("", ())


def test_components_that_are_none_are_named(install: Install) -> None:
    install("odd-parts", {"bedplate.components": {"odd": "odd_parts:COMPONENTS"}}, {"odd_parts": "COMPONENTS = (int,)"})

    with pytest.raises(NoSuchPackage, match=r"package odd-parts 1\.2\.3: .*: names no components \(name a tuple"):
        package_named("odd")
    with pytest.raises(
        NoSuchPackage, match=r"fabrikam: no installed package brings its components \(there are: bedplate\)"
    ):
        package_named("fabrikam")


def _leaves(*_: object) -> Iterator[Verdict]:
    raise SystemExit(0)


class _SpeechlessError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def _breaks_down_without_words(*_: object) -> Iterator[Verdict]:
    raise _SpeechlessError


def _gives_no_verdict(*_: object) -> Iterator[object]:
    yield True


@pytest.mark.parametrize(
    ("judge", "reason"),
    [
        pytest.param(_leaves, "the rule broke down: SystemExit: 0", id="leaves"),
        pytest.param(_breaks_down_without_words, "the rule broke down: _SpeechlessError", id="without-words"),
        pytest.param(
            _gives_no_verdict, "the rule broke down: TypeError: it gave a bool, not a Verdict", id="no-verdict"
        ),
    ],
)
def test_a_judge_that_misbehaves_is_an_error_and_no_pass(judge: Judge, reason: str) -> None:
    rule = replace(RULES[0], judge=judge)
    resource = Resource(key="it", type=rule.types[0], body={})

    (finding,) = check(Resources([resource]), [rule])
    assert (finding.verdict.outcome, finding.verdict.reason) == (Outcome.ERROR, reason)
