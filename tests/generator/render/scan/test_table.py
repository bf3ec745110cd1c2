"""Reports for people at a terminal."""

from __future__ import annotations

import dataclasses
import re

import pytest

from bedplate.generator.render.scan import table
from bedplate.generator.scan.report import Report, Superseded
from tests.generator.render.scan import reports

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")

FULL = """\
chat-prod · 2 failures, 1 broken rule, 1 refused waiver, 1 undecided, 1 resource not judged
project bedplate · pack production · day 2026-11-21
as deployed: values that Azure computes are modelled

Failures
  high    COG-01  The AI account is closed to public networks (also checkov CKV_AZURE_134)
    fix: Set publicNetworkAccess to Disabled.
    ▪ ai  blueprints/zone.py:41 · properties.publicNetworkAccess is Enabled, expected Disabled
  unrated CKV_AZURE_33  Storage logging is enabled for queues
    ▪ store  blueprints/zone.py · the check failed

Broken rules
  low     COG-02  The AI account takes no keys
    ▪ store  the rule broke down: KeyError: 'x'

Refused waivers
    ▪ COG-01 on old-*  has expired: it covers nothing · ai-team, until 2026-11-01

Undecided
  low     COG-02  The AI account takes no keys
    ▪ ai  blueprints/zone.py:41 · properties.disableLocalAuth is not known

Waived
  medium  STO-09  The storage account is zone-redundant
    ▪ store  until 2027-01-31 · data-team@example.com: The data can be rebuilt within a day
      sku.name is Standard_LRS, expected Standard_ZRS

Summary
  findings     2 failed (1 high, 1 unrated) · 1 broken · 1 undecided · 1 waived · 1 passed
               1 not applicable
  scanned      2 resources · bedplate 1.0.0: 207 rules on 2 resources
               checkov 3.2.495: 150 rules on 2 resources · 1 resource type without any rule
  no rule for  Microsoft.Network/natGateways
  superseded   1 superseded check not counted, of which failed here: CKV_AZURE_243 x2
  not judged   urn:pulumi:chat-prod::bedplate::random:RandomId::suffix: provider `random` is not
               azure-native
  note         one invoke was answered by a model
"""
CLEAN = """\
chat-prod · no failures
project bedplate · pack production · day 2026-11-21 · as deployed: values that Azure computes are modelled

Summary
  findings     0 failed · 1 passed · 1 not applicable
  scanned      2 resources · bedplate 1.0.0: 207 rules on 2 resources · \
checkov 3.2.495: 150 rules on 2 resources · every resource type has a rule
"""


def test_says_what_to_do_first_and_lists_no_passes() -> None:
    assert table.render([reports.full()], width=100) == FULL


def test_what_passes_is_a_line() -> None:
    assert table.render([reports.clean()]) == CLEAN


def test_stacks_stand_one_after_another() -> None:
    assert table.render([reports.clean(), reports.full()], width=100).endswith(f"\n\n\n{FULL}")


def test_a_scanner_that_did_not_run_is_said() -> None:
    absent = dataclasses.replace(reports.SCANNERS[1], version="", rules=0, resources=0)
    report = dataclasses.replace(reports.clean(), scanners=(reports.SCANNERS[0], absent))

    assert " · checkov did not run · " in table.render([report])


def test_checks_that_are_not_counted_are_a_line() -> None:
    entries = (("CKV_A", "one", 1), ("CKV_A", "another", 2), ("CKV_B", "one", 0))
    superseded = tuple(Superseded(check=check, reason=reason, findings=found) for check, reason, found in entries)

    text = table.render([dataclasses.replace(reports.clean(), superseded=superseded)])
    assert "  superseded   2 superseded checks not counted, of which failed here: CKV_A x3\n" in text


def test_a_stack_without_resources_is_not_praised() -> None:
    assert table.render([reports.empty()]).startswith("chat-prod · nothing was judged\n")


def test_every_finding_is_a_line_where_nothing_is_folded() -> None:
    lines = table.render([reports.many()]).splitlines()

    assert sum(line.startswith("    ▪ workload-") for line in lines) == 300
    assert sum("  fix: " in line for line in lines) == 30


@pytest.mark.parametrize("width", [pytest.param(40, id="narrow"), pytest.param(100, id="usual")])
@pytest.mark.parametrize("report", [pytest.param(reports.full(), id="full"), pytest.param(reports.many(), id="many")])
def test_painted_output_says_the_same(report: Report, width: int) -> None:
    painted = table.render_painted([report], width=width)

    assert ESCAPES.sub("", painted) == table.render([report], width=width)
    assert painted != table.render([report], width=width)


def test_no_text_reaches_the_terminal_as_a_command() -> None:
    text = table.render([reports.hostile()], width=80)

    assert "\x1b" not in text
    assert r"\x1b[31m" in text
    text.encode("utf-8")
