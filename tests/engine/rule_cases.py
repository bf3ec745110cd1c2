"""Small deployments that break a rule of the stand-in, with the answer that Azure gives, and some that break none."""

from __future__ import annotations

import pytest

from tests.engine.rule_scene import (
    ACCOUNT,
    AGENTS,
    AGENTS_RUN,
    CERTIFICATE,
    ENDPOINT,
    GATEWAY,
    GROUP,
    HOST,
    HOST_INPUTS,
    IDENTITY,
    IDENTITY_AND_VAULT,
    IN_USE_SUBNET,
    KEY,
    LOCK,
    MEMORY,
    MEMORY_ROLE,
    NETWORK,
    ONE_SUBNET,
    PROJECT,
    SHOUTED_SUBNET,
    SPACE,
    STORAGE,
    SUBNET,
    THREADS,
    THREADS_RUN,
    VAULT,
    WATCHER,
    WITH_IDENTITY,
    answer,
    lock,
    make,
    network_part,
    role_assignment,
)

REFUSED = [
    pytest.param(
        [],
        ("create", STORAGE, {}),
        answer(404, "ResourceGroupNotFound", "Resource group 'rg' could not be found."),
        id="resource-group-missing",
    ),
    pytest.param(
        make(GROUP),
        ("create", f"{ACCOUNT}/deployments/chat", {}),
        answer(
            404,
            "ParentResourceNotFound",
            "Can not perform requested operation on nested resource. Parent resource 'aif' not found.",
        ),
        id="parent-missing",
    ),
    pytest.param(
        make(GROUP),
        ("create", f"{STORAGE}/blobServices/default/containers/c", {}),
        answer(
            404,
            "ParentResourceNotFound",
            "Can not perform requested operation on nested resource. Parent resource 'default' not found.",
        ),
        id="grandparent-missing",
    ),
    pytest.param(
        [*make(GROUP), ("create", NETWORK, SPACE)],
        ("create", ENDPOINT, {"subnet": {"id": SUBNET}}),
        answer(400, "InvalidResourceReference", f"Resource {SUBNET} referenced by resource {ENDPOINT} was not found."),
        id="subnet-missing",
    ),
    pytest.param(
        make(GROUP),
        ("create", ACCOUNT, WITH_IDENTITY),
        answer(
            404,
            "ResourceNotFound",
            f"The Resource 'microsoft.managedidentity/userassignedidentities/id' named by {ACCOUNT} was not found.",
        ),
        id="identity-missing",
    ),
    pytest.param(
        [*make(GROUP, VAULT), ("delete", VAULT, {})],
        ("create", VAULT, {}),
        answer(
            409,
            "VaultAlreadyExists",
            "The vault name 'kv' is already in use. Vault names are globally unique so it is "
            "possible that the name is already taken by a vault in a soft-deleted state.",
        ),
        id="vault-name-held",
    ),
    pytest.param(
        [*make(GROUP, ACCOUNT), ("delete", ACCOUNT, {})],
        ("create", ACCOUNT, {}),
        answer(
            409,
            "FlagMustBeSetForRestore",
            f"An existing resource with ID '{ACCOUNT}' has been soft-deleted. To restore the "
            "resource, you must specify 'restore' to be 'true' in the property. If you don't want to "
            "restore existing resource, please purge it first.",
        ),
        id="account-name-held",
    ),
    pytest.param(
        make(GROUP),
        (
            "create",
            NETWORK,
            {
                **SPACE,
                "subnets": [
                    {"name": "a", "addressPrefix": "10.0.0.0/24"},
                    {"name": "b", "addressPrefix": "10.0.0.128/25"},
                ],
            },
        ),
        answer(
            400,
            "NetcfgSubnetRangesOverlap",
            "Subnet 'a' is not valid because its IP address range overlaps with that of an existing "
            "subnet 'b' in virtual network 'vnet'.",
        ),
        id="subnets-overlap",
    ),
    pytest.param(
        make(GROUP),
        ("create", NETWORK, {**SPACE, "subnets": [{"name": "a", "addressPrefix": "10.1.0.0/24"}]}),
        answer(
            400,
            "NetcfgInvalidSubnet",
            "Subnet 'a' is not valid because its IP address range is outside the IP address range of "
            "virtual network 'vnet'.",
        ),
        id="subnet-outside",
    ),
    pytest.param(
        [*make(GROUP), ("create", NETWORK, ONE_SUBNET)],
        ("create", f"{NETWORK}/subnets/more", {"addressPrefix": "10.0.0.0/25"}),
        answer(
            400,
            "NetcfgSubnetRangesOverlap",
            "Subnet 'agents' is not valid because its IP address range overlaps with that of an "
            "existing subnet 'more' in virtual network 'vnet'.",
        ),
        id="standalone-subnet-overlaps",
    ),
    pytest.param(
        IN_USE_SUBNET,
        ("delete", NETWORK, {}),
        answer(400, "InUseSubnetCannotBeDeleted", f"Subnet agents is in use by {ENDPOINT} and cannot be deleted."),
        id="network-in-use",
    ),
    pytest.param(
        IN_USE_SUBNET,
        ("update", NETWORK, SPACE),
        answer(400, "InUseSubnetCannotBeDeleted", f"Subnet agents is in use by {ENDPOINT} and cannot be deleted."),
        id="subnet-dropped-in-use",
    ),
    pytest.param(
        [
            *make(GROUP),
            ("create", NETWORK, SPACE),
            ("create", SUBNET, {"addressPrefix": "10.0.0.0/24"}),
            ("create", ENDPOINT, {"subnet": {"id": SUBNET}}),
        ],
        ("delete", SUBNET, {}),
        answer(400, "InUseSubnetCannotBeDeleted", f"Subnet agents is in use by {ENDPOINT} and cannot be deleted."),
        id="standalone-subnet-in-use",
    ),
    *(
        pytest.param(
            [*make(GROUP, network_part(kind)), ("create", ENDPOINT, {"uses": {"id": network_part(kind)}})],
            ("delete", network_part(kind), {}),
            answer(400, code, message),
            id=f"{kind}-in-use",
        )
        for kind, code, message in (
            (
                "networkSecurityGroups",
                "InUseNetworkSecurityGroupCannotBeDeleted",
                (
                    f"Network security group {network_part('networkSecurityGroups')} cannot be deleted because it"
                    f" is in use by the following resources: {ENDPOINT}."
                ),
            ),
            ("routeTables", "InUseRouteTableCannotBeDeleted", "Route table part is in use and cannot be deleted."),
            (
                "publicIPAddresses",
                "PublicIPAddressCannotBeDeleted",
                (
                    f"Public IP address {network_part('publicIPAddresses')} can not be deleted since it is"
                    f" still allocated to resource {ENDPOINT}."
                ),
            ),
            (
                "firewallPolicies",
                "FirewallPolicyCannotBeDeleted",
                f"Firewall policy {network_part('firewallPolicies')} is still associated with {ENDPOINT}.",
            ),
        )
    ),
    pytest.param(
        make(GROUP, STORAGE),
        ("delete", GROUP, {}),
        answer(409, "ResourceGroupDeletionBlocked", f"The resource group 'rg' still holds {STORAGE}."),
        id="resource-group-not-empty",
    ),
    pytest.param(
        make(GROUP, ACCOUNT, PROJECT),
        ("delete", ACCOUNT, {}),
        answer(409, "CannotDeleteResource", f"Can not delete resource before nested resources are deleted: {PROJECT}."),
        id="parts-before-the-whole",
    ),
    pytest.param(
        [*make(GROUP, STORAGE), lock(STORAGE, "CanNotDelete")],
        ("delete", STORAGE, {}),
        answer(
            409,
            "ScopeLocked",
            f"The scope '{STORAGE}' cannot perform delete operation because following scope(s) are "
            f"locked: '{STORAGE}'. Please remove the lock and try again.",
        ),
        id="locked",
    ),
    pytest.param(
        [*make(GROUP, STORAGE), role_assignment(STORAGE, "Storage Blob Data Reader"), lock(STORAGE, "CanNotDelete")],
        ("delete", f"{STORAGE}/providers/Microsoft.Authorization/roleAssignments/r", {}),
        answer(
            409,
            "ScopeLocked",
            f"The scope '{STORAGE}/providers/Microsoft.Authorization/roleAssignments/r' cannot "
            f"perform delete operation because following scope(s) are locked: '{STORAGE}'. Please "
            "remove the lock and try again.",
        ),
        id="role-on-a-locked-scope",
    ),
    pytest.param(
        [*make(GROUP, STORAGE), lock(GROUP, "ReadOnly")],
        ("update", STORAGE, {}),
        answer(
            409,
            "ScopeLocked",
            f"The scope '{STORAGE}' cannot perform update operation because following scope(s) are "
            f"locked: '{GROUP}'. Please remove the lock and try again.",
        ),
        id="read-only",
    ),
    pytest.param(
        [*make(GROUP, STORAGE), role_assignment(STORAGE, "Storage Blob Data Reader")],
        role_assignment(STORAGE, "Storage Blob Data Reader", "other"),
        answer(409, "RoleAssignmentExists", "The role assignment already exists."),
        id="role-twice",
    ),
    pytest.param(
        IDENTITY_AND_VAULT,
        ("create", STORAGE, KEY),
        answer(
            403,
            "KeyVaultAuthenticationFailure",
            "The operation failed because of authentication issue on the keyvault: Key Vault Crypto "
            f"Service Encryption User on {VAULT} is missing.",
        ),
        id="key-without-role",
    ),
    pytest.param(
        [*IDENTITY_AND_VAULT, role_assignment(VAULT, "Key Vault Secrets User")],
        ("create", STORAGE, KEY),
        answer(
            403,
            "KeyVaultAuthenticationFailure",
            "The operation failed because of authentication issue on the keyvault: Key Vault Crypto "
            f"Service Encryption User on {VAULT} is missing.",
        ),
        id="key-with-another-role",
    ),
    pytest.param(
        IDENTITY_AND_VAULT,
        ("create", GATEWAY, CERTIFICATE),
        answer(
            400,
            "ApplicationGatewayKeyVaultSecretException",
            "Problem occured while accessing and validating KeyVault Secrets associated with "
            f"Application Gateway '{GATEWAY}'.",
        ),
        id="certificate-without-role",
    ),
    pytest.param(
        AGENTS,
        ("create", HOST, HOST_INPUTS),
        answer(
            403,
            "Forbidden",
            f"The identity of project 'assistant' has no role Storage Blob Data Contributor on {STORAGE}.",
        ),
        id="agents-without-role",
    ),
    pytest.param(
        make(GROUP, ACCOUNT, PROJECT),
        ("create", HOST, HOST_INPUTS),
        answer(400, "UserError", "Connection 'files' of storageConnections was not found in project 'assistant'."),
        id="agents-without-connection",
    ),
    pytest.param(
        AGENTS_RUN,
        ("delete", f"{PROJECT}/connections/files", {}),
        answer(409, "Conflict", f"'files' is in use by capability host {HOST}."),
        id="connection-in-use",
    ),
    pytest.param(
        AGENTS_RUN,
        ("delete", STORAGE, {}),
        answer(409, "Conflict", f"'st' is in use by capability host {HOST}."),
        id="store-in-use",
    ),
    pytest.param(
        THREADS,
        ("create", MEMORY_ROLE, {"scope": MEMORY}),
        answer(
            404,
            "ResourceNotFound",
            f"The Resource 'microsoft.documentdb/databaseaccounts/dbs/enterprise_memory' named by {MEMORY_ROLE} was "
            "not found.",
        ),
        id="memory-before-its-host",
    ),
    pytest.param(
        make(GROUP, ACCOUNT),
        ("create", f"{ACCOUNT}/deployments/chat", {"properties": {"spilloverDeploymentName": "more"}}),
        answer(400, "InvalidResourceProperties", "The spillover deployment 'more' of 'chat' does not exist."),
        id="spillover-missing",
    ),
    pytest.param(
        make(GROUP, ACCOUNT),
        ("create", f"{ACCOUNT}/deployments/chat", {"properties": {"raiPolicyName": "strict"}}),
        answer(400, "InvalidResourceProperties", "The RAI policy 'strict' does not exist."),
        id="content-filter-missing",
    ),
    pytest.param(
        [
            *make(GROUP, ACCOUNT, f"{ACCOUNT}/deployments/more"),
            ("create", f"{ACCOUNT}/deployments/chat", {"properties": {"spilloverDeploymentName": "more"}}),
        ],
        ("delete", f"{ACCOUNT}/deployments/more", {}),
        answer(400, "InvalidResourceProperties", "'more' is in use by deployment 'chat'."),
        id="spillover-in-use",
    ),
]

