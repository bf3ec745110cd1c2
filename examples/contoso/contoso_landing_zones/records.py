"""What the blueprint `records` declares."""

import pulumi
from bedplate.blueprints.zone import LandingZoneComponent
from bedplate.components.resource_group import ResourceGroup
from bedplate.components.role_grants import RoleGrants

from contoso_landing_zones.record_store import RecordStore
from contoso_landing_zones.records_settings import RecordsSettings


def declare_records(settings: RecordsSettings) -> None:
    """Declare the archive that the settings describe."""
    naming = settings.naming
    tags: dict[str, pulumi.Input[str]] = {
        **settings.tags,
        "workload": settings.workload,
        "environment": settings.environment.value,
    }
    # The root gives everything below it a provider for the subscription in the settings, and retries.
    below = pulumi.ResourceOptions(parent=LandingZoneComponent("records", settings))
    group = ResourceGroup(
        "records",
        {
            "resource_group_name": naming.name("resourceGroup", "records"),
            "location": settings.location,
            "subscription_id": settings.subscription_id,
            "tags": tags,
        },
        below,
    )
    store = RecordStore(
        "records",
        {
            "resource_group_name": group.resource_group_name,
            "location": settings.location,
            "subscription_id": settings.subscription_id,
            "tags": tags,
            "account_name": naming.name("storageAccount"),
            "retention_days": settings.retention_days,
            "private_endpoint": {
                "private_endpoint_name": naming.name("privateEndpoint", "records"),
                "subnet_id": settings.subnet_id,
            },
            "log_analytics_workspace_id": settings.log_analytics_workspace_id,
        },
        below,
    )
    RoleGrants(
        "writer",
        {
            "principal_id": settings.writer_principal_id,
            "principal_key": settings.writer_principal_id,
            "grants": [{"role": "Storage Blob Data Contributor", "scope": store.account_id, "scope_name": "records"}],
        },
        below,
    )
    pulumi.export("recordStoreId", store.account_id)
