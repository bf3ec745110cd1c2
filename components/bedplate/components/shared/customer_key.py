"""The customer's own key, as the components take it whose data it encrypts."""

from typing import TypedDict

import pulumi


class CustomerKeyArgs(TypedDict):
    """A key in a key vault and the identity that may use it; take both from `EncryptionKey`.

    A user-assigned identity, as a resource's own one exists only with the resource and so cannot have its role on the
    key before. No version is named: each service moves to a new version by itself, within a day or so.
    """

    key_vault_uri: pulumi.Input[str]
    """Address of the vault, `https://<name>.vault.azure.net/`."""
    key_name: pulumi.Input[str]
    """Name of the key."""
    identity_id: pulumi.Input[str]
    """ARM id of the user-assigned identity."""
    identity_client_id: pulumi.Input[str]
    """Client id of the same identity."""


def key_uri(key: CustomerKeyArgs) -> pulumi.Output[str]:
    """Return the address of the key without a version, `https://<vault>.vault.azure.net/keys/<name>`."""
    return pulumi.Output.format("{0}keys/{1}", key["key_vault_uri"], key["key_name"])
