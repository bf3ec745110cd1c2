"""The platform team's work order: all that others must do or provide before, and after, a landing zone is deployed.

Made of the settings and of the graph that the program records in unknown mode, so that nothing in it is invented: a
value that only a deployment can tell is said to be one.
"""

from bedplate.generator.work_order.document import render
from bedplate.generator.work_order.firewall_rule_files import render_csv, render_json
from bedplate.generator.work_order.recorded_zone import RecordedZone

__all__ = ["RecordedZone", "render", "render_csv", "render_json"]
