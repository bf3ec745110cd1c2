"""Rules on Azure Machine Learning workspaces, hubs and registries."""

from __future__ import annotations

from bedplate.policies.conditions import all_of, any_of, equals, has_item, is_given, none_of, one_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

_TYPES = ("Microsoft.MachineLearningServices/workspaces",)
_DOCS = "https://learn.microsoft.com/azure/machine-learning"
# A project takes network, storage and keys from its hub.
_OWN_SETTINGS = none_of("kind", "Project", default="Default")

RULES = (
    property_rule(
        equals("properties.publicNetworkAccess", "Disabled"),
        when=_OWN_SETTINGS,
        id="AML-01",
        title="The machine learning workspace is closed to public networks",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="Otherwise anybody on the internet who holds a token reaches the studio, the jobs and the models.",
        fix="Set publicNetworkAccess to Disabled, and reach the workspace through a private endpoint.",
        references=(f"{_DOCS}/how-to-configure-private-link",),
        benchmark=("NS-2",),
        checkov=("CKV2_AZURE_49",),
        psrule=("Azure.ML.PublicAccess",),
        azure_policy=("438c38d2",),
    ),
    property_rule(
        any_of(
            equals("properties.managedNetwork.isolationMode", "AllowOnlyApprovedOutbound"),
            all_of(
                is_given("properties.serverlessComputeSettings.serverlessComputeCustomSubnet"),
                equals("properties.serverlessComputeSettings.serverlessComputeNoPublicIP", expected=True),
            ),
        ),
        when=_OWN_SETTINGS,
        id="AML-02",
        title="What runs in the machine learning workspace reaches only approved destinations",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="Training code pulls packages and holds the data; with an open way out it can carry the data "
        "anywhere.",
        fix="Set managedNetwork.isolationMode to AllowOnlyApprovedOutbound, or give serverless compute a subnet of "
        "your own network and no public address.",
        references=(f"{_DOCS}/how-to-managed-network", f"{_DOCS}/how-to-use-serverless-compute"),
        benchmark=("NS-2",),
        azure_policy=("6ddb1705",),
    ),
    property_rule(
        all_of(has_item("identity.type", "UserAssigned"), is_given("properties.primaryUserAssignedIdentity")),
        id="AML-04",
        title="The machine learning workspace works under an identity that outlives it",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="A system-assigned identity gets its roles only after the workspace exists, and broad ones by "
        "itself; a user-assigned one can be granted exactly what is needed before.",
        fix="Add UserAssigned to identity.type, and name the identity in primaryUserAssignedIdentity.",
        references=(f"{_DOCS}/how-to-identity-based-service-authentication",),
        benchmark=("IM-3",),
        psrule=("Azure.ML.UserManagedIdentity",),
        azure_policy=("5f0c7d88",),
    ),
    property_rule(
        one_of("properties.systemDatastoresAuthMode", "Identity", "UserDelegationSAS"),
        when=_OWN_SETTINGS,
        id="AML-05",
        title="The workspace's own datastores use no storage keys",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:05",
        types=_TYPES,
        rationale="By default the workspace keeps the account keys of its storage, which open all of it to whoever can "
        "read the datastore.",
        fix="Set systemDatastoresAuthMode to Identity.",
        references=(f"{_DOCS}/how-to-disable-local-auth-storage",),
        benchmark=("IM-1",),
    ),
    property_rule(
        all_of(
            equals("properties.encryption.status", "Enabled"),
            is_given("properties.encryption.keyVaultProperties.keyIdentifier"),
        ),
        when=_OWN_SETTINGS,
        id="AML-06",
        title="The machine learning workspace is encrypted with a key of the customer",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_TYPES,
        rationale="Only with a key of one's own can access to metadata and run history be taken away by taking away "
        "the key.",
        fix="Set encryption.status to Enabled, with the key and its vault; it cannot be added later.",
        references=(f"{_DOCS}/concept-customer-managed-keys",),
        benchmark=("DP-5",),
        azure_policy=("ba769a63",),
    ),
    property_rule(
        equals("properties.hbiWorkspace", expected=True),
        when=_OWN_SETTINGS,
        id="AML-07",
        title="The machine learning workspace is marked as holding sensitive data",
        severity=Severity.LOW,
        pillar=Pillar.SECURITY,
        recommendation="SE:07",
        types=_TYPES,
        rationale="Without the mark Microsoft collects more diagnostic data, and local scratch disks are not "
        "encrypted.",
        fix="Set hbiWorkspace to true when the workspace is created.",
        references=(f"{_DOCS}/concept-data-encryption",),
        benchmark=("DP-2",),
    ),
    property_rule(
        equals("properties.allowPublicAccessWhenBehindVnet", expected=False, default=False),
        when=_OWN_SETTINGS,
        id="AML-08",
        title="A private endpoint does not leave the workspace open to the internet",
        severity=Severity.HIGH,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=_TYPES,
        rationale="The older switch opens the workspace to public networks beside its private endpoint.",
        fix="Leave allowPublicAccessWhenBehindVnet out, or set it to false.",
        references=(f"{_DOCS}/how-to-configure-private-link",),
        benchmark=("NS-2",),
        psrule=("Azure.ML.PublicAccess",),
    ),
    property_rule(
        equals("properties.v1LegacyMode", expected=False, default=False),
        when=_OWN_SETTINGS,
        id="AML-09",
        title="The machine learning workspace uses the current API",
        severity=Severity.MEDIUM,
        pillar=Pillar.OPERATIONAL_EXCELLENCE,
        types=_TYPES,
        rationale="The legacy mode shuts out everything that came with version 2: managed endpoints, managed networks, "
        "components and the current SDK.",
        fix="Leave v1LegacyMode out, or set it to false.",
        references=(f"{_DOCS}/how-to-configure-network-isolation-with-v2",),
    ),
    property_rule(
        equals("properties.publicNetworkAccess", "Disabled"),
        id="AML-21",
        title="The machine learning registry is closed to public networks",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        recommendation="SE:06",
        types=("Microsoft.MachineLearningServices/registries",),
        rationale="A registry hands out models and environments; open to the internet, a leaked token takes or "
        "replaces them.",
        fix="Set publicNetworkAccess to Disabled, and reach the registry through a private endpoint.",
        references=(f"{_DOCS}/how-to-registry-network-isolation",),
        benchmark=("AI-1",),
        azure_policy=("19539b54", "12e5dd16"),
    ),
)
