"""Settings of encryption at rest."""

from bedplate.blueprints.settings.base import Choice, SettingsModel
from bedplate.blueprints.settings.values import KeyVaultId, KeyVaultObjectName, KeyVersion


class KeyOwner(Choice):
    """Whose key encrypts what the zone stores."""

    MICROSOFT = "microsoft"
    """Microsoft's own."""
    NEW = "new"
    """The customer's, made in the zone's own key vault."""
    EXISTING = "existing"
    """The customer's, which exists already."""


class ExistingKey(SettingsModel):
    """A key in a vault that exists before the landing zone does."""

    key_vault_id: KeyVaultId
    """ARM id of the vault; it must have purge protection."""
    name: KeyVaultObjectName
    """Name of the key: RSA of 2048 bits, as AI accounts take no other."""
    version: KeyVersion
    """Version of the key, 32 hexadecimal digits."""


class Encryption(SettingsModel):
    """Whose key encrypts what the zone stores."""

    key: KeyOwner = KeyOwner.MICROSOFT
    """`microsoft`, `new` (a key in the zone's own vault) or `existing`."""
    existing_key: ExistingKey | None = None
    """The key, for `existing`."""
