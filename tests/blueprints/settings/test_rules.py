"""Every rule is described, and shown broken by at least one bad file or test."""

from pathlib import Path

from bedplate.blueprints.settings.rules import RULES

FOLDER = Path(__file__).parent


def test_every_rule_is_broken_by_a_file_or_a_test() -> None:
    shown = {
        line.split()[2]
        for path in (FOLDER / "bad").glob("*.yaml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# expect:")
    }
    tests = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("test_*.py"))

    assert {rule for rule in RULES if rule not in shown and f'"{rule}"' not in tests} == set()
    assert shown <= set(RULES)


def test_rules_are_sorted_and_say_something() -> None:
    assert list(RULES) == sorted(RULES)
    assert all(sentence.endswith(".") and len(sentence) > 10 for sentence in RULES.values())
