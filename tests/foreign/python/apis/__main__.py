"""An API gateway, most of it named by the provider."""

import json

import pulumi
import pulumi_azure_native as azure

config = pulumi.Config()
group = azure.resources.ResourceGroup("apis")
gateway = azure.apimanagement.ApiManagementService(
    "gateway",
    resource_group_name=group.name,
    publisher_name="Contoso",
    publisher_email="apis@example.com",
    sku={"name": azure.apimanagement.SkuType.DEVELOPER, "capacity": 1},
    virtual_network_type="External",
    identity={"type": "SystemAssigned"},
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="2h")),
)
for backend in config.require_object("backends"):
    name = backend["name"]
    api = azure.apimanagement.Api(
        name,
        service_name=gateway.name,
        resource_group_name=group.name,
        api_id=name,
        path=name,
        display_name=name.title(),
        api_type="graphql" if name == "stock" else "http",
        protocols=["https"],
        service_url=backend["url"],
        subscription_required=True,
    )
    azure.apimanagement.ApiPolicy(
        f"{name}-policy",
        service_name=gateway.name,
        resource_group_name=group.name,
        api_id=api.name,
        policy_id="policy",
        format="xml",
        value="<policies><inbound><base /><rate-limit calls='20' renewal-period='60' /></inbound></policies>",
    )
azure.apimanagement.NamedValue(
    "flags",
    service_name=gateway.name,
    resource_group_name=group.name,
    display_name="flags",
    value=json.dumps({"beta": False}),
    secret=True,
)
insights = azure.applicationinsights.Component(
    "insights", resource_group_name=group.name, kind="web", application_type="web", ingestion_mode="ApplicationInsights"
)
azure.apimanagement.Logger(
    "logger",
    service_name=gateway.name,
    resource_group_name=group.name,
    logger_type="applicationInsights",
    credentials={"instrumentationKey": insights.instrumentation_key},
)
pulumi.export("gateway", gateway.gateway_url)
pulumi.export("insights", pulumi.Output.secret(insights.connection_string))
