from __future__ import annotations

from typing import Any

from bedplate.policies.assembled_rule import chained, with_child, with_links
from bedplate.policies.resource import Resource, Resources
from bedplate.policies.values import UNKNOWN
from tests.policies.rules.graph.judging import declared

SITE_TYPE = "Microsoft.Web/sites"
CONFIG = f"{SITE_TYPE}/config"
WEB = declared(CONFIG, "app/web", {"minTlsVersion": "1.2"})
LOGS = declared(CONFIG, "app/logs", {"minTlsVersion": "1.0"})


def _site(**properties: Any) -> Resource:
    return declared(SITE_TYPE, "app", properties, references={"properties.subnet": ("net",)})


def test_a_child_lies_over_its_parent() -> None:
    site = _site(siteConfig={"MINTLSVERSION": "1.0", "alwaysOn": True})
    body = with_child(CONFIG, "web", at="properties.siteConfig")(site, Resources([site, WEB, LOGS]))
    assert body["properties"] == {"siteConfig": {"alwaysOn": True, "minTlsVersion": "1.2"}}
    assert site.body["properties"]["siteConfig"] == {"MINTLSVERSION": "1.0", "alwaysOn": True}


def test_an_unknown_child_makes_the_place_unknown() -> None:
    site = _site(siteConfig={"alwaysOn": True})
    child = declared(CONFIG, "app/web", UNKNOWN)
    body = with_child(CONFIG, "web", at="properties.siteConfig")(site, Resources([site, child]))
    assert body["properties"] == {"siteConfig": UNKNOWN}


def test_an_unknown_id_that_is_made_from_a_declared_resource_counts_as_given() -> None:
    network = declared("Microsoft.Network/virtualNetworks", "net")
    site = _site(subnet=UNKNOWN)
    assert with_links("properties.subnet")(site, Resources([network, site]))["properties"]["subnet"] == (
        "an id made from net"
    )
    assert with_links("properties.subnet")(site, Resources([site]))["properties"]["subnet"] is UNKNOWN


def test_steps_follow_each_other() -> None:
    site = _site()
    both = chained(with_child(CONFIG, "web", at="web"), with_child(CONFIG, "logs", at="logs"))
    body = both(site, Resources([site, WEB, LOGS]))
    assert (body["web"], body["logs"]) == ({"minTlsVersion": "1.2"}, {"minTlsVersion": "1.0"})
