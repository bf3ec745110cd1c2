"""From findings on values to complaints at places in a file."""

from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.positions import Node, Place, place_of
from bedplate.blueprints.settings.yaml_tree import Complaint


def located(finding: Finding, node: Node, key_place: Place) -> Complaint:
    """Return a finding as a complaint.

    Args:
        finding: its path starts from `node`.
        node: what was examined.
        key_place: place of the key under which `node` stands.
    """
    place = place_of(node, finding.path, root_key=key_place, of_key=finding.of_key)
    return place, finding.rule, finding.message, finding.hint
