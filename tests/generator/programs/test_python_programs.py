"""Python programs of strangers, each in a process of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bedplate.generator.engine import azure
from bedplate.generator.engine.azure_values import TENANT_ID
from bedplate.generator.graph import UNKNOWN, Graph, Mode, Secret, SourcePosition
from bedplate.generator.programs.limits import Limit

Record = Callable[..., Graph]
GROUP = "azure-native:resources:ResourceGroup"
BLOB = "azure-native:storage:Blob"
ACCOUNT = "azure-native:storage:StorageAccount"
SUBSCRIPTION = f"/subscriptions/{azure.ZERO_SUBSCRIPTION}"


def said(graph: Graph, limit: Limit) -> list[str]:
    """Return the subjects of a limit in a graph's notes."""
    return [
        subject
        for note in graph.notes
        if note.startswith(limit.value)
        for subject in note[len(limit.value) + 2 :].split(", ")
    ]


def exported(graph: Graph) -> Mapping[str, Any]:
    return dict(graph.outputs)


def test_resources_have_ids_dependencies_and_their_place(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi_azure_native import resources, storage
        group = resources.ResourceGroup("group", resource_group_name="rg-a")
        account = storage.StorageAccount(
            "account", account_name="sta", resource_group_name=group.name,
            kind="StorageV2", sku={"name": "Standard_LRS"})
        pulumi.export("id", account.id)
        """
    )
    (group,), (account,) = graph.of_type(GROUP), graph.of_type(ACCOUNT)
    assert account.id == f"{SUBSCRIPTION}/resourceGroups/rg-a/providers/Microsoft.Storage/storageAccounts/sta"
    assert account.inputs["resourceGroupName"] == "rg-a"
    assert account.property_dependencies == {"resourceGroupName": (group.urn,)}
    assert (group.source, account.source) == (
        SourcePosition(file="__main__.py", line=3),
        SourcePosition(file="__main__.py", line=4),
    )
    assert exported(graph) == {"id": account.id}
    assert (graph.project, graph.stack, graph.mode) == ("odd", "dev", Mode.KNOWN)


def test_a_preview_leaves_unknown_what_azure_computes(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi_azure_native import resources
        group = resources.ResourceGroup("group", location="westeurope")
        pulumi.export("location", group.location)
        pulumi.export("id", group.id)
        """,
        mode=Mode.UNKNOWN,
    )
    assert exported(graph) == {"location": "westeurope", "id": UNKNOWN}


def test_settings_of_the_only_stack_reach_the_program_and_secrets_become_placeholders(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        config = pulumi.Config()
        pulumi.export("plain", config.require("plain"))
        pulumi.export("default", config.require_int("default"))
        pulumi.export("password", config.require_secret("password"))
        """,
        project="""\
        name: odd
        runtime: {name: python, options: {toolchain: pip}}
        config: {default: 7}
        """,
        files={
            "Pulumi.prod.yaml": """\
            encryptionsalt: v1:abc
            config:
              odd:plain: as is
              odd:password: {secure: AAAB}
            """
        },
    )
    assert graph.stack == "prod"
    assert exported(graph) == {"plain": "as is", "default": 7, "password": Secret("[secret]")}
    assert said(graph, Limit.SECRET) == ["odd:password"]


def test_who_is_signed_in_and_what_is_looked_up_come_from_the_model(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi_azure_native import authorization, keyvault
        pulumi.export("tenant", authorization.get_client_config().tenant_id)
        vault = keyvault.get_vault_output(resource_group_name="rg", vault_name="kv")
        pulumi.export("vault", vault.id)
        """
    )
    vault = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
    assert exported(graph) == {"tenant": TENANT_ID, "vault": vault}
    assert said(graph, Limit.MODELLED) == [
        "azure-native:authorization:getClientConfig",
        "azure-native:keyvault:getVault",
    ]


@pytest.mark.parametrize(
    ("mode", "key"),
    [pytest.param(Mode.KNOWN, "made up: value ", id="known"), pytest.param(Mode.UNKNOWN, UNKNOWN, id="unknown")],
)
def test_functions_that_only_azure_can_answer_have_the_shape_of_their_result(
    record: Record, mode: Mode, key: object
) -> None:
    graph = record(
        """\
        import base64
        import pulumi
        from pulumi_azure_native import storage
        keys = storage.list_storage_account_keys_output(account_name="st", resource_group_name="rg")
        pulumi.export("key", keys.keys[0].value.apply(lambda key: base64.b64decode(key).decode()))
        """,
        mode=mode,
    )
    assert exported(graph) == {"key": key}
    assert said(graph, Limit.PLACEHOLDER) == ["azure-native:storage:listStorageAccountKeys"]


