"""What must hold of every stack, whatever its file says; add your own."""

from bedplate.generator.testing import Graph, Report, failures

AI_ACCOUNT = "azure-native:cognitiveservices:Account"
STORAGE_ACCOUNT = "azure-native:storage:StorageAccount"
VAULT = "azure-native:keyvault:Vault"


def test_no_policy_rule_fails(report: Report) -> None:
    assert failures(report) == []


def test_the_ai_account_is_private_and_without_keys(graph: Graph) -> None:
    for account in graph.of_type(AI_ACCOUNT):
        properties = account.inputs["properties"]

        assert properties["publicNetworkAccess"] == "Disabled"
        assert properties["disableLocalAuth"] is True


def test_storage_is_private_and_without_keys(graph: Graph) -> None:
    accounts = graph.of_type(STORAGE_ACCOUNT)

    assert accounts
    for account in accounts:
        assert account.inputs["publicNetworkAccess"] == "Disabled"
        assert account.inputs["allowSharedKeyAccess"] is False


def test_private_endpoints_lead_to_ai_account_and_vault(graph: Graph) -> None:
    endpoints = graph.of_type("azure-native:network:PrivateEndpoint")
    reached = {
        connection["privateLinkServiceId"]
        for endpoint in endpoints
        for connection in endpoint.inputs["privateLinkServiceConnections"]
    }
    services = {each.id for each in graph.resources if each.type in (AI_ACCOUNT, VAULT)}

    assert services
    assert services <= reached


def test_nothing_is_asked_of_azure_before_a_deployment(graph: Graph) -> None:
    assert graph.invokes == ()
