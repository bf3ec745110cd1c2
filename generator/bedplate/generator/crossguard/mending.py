"""Policies that mend: they write a value into a resource's inputs where that can break no program.

Each is off until somebody sets its enforcement level to `remediate`: a pack that changes inputs unasked would make
what the engine deploys differ from what the program says. What would cut callers off (keys, public networks) or can
never be taken back (purge protection) is not mended, only reported.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, cast

from pulumi_policy import EnforcementLevel, Policy, ResourceValidationArgs, ResourceValidationPolicy
from pulumi_policy.proxy import UnknownValueError

from bedplate.generator.arm.resource_types import resource_type

_STORAGE = "Microsoft.Storage/storageAccounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A value that is written where it is missing or one of the values that it replaces."""

    rule: str
    """Id of the rule that asks for it."""
    type: str
    """ARM type."""
    key: str
    """Name of the input."""
    value: Any
    replaces: tuple[Any, ...] = ()
    why: str
    """What it does, and why no program breaks."""
    url: str


MENDS = (
    Mend(
        rule="ST-05",
        type=_STORAGE,
        key="minimumTlsVersion",
        value="TLS1_2",
        replaces=("TLS1_0", "TLS1_1"),
        # Source: petri.com/microsoft-retire-tls-azure-blob-storage, read 2026-11-21; they ended on 2026-02-03.
        why="Azure Storage itself refuses TLS 1.0 and 1.1 since February 2026, so no caller is cut off.",
        url="https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-migrate-to-tls2",
    ),
    Mend(
        rule="ST-09",
        type=_STORAGE,
        key="defaultToOAuthAuthentication",
        value=True,
        why="It only chooses how the portal signs in at first; whoever may use keys can still switch to them.",
        url="https://learn.microsoft.com/azure/storage/blobs/authorize-data-operations-portal",
    ),
)
"""All of them."""


def mending_policies() -> list[Policy]:
    """Return a policy for each, off by default."""
    return [_policy(mend) for mend in MENDS]


def _policy(mend: Mend) -> Policy:
    def remediate(args: ResourceValidationArgs) -> Mapping[str, Any] | None:
        return mended(mend, args.resource_type, args.props)

    return ResourceValidationPolicy(
        name=f"mend-{mend.rule}",
        description=f"Sets {mend.key} to {str(mend.value).lower() if mend.value is True else mend.value}. {mend.why}",
        # pulumi-policy waits for an answer only where it is awaitable, and takes any other as it is.
        remediate=remediate,  # type: ignore[arg-type]
        enforcement_level=EnforcementLevel.DISABLED,
        display_name=f"Mends what {mend.rule} reports",
        url=mend.url,
    )


def mended(mend: Mend, token: str, inputs: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return a resource's inputs with the value; `None` where there is nothing to mend.

    The inputs themselves are changed, as only then do the secrets among them stay secret.
    """
    kind = resource_type(token)
    if kind is None or kind.name.casefold() != mend.type.casefold():
        return None
    try:
        present = inputs.get(mend.key)
    except UnknownValueError:
        return None
    if present is not None and present not in mend.replaces:
        return None
    cast("MutableMapping[str, Any]", inputs)[mend.key] = mend.value
    return inputs
