"""Examining the waivers of a stack file."""

from dataclasses import replace

from pydantic import ValidationError

from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.located import located
from bedplate.blueprints.settings.positions import Sequence, is_empty
from bedplate.blueprints.settings.stack_file import WAIVERS_KEY, StackFile
from bedplate.blueprints.settings.translate import translate
from bedplate.blueprints.settings.values_tree import plain_value
from bedplate.blueprints.settings.waivers import WaiverList, WaiverSettings
from bedplate.blueprints.settings.yaml_tree import Complaint


def examine_waivers(stack: StackFile) -> tuple[tuple[WaiverSettings, ...], list[Complaint]]:
    """Return the waivers of a stack file, and everything that is wrong with them; none of them when anything is."""
    node = stack.waivers
    if node is None:
        return (), []
    if not isinstance(node, Sequence):
        found = "empty" if is_empty(node) else "not a list"
        hint = "write one waiver an item, or remove the key"
        return (), [(stack.waivers_place, "wrong-type", f"{WAIVERS_KEY} is {found}", hint)]
    plain = plain_value(node)
    findings = list(plain.findings)
    waivers: tuple[WaiverSettings, ...] = ()
    try:
        waivers = WaiverList.model_validate({"waivers": plain.value}).waivers
    except ValidationError as error:
        found_more = (_below_list(each) for each in translate(error.errors(include_url=False), WaiverList))
        findings += [each for each in found_more if each.path not in plain.unreadable]
    complaints = [located(finding, node, stack.waivers_place) for finding in findings]
    return (() if complaints else waivers), complaints


def _below_list(finding: Finding) -> Finding:
    return replace(finding, path=finding.path[1:])
