"""A customer's own key and the identity that may use it to encrypt what services store."""

from typing import NotRequired

import pulumi
from pulumi_azure_native import keyvault

from bedplate.components.ai.account_arguments import AIAccountKeyArgs
from bedplate.components.managed_identity import ManagedIdentity, ManagedIdentityArgs
from bedplate.components.role_grants import RoleGrants
from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.customer_key import CustomerKeyArgs
from bedplate.components.shared.known import known
from bedplate.components.shared.options import stateless_child
from bedplate.components.shared.service_host import service_host

_KEY_ROLE = "Key Vault Crypto Service Encryption User"


class EncryptionKeyArgs(AzureResourceArgs):
    """Arguments of `EncryptionKey`."""

    key_vault_id: pulumi.Input[str]
    """ARM id of the vault, which must have purge protection and let trusted services pass.

    Without purge protection, services refuse its keys, as whoever purged one would have destroyed the data with it.
    """
    key_name: pulumi.Input[str]
    """Name of the key: 1 to 127 letters, digits and hyphens."""
    identity_name: pulumi.Input[str]
    """Name of the identity that is made to use the key."""
    existing_key_version: NotRequired[pulumi.Input[str]]
    """Version of a key that exists already, 32 hexadecimal digits; with it no key is made."""
    key_size: NotRequired[pulumi.Input[int]]
    """Bits of a new RSA key: 2048, 3072 or 4096; 3072 by default. AI accounts take no other than 2048."""
    hardware_protected: NotRequired[bool]
    """Whether a new key never leaves a hardware module; false by default. The vault must be of the premium tier."""


class EncryptionKey(pulumi.ComponentResource):
    """An RSA key that Key Vault rotates each year, and an identity whose only role is to wrap and unwrap with it.

    Every output waits for the role, so whoever takes the key from here can use it.
    """

    key_vault_uri: pulumi.Output[str]
    """Address of the vault, `https://<name>.vault.azure.net/`."""
    key_name: pulumi.Output[str]
    """Name of the key."""
    key_version: pulumi.Output[str]
    """Current version of the key, unknown until Azure has made it unless the key exists already."""
    key_uri: pulumi.Output[str]
    """Address of the key without version: services that take it follow rotations by themselves."""
    key_uri_with_version: pulumi.Output[str]
    """Address of the current version, unknown until Azure has made it unless the key exists already."""
    identity_id: pulumi.Output[str]
    """ARM id of the identity."""
    identity_client_id: pulumi.Output[str]
    """Client id of the identity, unknown until Azure has made it."""

    def __init__(self, name: str, args: EncryptionKeyArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bedplate:index:EncryptionKey", name, dict(args), opts)
        vault_id = pulumi.Output.from_input(args["key_vault_id"])
        key_id = pulumi.Output.format("{0}/keys/{1}", vault_id, args["key_name"])
        if "existing_key_version" in args:
            version = pulumi.Output.from_input(args["existing_key_version"])
        else:
            key = _declare_key(name, args, vault_id, parent=self)
            key_id = known(key, key_id)
            version = key.key_uri_with_version.apply(lambda uri: uri.rsplit("/", 1)[-1])
        identity, granted = _let_identity_use(name, args, key_id, parent=self)
        vault_name = vault_id.apply(_last_part).apply(str.lower)
        vault_uri = pulumi.Output.format("https://{0}/", service_host(vault_name, "keyVault", args["location"]))
        uri = pulumi.Output.format("{0}keys/{1}", vault_uri, args["key_name"])
        self.key_vault_uri = _after(granted, vault_uri)
        self.key_name = _after(granted, args["key_name"])
        self.key_version = _after(granted, version)
        self.key_uri = _after(granted, uri)
        self.key_uri_with_version = _after(granted, pulumi.Output.format("{0}/{1}", uri, version))
        self.identity_id = _after(granted, identity.identity_id)
        self.identity_client_id = _after(granted, identity.client_id)
        self.register_outputs({output: getattr(self, output) for output in EncryptionKey.__annotations__})


def customer_key(key: EncryptionKey) -> CustomerKeyArgs:
    """Return the key as the arguments of the components that encrypt with it."""
    return {
        "key_vault_uri": key.key_vault_uri,
        "key_name": key.key_name,
        "identity_id": key.identity_id,
        "identity_client_id": key.identity_client_id,
    }


def ai_account_key(key: EncryptionKey) -> AIAccountKeyArgs:
    """Return the key as the argument of an AI account, which names its version; it must have 2048 bits."""
    return {
        "key_vault_uri": key.key_vault_uri,
        "key_name": key.key_name,
        "key_version": key.key_version,
        "identity_id": key.identity_id,
        "identity_client_id": key.identity_client_id,
    }


def _declare_key(
    name: str, args: EncryptionKeyArgs, vault_id: pulumi.Output[str], *, parent: pulumi.Resource
) -> keyvault.Key:
    rotate = keyvault.KeyRotationPolicyActionType
    return keyvault.Key(
        name,
        resource_group_name=vault_id.apply(lambda id_: id_.split("/")[4]),
        vault_name=vault_id.apply(_last_part),
        key_name=args["key_name"],
        properties={
            "kty": keyvault.JsonWebKeyType.RS_A_HSM if args.get("hardware_protected") else keyvault.JsonWebKeyType.RSA,
            "key_size": args.get("key_size", 3072),
            "key_ops": [keyvault.JsonWebKeyOperation.WRAP_KEY, keyvault.JsonWebKeyOperation.UNWRAP_KEY],
            "attributes": {"enabled": True, "exportable": False},
            "rotation_policy": {
                "attributes": {"expiry_time": "P2Y"},
                "lifetime_actions": [
                    {"action": {"type": rotate.ROTATE}, "trigger": {"time_after_create": "P1Y"}},
                    {"action": {"type": rotate.NOTIFY}, "trigger": {"time_before_expiry": "P30D"}},
                ],
            },
        },
        tags=args.get("tags"),
        # Resource Manager deletes no keys, so the provider asks the vault itself, which nobody reaches from outside.
        # And with the key all that it encrypts would be gone. It goes with its vault.
        # Source: pulumi/pulumi-azure-native, provider/pkg/resources/customresources.
        opts=pulumi.ResourceOptions(parent=parent, retain_on_delete=True),
    )


def _let_identity_use(
    name: str, args: EncryptionKeyArgs, key_id: pulumi.Output[str], *, parent: pulumi.Resource
) -> tuple[ManagedIdentity, pulumi.Output[dict[str, str]]]:
    place: ManagedIdentityArgs = {
        "resource_group_name": args["resource_group_name"],
        "location": args["location"],
        "identity_name": args["identity_name"],
    }
    if "subscription_id" in args:
        place["subscription_id"] = args["subscription_id"]
    if "tags" in args:
        place["tags"] = args["tags"]
    identity = ManagedIdentity(name, place, pulumi.ResourceOptions(parent=parent))
    roles = RoleGrants(
        name,
        {
            "principal_id": identity.principal_id,
            "principal_key": identity.identity_id,
            # The key and not the vault: the identity has no business with the vault's other keys.
            "grants": [{"role": _KEY_ROLE, "scope": key_id, "scope_name": "key"}],
        },
        stateless_child(parent),
    )
    return identity, roles.granted_scope_ids


def _after(granted: pulumi.Output[dict[str, str]], value: pulumi.Input[str]) -> pulumi.Output[str]:
    return pulumi.Output.all(value, granted).apply(lambda values: str(values[0]))


def _last_part(arm_id: str) -> str:
    return arm_id.rsplit("/", 1)[-1]
