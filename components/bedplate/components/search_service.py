"""An AI Search service that only private callers with a role can use."""

from enum import StrEnum
from typing import Any, NotRequired

import pulumi
from pulumi_azure_native import search

from bedplate.components.private_endpoint import place_private_endpoint
from bedplate.components.search.shared_private_links import (
    SharedPrivateLinkArgs,
    declare_shared_private_links,
    shared_private_link_problems,
)
from bedplate.components.shared.arguments import AzureResourceArgs, PrivateEndpointPlacementArgs
from bedplate.components.shared.diagnostics import diagnose
from bedplate.components.shared.known import known, known_id
from bedplate.components.shared.lock import lock_against_deletion
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.service_host import service_host

_SERVICE_TYPE = "Microsoft.Search/searchServices"


class SearchSku(StrEnum):
    """How large a service's units are; every one of these takes private endpoints."""

    BASIC = "basic"
    STANDARD = "standard"
    STANDARD2 = "standard2"
    STANDARD3 = "standard3"
    STORAGE_OPTIMIZED_L1 = "storage_optimized_l1"
    STORAGE_OPTIMIZED_L2 = "storage_optimized_l2"


class SemanticRanking(StrEnum):
    """Whether results can be ranked by meaning, and within which limits."""

    DISABLED = "disabled"
    FREE = "free"
    STANDARD = "standard"


class SearchServiceArgs(AzureResourceArgs):
    """Arguments of `SearchService`."""

    search_service_name: pulumi.Input[str]
    """Name of the service: 2 to 60 lower-case letters, digits and hyphens, unique in the world."""
    sku: NotRequired[pulumi.Input[SearchSku]]
    """Size of the units; standard by default. Indexers with skills reach private targets from `standard2` on."""
    replica_count: NotRequired[pulumi.Input[int]]
    """Copies that answer queries, 1 to 12; 3 by default, the fewest for which Azure promises reads and writes.

    2 have a promise for reads only, 1 has none.
    """
    partition_count: NotRequired[pulumi.Input[int]]
    """Shares that the indexes are split into: 1, 2, 3, 4, 6 or 12; 1 by default."""
    semantic_ranking: NotRequired[pulumi.Input[SemanticRanking]]
    """Ranking by meaning; standard by default, which costs nothing until the free quota is used up."""
    require_customer_managed_keys: NotRequired[bool]
    """Whether the service reports what is not encrypted with the customer's own key; false by default."""
    user_assigned_identity_ids: NotRequired[list[pulumi.Input[str]]]
    """ARM ids of identities that the service has beside its own.

    An index is encrypted with the customer's key by whoever makes it, and names the identity that may use the key.
    """
    trust_azure_services: NotRequired[bool]
    """Whether services that Microsoft lists as trusted may pass the firewall; false by default."""
    shared_private_links: NotRequired[list[SharedPrivateLinkArgs]]
    """Resources that the service reaches privately. Each link waits until the target's owner approves it."""
    log_analytics_workspace_id: NotRequired[pulumi.Input[str]]
    """ARM id of the workspace that receives the service's logs."""
    private_endpoint: NotRequired[PrivateEndpointPlacementArgs]
    """Where the private endpoint lies; without one nobody can reach the service, as public access stays off."""
    lock: NotRequired[bool]
    """Whether the service is locked against deletion; false by default.

    While it is, Azure refuses to take back any role on the service: lock only one whose grants stay.
    """


