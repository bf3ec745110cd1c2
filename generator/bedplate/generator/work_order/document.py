"""The work order as one document."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from bedplate.generator.work_order.firewall_rules import firewall_section
from bedplate.generator.work_order.hand_back import hand_back
from bedplate.generator.work_order.markdown import Section, plain
from bedplate.generator.work_order.network_connection import network_connection
from bedplate.generator.work_order.network_rules import network_rules
from bedplate.generator.work_order.policy import policy
from bedplate.generator.work_order.private_dns import private_dns
from bedplate.generator.work_order.public_dns import public_dns
from bedplate.generator.work_order.quotas import quotas, resource_providers
from bedplate.generator.work_order.recorded_zone import RecordedZone
from bedplate.generator.work_order.role_grants import role_grants
from bedplate.generator.work_order.routes import routes
from bedplate.generator.work_order.sign_in import sign_in
from bedplate.generator.work_order.summary import summary

SECTIONS: tuple[Callable[[RecordedZone], Section], ...] = (
    summary,
    network_connection,
    private_dns,
    public_dns,
    routes,
    firewall_section,
    network_rules,
    quotas,
    resource_providers,
    role_grants,
    sign_in,
    policy,
    hand_back,
)
"""The chapters, in the order in which a platform team works."""


def render(zone: RecordedZone) -> str:
    """Return the work order as Markdown, always the same bytes for the same stack."""
    settings = zone.settings
    title = f"# Work order: {plain(settings.workload)} {settings.environment}, {plain(settings.location)}"
    opening = (
        "What the platform team does or provides for this landing zone, so that it can be deployed and its users can"
        " reach it. Everything is taken from the stack's settings and from what its program declares; boxes are tasks."
    )
    chapters = [_chapter(number, make(zone)) for number, make in zip(count(1), SECTIONS)]
    return "\n\n".join([title, opening, *chapters]) + "\n"


def _chapter(number: int, chapter: Section) -> str:
    return "\n\n".join([f"## {number}. {chapter.title}", *chapter.blocks])