def test_a_preview_looks_up_without_knowing_what_is_found(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi_azure_native import network
        found = network.get_virtual_network(resource_group_name="rg-hub", virtual_network_name="vnet-hub")
        pulumi.export("id", found.id)
        pulumi.export("guid", f"<{found.subnets[0].etag}>")
        pulumi.export("protected", found.enable_ddos_protection)
        """,
        mode=Mode.UNKNOWN,
    )
    hub = f"{SUBSCRIPTION}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub"
    assert exported(graph) == {"id": hub, "guid": UNKNOWN}


def test_functions_of_former_modules_are_answered_as_todays(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        keys = pulumi.runtime.invoke_output(
            "azure-native:documentdb:listDatabaseAccountKeys", {"accountName": "cosmos", "resourceGroupName": "rg"})
        pulumi.export("keys", keys.apply(lambda keys: sorted(keys)))
        """
    )
    assert exported(graph) == {
        "keys": (
            "primaryMasterKey",
            "primaryReadonlyMasterKey",
            "secondaryMasterKey",
            "secondaryReadonlyMasterKey",
        )
    }


def test_a_resource_of_the_program_itself_is_looked_up_as_it_was_deployed(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi_azure_native import network
        made = network.PublicIPAddress(
            "made", resource_group_name="rg", dns_settings={"domain_name_label": "us"}, tags={"owner": "us"})
        found = network.get_public_ip_address_output(resource_group_name="rg", public_ip_address_name=made.name)
        pulumi.export("owner", found.tags["owner"])
        pulumi.export("same", pulumi.Output.all(made.id, found.id).apply(lambda ids: ids[0] == ids[1]))
        existing = network.get_public_ip_address_output(resource_group_name="rg", public_ip_address_name="pip")
        pulumi.export("existing", existing.dns_settings.fqdn.apply(lambda fqdn: fqdn.split(".")[-1]))
        """
    )
    assert exported(graph) == {"owner": "us", "same": True, "existing": "invalid"}


GUESSING = """\
import pulumi
from pulumi_azure_native import network
address = network.PublicIPAddress("address", resource_group_name="rg", public_ip_address_name="pip")
pulumi.export("url", address.ip_address.apply(lambda address: "http://" + address))
"""


def test_a_program_that_fails_on_made_up_values_is_run_again_as_a_preview(record: Record) -> None:
    graph = record(GUESSING)
    assert graph.mode is Mode.UNKNOWN
    assert exported(graph) == {"url": UNKNOWN}
    assert said(graph, Limit.PREVIEWED) == ['TypeError: can only concatenate str (not "NoneType") to str']
    assert said(record(GUESSING, mode=Mode.UNKNOWN), Limit.PREVIEWED) == []


@pytest.mark.parametrize("main", ["", "infra/"])
def test_paths_of_assets_are_those_of_the_programs_working_folder(record: Record, main: str) -> None:
    source = """\
    import pulumi
    from pulumi_azure_native import storage
    for name, source in (("page", pulumi.FileAsset("www/page")), ("all", pulumi.FileArchive("www"))):
        storage.Blob(name, resource_group_name="rg", account_name="st", container_name="c", source=source)
    """
    project = f"name: odd\nruntime: python\nmain: ./{main}\n"
    graph = record(
        "raise RuntimeError", project=project, files={f"{main}__main__.py": source, f"{main}www/page": "hello"}
    )
    everything, page = (each.inputs["source"] for each in sorted(graph.of_type(BLOB), key=lambda each: each.name))
    assert (page.path, page.hash) == ("www/page", hashlib.sha256(b"hello").hexdigest())
    assert (everything.path, everything.hash is None) == ("www", False)


def test_a_provider_does_not_say_the_version_of_its_sdk(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi_azure_native import Provider
        Provider("west", location="westus", opts=pulumi.ResourceOptions(version="3.1.0"))
        """
    )
    (provider,) = graph.of_type("pulumi:providers:azure-native")
    assert provider.inputs == {"environment": "public", "location": "westus"}


@pytest.mark.parametrize(
    ("mode", "exports"),
    [
        pytest.param(Mode.KNOWN, {"whole": {}}, id="known"),
        pytest.param(Mode.UNKNOWN, {"whole": UNKNOWN}, id="unknown"),
    ],
)
def test_functions_of_other_packages_are_undecided(record: Record, mode: Mode, exports: Mapping[str, Any]) -> None:
    graph = record(
        """\
        import pulumi
        pulumi.export("whole", pulumi.runtime.invoke_output("aws:index/getRegion:getRegion", {}))
        """,
        mode=mode,
    )
    assert exported(graph) == exports
    assert said(graph, Limit.UNDECIDED) == ["aws:index/getRegion:getRegion"]


