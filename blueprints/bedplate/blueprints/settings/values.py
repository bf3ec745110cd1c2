"""Values with a syntax of their own: addresses, identifiers, and names that Azure restricts."""

import re
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network
from typing import Annotated, Any, LiteralString

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from bedplate.blueprints.settings.base import Text
from bedplate.blueprints.settings.findings import shown
from bedplate.components.facts.resource_names import name_rule
from bedplate.components.planning.naming import WORKLOAD_PATTERN

GUID_PATTERN = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
EMAIL_PATTERN = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
_CIDR = re.compile(r"\d{1,3}(\.\d{1,3}){3}/\d{1,2}", re.ASCII)
_RESOURCE_GROUP = rf"/subscriptions/{GUID_PATTERN}/resourceGroups/[\w.()-]{{1,90}}"


def problem(rule: LiteralString, message: str, hint: str) -> PydanticCustomError:
    """Return a validation error that carries a rule id and a hint."""
    # Braces would be read as placeholders of the template.
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


def _parse_cidr(value: Any) -> IPv4Network:
    if not isinstance(value, str):
        raise problem("wrong-type", f"expected an IPv4 block, not {shown(value)}", "write it as 10.1.0.0/24")
    if _CIDR.fullmatch(value) is None:
        raise problem(
            "cidr-syntax", f"{shown(value)} is not an IPv4 block", "write an address and a length, as 10.1.0.0/24"
        )
    try:
        network = IPv4Network(value, strict=False)
    except ValueError:
        raise problem(
            "cidr-syntax", f"{shown(value)} is not an IPv4 block", "numbers go from 0 to 255, the length from 0 to 32"
        ) from None
    if value.split("/")[0] != str(network.network_address):
        raise problem("cidr-host-bits", f"{shown(value)} has bits set beyond its length", f"the block is {network}")
    return network


def _parse_address(value: Any) -> IPv4Address:
    if not isinstance(value, str):
        raise problem("wrong-type", f"expected an IPv4 address, not {shown(value)}", "write it as 10.1.0.4")
    try:
        return IPv4Address(value)
    except ValueError:
        raise problem("ip-address", f"{shown(value)} is not an IPv4 address", "write it as 10.1.0.4") from None


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _matching(pattern: str, rule: LiteralString, message: str, hint: str) -> Callable[[str], str]:
    compiled = re.compile(pattern, re.ASCII)

    def check(value: str) -> str:
        if compiled.fullmatch(value) is None:
            raise problem(rule, message.format(value=shown(value)), hint)
        return value

    return check


def _named(resource_type: str, kind: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        rule = name_rule(resource_type)
        violation = rule.violation(value)
        if violation is not None:
            raise problem(
                "name", f"{shown(value)} cannot name a {kind}: it {violation}", f"Azure names it {rule.azure_type}"
            )
        return value

    return check


def _arm_id(azure_type: str) -> Callable[[str], str]:
    provider, *types = azure_type.split("/")
    pattern = (
        _RESOURCE_GROUP
        + f"/providers/{re.escape(provider)}"
        + "".join(rf"/{re.escape(segment)}/[^/\s]+" for segment in types)
    )
    example = f"/subscriptions/<guid>/resourceGroups/<group>/providers/{azure_type}/<name>"
    compiled = re.compile(pattern, re.IGNORECASE | re.ASCII)

    def check(value: str) -> str:
        if compiled.fullmatch(value) is None:
            raise problem("arm-id", f"{shown(value)} is not the ARM id of a {azure_type}", f"write {example}")
        return value

    return check


Cidr = Annotated[
    IPv4Network,
    BeforeValidator(_parse_cidr, json_schema_input_type=str),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": rf"^{_CIDR.pattern}$", "examples": ["10.1.0.0/24"]}),
]
"""An IPv4 block without host bits, for example `10.1.0.0/24`."""

Address = Annotated[
    IPv4Address,
    BeforeValidator(_parse_address, json_schema_input_type=str),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "ipv4"}),
]
"""An IPv4 address."""

AddressSpace = Annotated[
    tuple[Cidr, ...],
    Field(min_length=1),
    BeforeValidator(_as_list),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": rf"^{_CIDR.pattern}$"},
                {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": rf"^{_CIDR.pattern}$"}},
            ]
        }
    ),
]
"""One IPv4 block, or a list of them."""

Guid = Annotated[
    Text,
    AfterValidator(_matching(GUID_PATTERN, "guid", "{value} is not a GUID", "write 8-4-4-4-12 hexadecimal digits")),
    AfterValidator(str.lower),
    WithJsonSchema({"type": "string", "format": "uuid", "pattern": f"^{GUID_PATTERN}$"}),
]
"""A GUID, in lower case."""

Email = Annotated[
    Text,
    AfterValidator(_matching(EMAIL_PATTERN, "email", "{value} is not an e-mail address", "write name@example.com")),
    WithJsonSchema({"type": "string", "format": "email"}),
]
"""An e-mail address."""

