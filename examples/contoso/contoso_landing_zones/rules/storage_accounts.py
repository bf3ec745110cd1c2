"""Rules on storage accounts: what one resource says decides."""

from bedplate.policies.conditions import one_of
from bedplate.policies.outcome import Pillar, Severity
from bedplate.policies.property_rule import property_rule

RULES = (
    property_rule(
        one_of("tags.dataClassification", "internal", "confidential"),
        id="CON-01",
        title="The storage account says how its data is classified",
        severity=Severity.MEDIUM,
        pillar=Pillar.SECURITY,
        types=("Microsoft.Storage/storageAccounts",),
        rationale="Contoso's backup and its retention follow this tag; an account without it is in neither.",
        fix="Set the tag dataClassification to internal or confidential.",
        references=("https://platform.contoso.example/storage",),
    ),
)
