"""ARM paths taken apart: scope, provider, type segments, constant segments, placeholders."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"/resourcegroups/", re.IGNORECASE)
_SUBSCRIPTION = "subscriptionId"


@dataclass(frozen=True)
class ArmPath:
    """One path with placeholders, from its scope to the resource's own name."""

    text: str
    """`/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/…`."""

    @classmethod
    def of(cls, template: str) -> "ArmPath":
        """Return the path of a URL template, with `resourceGroups` spelled as ARM does and no slash at the end."""
        return cls(_GROUP.sub("/resourceGroups/", template).rstrip("/"))

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """Names of the placeholders in path order, without `subscriptionId`, which no class takes as an input."""
        return tuple(name for name in _PLACEHOLDER.findall(self.text) if name != _SUBSCRIPTION)

    @cached_property
    def scope(self) -> str:
        """What stands before the last `/providers/`; the whole path when there is none."""
        return self.text.rpartition("/providers/")[0] if "/providers/" in self.text else self.text

    @cached_property
    def provider(self) -> str:
        """The resource provider, `Microsoft.Network`; empty for a path without one (a resource group)."""
        return self._after_providers[0]

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The type's segments without the provider: `("virtualNetworks", "subnets")`."""
        return tuple(self._after_providers[1::2])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names beside the segments, placeholders with braces or constants: `("{accountName}", "default")`."""
        return tuple(self._after_providers[2::2])

    @property
    def type(self) -> str:
        """ARM type, `Microsoft.Network/virtualNetworks/subnets`."""
        return "/".join([self.provider, *self.segments])

    @property
    def is_complete(self) -> bool:
        """Whether the path ends with a name and its type segments are constant, as a resource's do."""
        return (
            bool(self.provider)
            and 0 < len(self.segments) == len(self.names)
            and "{" not in "".join((self.provider, *self.segments))
        )

    @property
    def shape(self) -> str:
        """The path in lower case with bare braces: equal for two spellings of one address."""
        return _PLACEHOLDER.sub("{}", self.text).lower()

    def renamed(self, names: Mapping[str, str]) -> "ArmPath":
        """Return the path with placeholders renamed."""
        return ArmPath(_PLACEHOLDER.sub(lambda found: f"{{{names.get(found[1], found[1])}}}", self.text))

    def spelled(self, arm_type: str) -> "ArmPath":
        """Return the path with provider and segments spelled as in a type of as many segments."""
        provider, *segments = arm_type.split("/")
        tail = [part for pair in zip(segments, self.names, strict=True) for part in pair]
        return ArmPath("/".join([f"{self.text.rpartition('/providers/')[0]}/providers", provider, *tail]))

    @cached_property
    def _after_providers(self) -> list[str]:
        return self.text.rpartition("/providers/")[2].split("/") if "/providers/" in self.text else [""]
