"""The application's registration in Microsoft Entra ID."""

from __future__ import annotations

from bedplate.blueprints.settings.hosting import HostKind, SignInMode
from bedplate.components.facts.clouds import cloud_of
from bedplate.generator.graph import Resource
from bedplate.generator.render.properties import at, items
from bedplate.generator.work_order.markdown import Section, checklist, code, fenced, section, table
from bedplate.generator.work_order.recorded_zone import RecordedZone

_TITLE = "Application registration"
_CALLBACK = "/.auth/login/aad/callback"
_HOSTS = ("azure-native:app:ContainerApp", "azure-native:web:WebApp")
_AUDIENCES = {
    "public": "api://AzureADTokenExchange",
    "usgovernment": "api://AzureADTokenExchangeUSGov",
    "china": "api://AzureADTokenExchangeChina",
}
"""Source: learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity."""


def sign_in(zone: RecordedZone) -> Section:
    """Return the section on the registration: redirect addresses, and the credential that takes a secret's place."""
    host = zone.settings.host
    if host.kind is HostKind.NONE:
        return section(_TITLE, "No application is hosted here: nothing to do.")
    if host.sign_in.mode is SignInMode.APPLICATION:
        return section(_TITLE, "The application signs its users in itself: its own documents say what it needs.")
    cloud = cloud_of(zone.settings.location)
    rows = [
        (
            "Client id",
            code(host.sign_in.client_id) if host.sign_in.client_id else "**missing** (`host.signIn.clientId`)",
        ),
        ("Tenant, accounts of this directory only", code(zone.settings.tenant_id)),
        *(("Redirect address, type Web", address) for address in _redirects(zone)),
        ("ID tokens", "issued (implicit and hybrid flows)"),
        ("Client secret", "none: a federated credential takes its place"),
        ("Credential: issuer", code(f"https://{cloud.suffixes['login']}/{zone.settings.tenant_id}/v2.0")),
        ("Credential: subject", _subject(zone)),
        ("Credential: audience", code(_AUDIENCES[cloud.name])),
    ]
    tasks = [
        "The registration has these redirect addresses and issues ID tokens.",
        "After the first deployment the federated credential is added: until then nobody can sign in.",
        "Users or groups are assigned to the enterprise application, if assignment is required.",
    ]
    return section(_TITLE, table(("Property", "Value"), rows), *_commands(zone, cloud.name), checklist(tasks))


def _redirects(zone: RecordedZone) -> list[str]:
    settings = zone.settings
    found = [code(f"https://{settings.ingress.host_name}{_CALLBACK}")] if settings.ingress.host_name else []
    suffix = cloud_of(settings.location).suffixes["webApps"]
    for host in zone.of_type(*_HOSTS):
        if host.type == _HOSTS[1]:
            found.append(code(f"https://{zone.name(host)}.{suffix}{_CALLBACK}"))
        else:
            found.append(
                f"{code('https://<host>' + _CALLBACK)}, host of {code(zone.name(host))} known after the deployment"
            )
    return found


def _subject(zone: RecordedZone) -> str:
    names = [code(zone.name(each)) for each in _identities(zone)]
    return f"object id of the managed identity {', '.join(names)}, known after the deployment" if names else "-"


def _commands(zone: RecordedZone, cloud_name: str) -> list[str]:
    client_id = zone.settings.host.sign_in.client_id or "<client id>"
    login = cloud_of(zone.settings.location).suffixes["login"]
    blocks: list[str] = []
    for identity in _identities(zone):
        credential = (
            f'{{"name":"{zone.name(identity)}","issuer":"https://{login}/{zone.settings.tenant_id}/v2.0",'
            f'"subject":"\'$subject\'","audiences":["{_AUDIENCES[cloud_name]}"]}}'
        )
        lines = [
            f"subject=$(az identity show --ids {zone.arm_id(identity)} --query principalId --output tsv)",
            f"az ad app federated-credential create --id {client_id} \\\n  --parameters '{credential}'",
        ]
        blocks.append(fenced("sh", "\n".join(lines)))
    return blocks


def _identities(zone: RecordedZone) -> list[Resource]:
    ids = [each for host in zone.of_type(*_HOSTS) for each in items(host.inputs, "identity", "userAssignedIdentities")]
    ids += [at(host.inputs, "keyVaultReferenceIdentity") for host in zone.of_type(_HOSTS[1]) if not ids]
    found = {each: resource for each in ids if (resource := zone.by_id(each)) is not None}
    return list(found.values())