def test_resources_of_other_packages_return_their_inputs_and_the_most_used_outputs(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        class RandomString(pulumi.CustomResource):
            result: pulumi.Output[str]
            def __init__(self, name, **props):
                super().__init__("random:index/randomString:RandomString", name, {"result": None, **props})
        pulumi.export("result", RandomString("suffix", length=5).result.apply(len))
        class Bucket(pulumi.CustomResource):
            def __init__(self, name, **props):
                super().__init__("aws:s3/bucket:Bucket", name, props)
        Bucket("bucket", acl="private")
        """
    )
    (bucket,) = graph.of_type("aws:s3/bucket:Bucket")
    assert bucket.outputs == {"acl": "private"}
    assert exported(graph) == {"result": 5}
    assert said(graph, Limit.ECHOED) == ["aws", "random"]


def test_components_and_their_children_are_recorded(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi_azure_native import resources
        class Area(pulumi.ComponentResource):
            def __init__(self, name):
                super().__init__("acme:zone:Area", name)
                group = resources.ResourceGroup("group", opts=pulumi.ResourceOptions(parent=self, protect=True))
                self.register_outputs({"group": group.name})
        Area("area")
        """
    )
    (area,), (group,) = graph.of_type("acme:zone:Area"), graph.of_type(GROUP)
    assert (group.parent, group.options.protect) == (area.urn, True)
    assert area.outputs["group"] == group.outputs["name"]
    assert group.source == SourcePosition(file="__main__.py", line=6)


def test_remote_components_return_their_inputs(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        class Cluster(pulumi.ComponentResource):
            def __init__(self, name, **props):
                super().__init__("eks:index:Cluster", name, {"size": 3, "kubeconfig": None}, None, True)
        pulumi.export("size", Cluster("cluster").size)
        """
    )
    (cluster,) = graph.of_type("eks:index:Cluster")
    assert (cluster.custom, cluster.outputs) == (False, {"size": 3})
    assert said(graph, Limit.REMOTE) == ["eks:index:Cluster"]


def test_transforms_change_resources_and_function_calls(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi.runtime import register_resource_transform, register_invoke_transform
        from pulumi_azure_native import keyvault, resources
        def tagged(args):
            props = dict(args.props)
            if args.type_.endswith("ResourceGroup"):
                props["tags"] = {"owner": "us"}
            return pulumi.ResourceTransformResult(props=props, opts=args.opts)
        def named(args):
            return pulumi.InvokeTransformResult(args={**args.args, "vaultName": "kv-other"}, opts=args.opts)
        register_resource_transform(tagged)
        register_invoke_transform(named)
        def protected(args):
            return pulumi.ResourceTransformResult(
                props=args.props, opts=pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(protect=True)))
        resources.ResourceGroup("group", opts=pulumi.ResourceOptions(transforms=[protected]))
        pulumi.export("vault", keyvault.get_vault_output(resource_group_name="rg", vault_name="kv").name)
        """
    )
    (group,) = graph.of_type(GROUP)
    assert (group.inputs["tags"], group.options.protect) == ({"owner": "us"}, True)
    assert exported(graph) == {"vault": "kv-other"}


def test_hooks_reads_and_stack_references(record: Record) -> None:
    graph = record(
        """\
        import pulumi
        from pulumi_azure_native import resources
        hook = pulumi.ResourceHook("wait", lambda args: None)
        resources.ResourceGroup("group", opts=pulumi.ResourceOptions(
            hooks=pulumi.ResourceHookBinding(after_create=[hook])))
        there = resources.ResourceGroup.get("there", "/subscriptions/x/resourceGroups/rg-there")
        pulumi.export("there", there.name)
        pulumi.export("other", pulumi.StackReference("acme/network/prod").get_output("vnet"))
        """
    )
    made, there = sorted(graph.of_type(GROUP), key=lambda group: group.read)
    assert made.options.hooks == {"afterCreate": ("wait",)}
    assert there.read
    assert exported(graph) == {"there": "rg-there", "other": UNKNOWN}


def test_the_same_program_gives_the_same_graph(record: Record) -> None:
    source = """\
    import pulumi
    from pulumi_azure_native import resources
    groups = [resources.ResourceGroup(f"group-{number}") for number in range(20)]
    pulumi.export("names", [group.name for group in groups])
    """
    assert record(source) == record(source)


def test_a_main_folder_and_modules_beside_it(record: Record) -> None:
    graph = record(
        "raise RuntimeError('not this one')",
        project="name: odd\nruntime: python\nmain: infra/\n",
        files={
            "infra/__main__.py": """\
            import pulumi, os, sys
            from shapes import SIZE
            pulumi.export("size", SIZE)
            pulumi.export("here", os.path.basename(os.getcwd()))
            pulumi.export("root", os.path.basename(pulumi.get_root_directory()))
            pulumi.export("arguments", len(sys.argv))
            """,
            "infra/shapes.py": "SIZE = 3\n",
        },
    )
    assert exported(graph) == {"size": 3, "here": "infra", "root": "stranger", "arguments": 1}