ALLOWED = [
    pytest.param([], ("create", f"{WATCHER}/flowLogs/f", {}), id="network-watcher"),
    pytest.param(
        make(GROUP), ("create", ENDPOINT, {"subnet": {"id": SUBNET.replace("/rg/", "/hub/")}}), id="hub-subnet"
    ),
    pytest.param(
        [],
        role_assignment(STORAGE.replace("/rg/", "/hub/"), "Storage Blob Data Reader"),
        id="role-on-a-foreign-resource",
    ),
    pytest.param(
        make(GROUP, STORAGE), ("create", f"{STORAGE}/blobServices/default/containers/c", {}), id="implicit-parent"
    ),
    pytest.param(
        [*make(GROUP), ("create", NETWORK, ONE_SUBNET)],
        ("create", ENDPOINT, {"subnet": {"id": SHOUTED_SUBNET}}),
        id="case-of-ids",
    ),
    pytest.param(
        [*make(GROUP, ACCOUNT), ("delete", ACCOUNT, {})],
        ("create", ACCOUNT, {"properties": {"restore": True}}),
        id="restored",
    ),
    pytest.param([*make(GROUP, STORAGE), ("delete", STORAGE, {})], ("create", STORAGE, {}), id="name-not-held"),
    pytest.param(
        [*IDENTITY_AND_VAULT, role_assignment(VAULT, "Key Vault Crypto Service Encryption User")],
        ("create", STORAGE, KEY),
        id="key-with-role",
    ),
    pytest.param(
        [*IDENTITY_AND_VAULT, role_assignment(GROUP, "Key Vault Secrets User")],
        ("create", GATEWAY, CERTIFICATE),
        id="certificate-with-role-above",
    ),
    pytest.param([*make(GROUP, IDENTITY)], ("create", STORAGE, KEY), id="foreign-vault"),
    pytest.param(AGENTS_RUN, ("delete", HOST, {}), id="host-first"),
    pytest.param(THREADS_RUN, ("create", MEMORY_ROLE, {"scope": MEMORY}), id="memory-after-its-host"),
    pytest.param([*make(GROUP, STORAGE), lock(STORAGE, "CanNotDelete")], ("delete", LOCK, {}), id="lock-itself"),
    pytest.param(
        make(GROUP, ACCOUNT),
        ("create", f"{ACCOUNT}/deployments/chat", {"properties": {"raiPolicyName": "Microsoft.DefaultV2"}}),
        id="built-in-filter",
    ),
    pytest.param(make(GROUP), ("delete", GROUP, {}), id="empty-group"),
]
