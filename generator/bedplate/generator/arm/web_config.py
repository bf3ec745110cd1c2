"""Configuration of web apps that is declared apart from them, shown in them too.

A scanner looks for a site's TLS version, HTTP version or FTP state in the site's own `siteConfig`, and never in the
separate resource `Microsoft.Web/sites/config` named `web`, which Azure lets win over the former. So its properties are
laid over the site's; the resource itself stays, as other checks judge it where it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bedplate.generator.arm.placing import Marker
from bedplate.generator.arm.translation import ArmResource
from bedplate.generator.engine.values import is_object
from bedplate.generator.graph import PropertyPath

_CONFIG_TYPES = ("microsoft.web/sites/config", "microsoft.web/sites/slots/config")
_SITE_CONFIG = ("properties", "siteConfig")


def fold_web_configs(resources: Sequence[ArmResource]) -> dict[str, str]:
    """Lay the configuration `web` of every site and slot over the site's own, in place.

    Returns:
        The URN of the folded configuration, by the URN of the site.
    """
    sites = {each.identity.id.casefold(): each for each in resources}
    folded: dict[str, str] = {}
    for each in resources:
        if each.identity.type.casefold() in _CONFIG_TYPES and each.identity.name.casefold().endswith("/web"):
            site = sites.get(each.identity.id.rsplit("/", 2)[0].casefold())
            if site is not None and _laid_over(site, each):
                folded[site.resource.urn] = each.resource.urn
    return folded


def _laid_over(site: ArmResource, config: ArmResource) -> bool:
    properties: Any = site.placed.body.get("properties", {})
    added: Any = config.placed.body.get("properties")
    if not is_object(properties) or not is_object(added) or not is_object(own := properties.get("siteConfig", {})):
        return False
    _replace_markers(site.placed.markers, config.placed.markers, list(added))
    together = {**own, **added}
    site.placed.body["properties"] = {**properties, "siteConfig": together}
    return True


def _replace_markers(
    site: dict[PropertyPath, Marker], config: Mapping[PropertyPath, Marker], added: Sequence[str]
) -> None:
    for key in added:
        for path in [each for each in site if each[:3] == (*_SITE_CONFIG, key)]:
            del site[path]
    site.update({(*_SITE_CONFIG, *path[1:]): marker for path, marker in config.items() if path[0] == "properties"})