Workload = Annotated[
    Text,
    AfterValidator(
        _matching(
            WORKLOAD_PATTERN,
            "name-workload",
            "{value} cannot stand in every resource's name",
            "write 2 to 10 lower-case letters and digits, a letter first: a storage account's name holds 24 in all",
        )
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{WORKLOAD_PATTERN}$"}),
]
"""Short lower-case name that fits into every resource's name."""

DeploymentName = Annotated[Text, AfterValidator(_named("aiModelDeployment", "model deployment"))]
"""Name of a model deployment."""
ContentFilterName = Annotated[Text, AfterValidator(_named("aiContentFilter", "content filter"))]
"""Name of a content filter."""
ProjectName = Annotated[Text, AfterValidator(_named("aiProject", "project"))]
"""Name of a Foundry project."""

VirtualNetworkId = Annotated[Text, AfterValidator(_arm_id("Microsoft.Network/virtualNetworks"))]
"""ARM id of a virtual network."""
PrivateDnsZoneId = Annotated[Text, AfterValidator(_arm_id("Microsoft.Network/privateDnsZones"))]
"""ARM id of a private DNS zone."""
LogAnalyticsWorkspaceId = Annotated[Text, AfterValidator(_arm_id("Microsoft.OperationalInsights/workspaces"))]
"""ARM id of a Log Analytics workspace."""
StorageAccountId = Annotated[Text, AfterValidator(_arm_id("Microsoft.Storage/storageAccounts"))]
"""ARM id of a storage account."""
SearchServiceId = Annotated[Text, AfterValidator(_arm_id("Microsoft.Search/searchServices"))]
"""ARM id of an Azure AI Search service."""
CosmosDbAccountId = Annotated[Text, AfterValidator(_arm_id("Microsoft.DocumentDB/databaseAccounts"))]
"""ARM id of an Azure Cosmos DB account."""
ContainerRegistryId = Annotated[Text, AfterValidator(_arm_id("Microsoft.ContainerRegistry/registries"))]
"""ARM id of a container registry."""
KeyVaultId = Annotated[Text, AfterValidator(_arm_id("Microsoft.KeyVault/vaults"))]
"""ARM id of a key vault."""
SubnetId = Annotated[Text, AfterValidator(_arm_id("Microsoft.Network/virtualNetworks/subnets"))]
"""ARM id of a subnet."""
VirtualHubId = Annotated[Text, AfterValidator(_arm_id("Microsoft.Network/virtualHubs"))]
"""ARM id of the hub of a virtual WAN."""
RouteTableId = Annotated[Text, AfterValidator(_arm_id("Microsoft.Network/routeTables"))]
"""ARM id of a route table."""
DdosProtectionPlanId = Annotated[Text, AfterValidator(_arm_id("Microsoft.Network/ddosProtectionPlans"))]
"""ARM id of a DDoS protection plan."""

Fqdn = Annotated[
    Text,
    AfterValidator(
        _matching(
            r"(?=.{1,253}$)(\*\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}",
            "fqdn",
            "{value} is not a host name",
            "write it as api.example.com, or *.example.com for everything under it",
        )
    ),
    AfterValidator(str.lower),
]
"""A host name in lower case, perhaps with a leading `*.`."""
KeyVaultObjectName = Annotated[
    Text,
    AfterValidator(
        _matching(
            r"[0-9A-Za-z-]{1,127}",
            "name",
            "{value} cannot name what a key vault holds",
            "write letters, digits and hyphens, 127 at most",
        )
    ),
]
"""Name of a key, secret or certificate in a key vault.

Source: learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates. Checked 2026-11-21.
"""
KeyVersion = Annotated[
    Text,
    AfterValidator(
        _matching(r"[0-9a-f]{32}", "invalid-value", "{value} is no version of a key", "write its 32 hexadecimal digits")
    ),
]
"""Version of a key in a key vault."""
UrlPath = Annotated[
    Text,
    AfterValidator(_matching(r"/[\w.~/-]*", "url-path", "{value} is not a path", "write it as /health")),
]
"""An absolute path of a URL, without query."""
SshPublicKey = Annotated[
    Text,
    AfterValidator(
        _matching(
            r"(ssh-rsa|ssh-ed25519) [A-Za-z0-9+/]{60,}={0,2}( [^\n]*)?",
            "ssh-key",
            "{value} is not a public SSH key",
            "write the line of an id_ed25519.pub or id_rsa.pub",
        )
    ),
]
"""A public SSH key, RSA or Ed25519."""

FirstOfMonth = Annotated[
    Text,
    AfterValidator(
        _matching(
            r"20\d\d-(0[1-9]|1[0-2])-01",
            "first-of-month",
            "{value} is not the first day of a month",
            'write it as "2026-12-01", in quotes',
        )
    ),
    WithJsonSchema({"type": "string", "pattern": r"^20\d\d-(0[1-9]|1[0-2])-01$"}),
]
"""First day of a month, as text."""
