"""What people call each kind of resource, and what about it matters in one short phrase.

A kind that the tables do not hold still shows: its label comes from its token, its posture (public access,
keys, unknown and secret values) from `posture`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from bedplate.generator.render.kind import Kind
from bedplate.generator.render.kinds_access import ACCESS_KINDS
from bedplate.generator.render.kinds_ai import AI_KINDS
from bedplate.generator.render.kinds_data import DATA_KINDS
from bedplate.generator.render.kinds_egress import EGRESS_KINDS
from bedplate.generator.render.kinds_governance import GOVERNANCE_KINDS
from bedplate.generator.render.kinds_hosting import HOSTING_KINDS
from bedplate.generator.render.kinds_ingress import INGRESS_KINDS
from bedplate.generator.render.kinds_network import NETWORK_KINDS
from bedplate.generator.render.kinds_operations import OPERATIONS_KINDS
from bedplate.generator.render.phrases import value

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **NETWORK_KINDS,
        **EGRESS_KINDS,
        **ACCESS_KINDS,
        **INGRESS_KINDS,
        **AI_KINDS,
        **DATA_KINDS,
        **HOSTING_KINDS,
        **OPERATIONS_KINDS,
        **GOVERNANCE_KINDS,
    }
)
"""Kind by Pulumi type token."""

_PROVIDER = Kind("provider", (value("subscriptionId", "subscription {}"), value("location"), value("region")))
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+")


def kind_of(token: str) -> Kind:
    """Return the kind of a type token; one that the tables do not hold is named after the token."""
    if token in KINDS:
        return KINDS[token]
    if token.startswith("pulumi:providers:"):
        return _PROVIDER
    words = _WORDS.findall(token.rsplit(":", 1)[-1])
    return Kind(" ".join(word if word.isupper() else word.lower() for word in words) or token)
