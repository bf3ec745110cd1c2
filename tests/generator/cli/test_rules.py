"""`bedplate rules`: the list, one rule, and words for what there is not."""

from __future__ import annotations

from bedplate.policies.catalogue import RULES
from bedplate.policies.pack import read_pack
from tests.generator.cli.command import ROOT, bedplate


def test_every_rule_is_listed_once() -> None:
    done = bedplate("rules", cwd=ROOT)
    assert (done.code, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == sorted(rule.id for rule in RULES)


def test_a_pack_lists_its_own() -> None:
    done = bedplate("rules", "--pack", "baseline", cwd=ROOT)
    assert sorted(line.split()[0] for line in done.stdout.splitlines()) == sorted(read_pack("baseline").rules)


def test_one_rule_in_any_case() -> None:
    done = bedplate("rules", "cog-01", cwd=ROOT)
    assert done.stdout.startswith("# COG-01: The AI account is closed to public networks\n")


def test_what_there_is_not() -> None:
    done = bedplate("rules", "COG01", cwd=ROOT)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "COG01: there is no such rule (did you mean COG-01?)\n"
    done = bedplate("rules", "--pack", "strict", cwd=ROOT)
    assert (done.code, done.stderr) == (
        2,
        "strict: there is no such pack (the packs are: baseline, production, regulated)\n",
    )
