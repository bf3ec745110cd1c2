"""Rules on key vaults, and on the keys and secrets in them."""

from __future__ import annotations

from bedplate.policies.conditions import Condition, all_of, at_least, each, equals, is_given, lacks_item, one_of, some
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.parameter_rule import parameter_rule
from bedplate.policies.property_rule import property_rule
from bedplate.policies.rule import Parameter, Parameters

_VAULTS = ("Microsoft.KeyVault/vaults",)
_DOCS = "https://learn.microsoft.com/azure/key-vault"
_OBJECTS = ("keys", "secrets", "certificates", "storage")


def _rotated(parameters: Parameters) -> Condition:
    rotated = some(
        "properties.rotationPolicy.lifetimeActions", equals("action.type", "rotate"), "an action that rotates the key"
    )
    return all_of(rotated, one_of("properties.kty", "RSA-HSM", "EC-HSM")) if parameters["hardware"] else rotated


RULES = (
    property_rule(
        equals("properties.enableRbacAuthorization", expected=True),
        id="KV-01",
        title="The key vault grants access by roles",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_VAULTS,
        rationale="Whoever may write to a vault with access policies can grant themselves all its secrets.",
        fix="Set enableRbacAuthorization to true, and grant roles such as Key Vault Secrets User.",
        references=(f"{_DOCS}/general/rbac-guide",),
        benchmark=("PA-7",),
        psrule=("Azure.KeyVault.RBAC",),
        azure_policy=("12d4fa5e",),
    ),
    property_rule(
        equals("properties.enablePurgeProtection", expected=True),
        id="KV-02",
        title="Nobody can purge the key vault before its time",
        severity=Severity.HIGH,
        pillar=Pillar.RELIABILITY,
        types=_VAULTS,
        rationale="A purged key takes with it everything that it encrypts, and nobody can bring it back.",
        fix="Set enablePurgeProtection to true; it cannot be taken back.",
        references=(f"{_DOCS}/general/soft-delete-overview",),
        benchmark=("DP-8",),
        checkov=("CKV_AZURE_110", "CKV_AZURE_42"),
        psrule=("Azure.KeyVault.PurgeProtect",),
        azure_policy=("0b60c0b2",),
    ),
    property_rule(
        all_of(
            equals("properties.enableSoftDelete", expected=True, default=True),
            at_least("properties.softDeleteRetentionInDays", 7, default=90),
        ),
        id="KV-03",
        title="What is deleted from the key vault can be restored",
        severity=Severity.MEDIUM,
        pillar=Pillar.RELIABILITY,
        types=_VAULTS,
        rationale="Without soft deletion one mistake takes keys and secrets away for good.",
        fix="Leave enableSoftDelete out or set it to true, with a retention of 7 to 90 days.",
        references=(f"{_DOCS}/general/soft-delete-overview",),
        benchmark=("DP-8",),
        checkov=("CKV_AZURE_111",),
        psrule=("Azure.KeyVault.SoftDelete",),
        azure_policy=("1e66c121",),
    ),
    property_rule(
        one_of("properties.publicNetworkAccess", "Disabled", "SecuredByPerimeter"),
        id="KV-04",
        title="The key vault is closed to public networks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_VAULTS,
        rationale="On the internet, a leaked token is enough to read the secrets from anywhere.",
        fix="Set publicNetworkAccess to Disabled, and reach the vault through a private endpoint.",
        references=(f"{_DOCS}/general/private-link-service", f"{_DOCS}/general/network-security"),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_189",),
        psrule=("Azure.KeyVault.Firewall",),
        azure_policy=("405c5871", "55615ac9"),
    ),
    property_rule(
        equals("properties.networkAcls.defaultAction", "Deny"),
        id="KV-05",
        title="The key vault's firewall denies by default",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_VAULTS,
        rationale="If somebody opens public access again, the firewall is what is left between the internet and the "
        "secrets.",
        fix="Set networkAcls.defaultAction to Deny.",
        references=(f"{_DOCS}/general/network-security",),
        benchmark=("NS-2",),
        checkov=("CKV_AZURE_109",),
        psrule=("Azure.KeyVault.Firewall",),
        azure_policy=("55615ac9",),
    ),
    property_rule(
        all_of(is_given("properties.attributes.exp"), is_given("properties.contentType")),
        id="KV-06",
        title="The secret expires, and says what it is",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:09",
        types=("Microsoft.KeyVault/vaults/secrets",),
        rationale="A secret that never expires is never changed, and one without a content type is handled wrongly.",
        fix="Set attributes.exp to the day by which it is replaced, and contentType.",
        references=(f"{_DOCS}/secrets/about-secrets",),
        benchmark=("DP-6",),
        checkov=("CKV_AZURE_41", "CKV_AZURE_114"),
        azure_policy=("98728c90",),
    ),
    parameter_rule(
        _rotated,
        parameters={
            "hardware": Parameter(description="Whether keys must lie in hardware security modules.", default=False)
        },
        reads=("properties.rotationPolicy", "properties.kty"),
        id="KV-07",
        title="The key is rotated by itself",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=("Microsoft.KeyVault/vaults/keys",),
        rationale="The longer a key is in use, the more falls with it; what people must remember to rotate is not.",
        fix="Set rotationPolicy with an action of type rotate; where hardware is asked for, kty RSA-HSM or EC-HSM.",
        references=(f"{_DOCS}/keys/how-to-configure-key-rotation",),
        benchmark=("DP-6",),
        checkov=("CKV_AZURE_40", "CKV_AZURE_112"),
        psrule=("Azure.KeyVault.AutoRotationPolicy",),
        azure_policy=("d8cf8476",),
    ),
    property_rule(
        each(
            "properties.accessPolicies",
            all_of(
                *(lacks_item(f"permissions.{objects}", word) for objects in _OBJECTS for word in ("all", "purge")),
            ),
        ),
        id="KV-08",
        title="No access policy of the key vault grants everything, or purging",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=(*_VAULTS, "Microsoft.KeyVault/vaults/accessPolicies"),
        rationale="An application reads one secret; with all permissions it can replace and destroy every one.",
        fix="List the permissions that are needed, or grant roles instead of access policies.",
        references=(f"{_DOCS}/general/rbac-access-policy",),
        benchmark=("PA-7",),
        psrule=("Azure.KeyVault.AccessPolicy",),
    ),
)
