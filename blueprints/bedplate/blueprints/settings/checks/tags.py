"""Tags: the ones that must be there, and Azure's rules for all of them.

Source: learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations (50 tags a
resource, 256 characters a value, 128 a name on storage accounts, reserved prefixes). Checked 2026-11-21.
"""

from collections.abc import Iterator

from bedplate.blueprints.settings.checks.context import Context
from bedplate.blueprints.settings.findings import Finding, shown
from bedplate.blueprints.settings.nearest import nearest
from bedplate.blueprints.settings.partial import usable
from bedplate.blueprints.settings.zone import ZoneSettings

REQUIRED_TAGS = ("owner", "costCenter", "dataClassification")
"""Tags without which nobody knows who answers for a zone, who pays for it, and what it may hold."""
OWN_TAGS = ("workload", "environment")
"""Tags that every zone sets by itself, from its other settings."""
_MOST_TAGS = 50 - len(OWN_TAGS)
_LONGEST_NAME = 128
_LONGEST_VALUE = 256
_FORBIDDEN = frozenset("<>%&\\?/")
_RESERVED_PREFIXES = ("microsoft", "azure", "windows")


def check_required_tags(settings: ZoneSettings, _: Context) -> Iterator[Finding]:
    """Find required tags that are missing."""
    for name in REQUIRED_TAGS:
        if name not in settings.tags:
            given = nearest(name, settings.tags)
            hint = f"did you mean it by {given}?" if given else f"add {name}"
            yield Finding("tag-missing", ("tags",), f"tags lack the required {name}", hint, of_key=True)


def check_tag_rules(settings: ZoneSettings, _: Context) -> Iterator[Finding]:
    """Find tags that Azure refuses."""
    first: dict[str, str] = {}
    for name in settings.tags:
        path = ("tags", name)
        if name.lower() in first:
            message = f"Azure does not tell tag {shown(name)} from {shown(first[name.lower()])}"
            yield Finding("tag-name", path, message, "remove one of the two", of_key=True)
        first.setdefault(name.lower(), name)
        if (violation := _violation(name)) is not None:
            yield Finding(
                "tag-name", path, f"{shown(name)} cannot be a tag: {violation}", "rename the tag", of_key=True
            )
    for name, value in usable(settings.tags.items()):
        if len(value) > _LONGEST_VALUE:
            message = f"the value has {len(value)} characters"
            yield Finding("tag-value", ("tags", name), message, f"at most {_LONGEST_VALUE} are allowed")
    if len(settings.tags) > _MOST_TAGS:
        message = f"{len(settings.tags)} tags are too many"
        yield Finding("tag-count", ("tags",), message, f"at most {_MOST_TAGS} beside our own", of_key=True)


def _violation(name: str) -> str | None:
    if name.lower() in {own.lower() for own in OWN_TAGS}:
        return "the landing zone sets it itself"
    if len(name) > _LONGEST_NAME:
        return f"it is longer than {_LONGEST_NAME} characters"
    if _FORBIDDEN.intersection(name):
        return f"it contains one of {' '.join(sorted(_FORBIDDEN))}"
    if name.lower().startswith(_RESERVED_PREFIXES):
        return "the prefix is reserved for Azure"
    return None
