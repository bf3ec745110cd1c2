"""The chat landing zone: a private AI account with its models and agents, the application that calls it, its ways."""

from bedplate.blueprints.chat_account import declare_account
from bedplate.blueprints.chat_agents import declare_agent_state
from bedplate.blueprints.chat_classic import declare_classic_account, declare_hub
from bedplate.blueprints.chat_flows import chat_flows
from bedplate.blueprints.chat_host import declare_host
from bedplate.blueprints.chat_identity import declare_application_identity
from bedplate.blueprints.chat_ingress import declare_ingress
from bedplate.blueprints.chat_outcome import ChatParts, export_outcome, watched_parts
from bedplate.blueprints.chat_watch import watch
from bedplate.blueprints.settings import ChatSettings
from bedplate.blueprints.settings.encryption import KeyOwner
from bedplate.blueprints.settings.hosting import HostKind
from bedplate.blueprints.settings.landing_zone import Generation
from bedplate.blueprints.zone import Zone
from bedplate.blueprints.zone_access import declare_access, declare_perimeter
from bedplate.blueprints.zone_data import (
    declare_encryption_key,
    declare_registry,
    declare_secret_store,
    declare_storage,
    lock_stores,
)
from bedplate.blueprints.zone_monitoring import declare_flow_logs, declare_monitor_private_link, declare_monitoring
from bedplate.blueprints.zone_network import ZoneNetwork, declare_network
from bedplate.components.encryption_key import ai_account_key, customer_key
from bedplate.components.monitoring import Monitoring
from bedplate.components.resource_group import ResourceGroup


def declare_chat(settings: ChatSettings) -> None:
    """Declare the landing zone that the settings describe, and export what its users need."""
    zone = Zone.of("chat", settings)
    groups = {purpose: zone.resource_group(purpose) for purpose in _group_purposes(settings)}
    monitoring = declare_monitoring(zone, groups["monitoring"])
    network = declare_network(
        zone,
        groups["network"],
        settings,
        flows=chat_flows(settings),
        log_analytics_workspace_id=monitoring.workspace_id,
    )
    if settings.monitor_private_link:
        declare_monitor_private_link(zone, groups["monitoring"], network, monitoring)
    declare_flow_logs(zone, groups["monitoring"], network, monitoring)
    declare_access(zone, groups["network"], network, monitoring)
    parts = _declare_workload(zone, settings, groups, network, monitoring)
    watched = watched_parts(parts)
    declare_perimeter(zone, groups["network"], monitoring, [(part.azure_type, part.resource_id) for part in watched])
    watch(zone, settings, groups=groups, monitoring=monitoring, network=network, parts=watched)
    export_outcome(parts, network=network, monitoring=monitoring)


def _group_purposes(settings: ChatSettings) -> tuple[str, ...]:
    purposes = ("network", "monitoring", "ai")
    return purposes if settings.host.kind is HostKind.NONE else (*purposes, "application")


def _declare_workload(
    zone: Zone,
    settings: ChatSettings,
    groups: dict[str, ResourceGroup],
    network: ZoneNetwork,
    monitoring: Monitoring,
) -> ChatParts:
    group = groups["ai"]
    for_hub = settings.has_hub
    trusting = for_hub or settings.encryption.key is KeyOwner.NEW
    secrets = declare_secret_store(zone, group, network, monitoring, trust_azure_services=trusting)
    key = declare_encryption_key(zone, group, secrets)
    storage = declare_storage(zone, group, network, monitoring, key=key, for_hub=for_hub)
    registry = None
    if settings.owns_registry:
        registry = declare_registry(zone, group, network, monitoring, key=key, for_hub=for_hub)
    account_key = None if key is None else ai_account_key(key)
    agents = classic = None
    if settings.generation is Generation.CLASSIC:
        account = declare_classic_account(
            zone, group, settings, network=network, monitoring=monitoring, encryption_key=account_key
        )
        classic = declare_hub(
            zone,
            group,
            settings,
            network=network,
            monitoring=monitoring,
            secrets=secrets,
            storage=storage,
            registry=registry,
            account=account,
        )
    else:
        if settings.agent_mode.standard:
            agents = declare_agent_state(
                zone,
                group,
                settings,
                network=network,
                monitoring=monitoring,
                customer_key=None if key is None else customer_key(key),
            )
        account = declare_account(
            zone,
            group,
            settings,
            network=network,
            storage=storage,
            monitoring=monitoring,
            agents=agents,
            encryption_key=account_key,
        )
    identity = declare_application_identity(
        zone,
        group,
        settings,
        secrets=secrets,
        storage=storage,
        monitoring=monitoring,
        account=account,
        registry=registry,
    )
    application_group = groups.get("application", group)
    host = declare_host(
        zone,
        application_group,
        settings,
        network=network,
        monitoring=monitoring,
        identity=identity.application,
        account=account,
        storage=storage,
    )
    ingress = declare_ingress(zone, application_group, settings, network=network, monitoring=monitoring, host=host)
    lock_stores(zone, secrets, storage, after=[key, account, None if classic is None else classic.hub, identity.grants])
    return ChatParts(
        foundry=settings.generation is Generation.FOUNDRY,
        secrets=secrets,
        storage=storage,
        registry=registry,
        account=account,
        agents=agents,
        classic=classic,
        identity=identity,
        host=host,
        ingress=ingress,
    )