class SearchService(pulumi.ComponentResource):
    """A service without keys and public access, with an identity of its own.

    Raises:
        ValueError: names of shared private links are repeated, or Azure does not accept them; all problems at once.
    """

    search_service_id: pulumi.Output[str]
    """ARM id of the service."""
    search_service_name: pulumi.Output[str]
    """Name of the service."""
    endpoint: pulumi.Output[str]
    """Data-plane address of the service, `https://<name>.search.windows.net` in the public cloud."""
    principal_id: pulumi.Output[str]
    """Object id of the service's own identity, unknown until Azure has made it."""

    def __init__(self, name: str, args: SearchServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        problems = shared_private_link_problems(args.get("shared_private_links", []))
        if problems:
            raise ValueError(f"search service {name!r}:\n  " + "\n  ".join(problems))
        super().__init__("bedplate:index:SearchService", name, dict(args), opts)
        service = _declare(name, args, parent=self)
        self.search_service_name = known(service, args["search_service_name"])
        self.search_service_id = known_id(
            service,
            args.get("subscription_id"),
            resourceGroupName=args["resource_group_name"],
            searchServiceName=args["search_service_name"],
        )
        host = service_host(args["search_service_name"], "search", args["location"])
        self.endpoint = known(service, pulumi.Output.format("https://{0}", host))
        self.principal_id = service.identity.apply(_principal_id)
        links = declare_shared_private_links(
            name,
            args.get("shared_private_links", []),
            resource_group_name=args["resource_group_name"],
            search_service_name=self.search_service_name,
            after=service,
            parent=self,
        )
        self._serve(name, args, [service, *links])
        self.register_outputs(
            {
                "search_service_id": self.search_service_id,
                "search_service_name": self.search_service_name,
                "endpoint": self.endpoint,
                "principal_id": self.principal_id,
            }
        )

    def _serve(self, name: str, args: SearchServiceArgs, declared: list[pulumi.Resource]) -> None:
        # The id comes from the last write to the service, so that the private endpoint itself waits for it.
        target_id: pulumi.Output[str] = known(declared[-1], self.search_service_id)
        under_service = declared[1:]
        if "log_analytics_workspace_id" in args:
            under_service.append(
                diagnose(
                    name,
                    target_type=_SERVICE_TYPE,
                    target_id=self.search_service_id,
                    workspace_id=args["log_analytics_workspace_id"],
                    opts=stateless_child(self),
                )
            )
        if "private_endpoint" in args:
            under_service.append(
                place_private_endpoint(
                    name,
                    args,
                    args["private_endpoint"],
                    target_id=target_id,
                    target_type=_SERVICE_TYPE,
                    group_id="searchService",
                    opts=stateless_child(self),
                )
            )
        if args.get("lock"):
            lock_against_deletion(name, scope=self.search_service_id, parent=self, after=under_service)


def _declare(name: str, args: SearchServiceArgs, *, parent: pulumi.Resource) -> search.Service:
    enforcement = search.SearchEncryptionWithCmk
    return search.Service(
        name,
        resource_group_name=args["resource_group_name"],
        search_service_name=args["search_service_name"],
        location=args["location"],
        sku={"name": args.get("sku", SearchSku.STANDARD)},
        replica_count=args.get("replica_count", 3),
        partition_count=args.get("partition_count", 1),
        hosting_mode=search.HostingMode.DEFAULT,
        identity=_identity(args.get("user_assigned_identity_ids", [])),
        # Azure refuses `auth_options` beside this.
        disable_local_auth=True,
        public_network_access=search.PublicNetworkAccess.DISABLED,
        network_rule_set={
            "bypass": search.SearchBypass.AZURE_SERVICES
            if args.get("trust_azure_services")
            else search.SearchBypass.NONE,
            "ip_rules": [],
        },
        encryption_with_cmk={
            "enforcement": enforcement.ENABLED if args.get("require_customer_managed_keys") else enforcement.DISABLED
        },
        semantic_search=args.get("semantic_ranking", SemanticRanking.STANDARD),
        tags=args.get("tags"),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _identity(user_assigned: list[pulumi.Input[str]]) -> search.IdentityArgsDict:
    if not user_assigned:
        return {"type": search.IdentityType.SYSTEM_ASSIGNED}
    return {
        "type": search.IdentityType.SYSTEM_ASSIGNED_USER_ASSIGNED,
        "user_assigned_identities": user_assigned,
    }


def _principal_id(identity: Any) -> str:
    principal_id: str = identity.principal_id
    return principal_id
