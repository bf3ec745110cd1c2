from __future__ import annotations

from typing import Any

import pulumi
import pytest
from pulumi_azure_native import keyvault, network, resources

from bedplate.generator.engine import patches, record_inline
from bedplate.generator.engine.cycles import CycleCheck
from bedplate.generator.engine.recorder import Recorder
from bedplate.generator.graph import Mode
from tests.generator.engine.graphs import Group, Thing

Options = pulumi.ResourceOptions


def zone(number: int) -> None:
    group = Group(f"zone-{number}", Options(aliases=[pulumi.Alias(name="old"), pulumi.Alias(parent=None)]))
    options = Options(parent=group, aliases=[pulumi.Alias(name="former"), "urn:pulumi:dev::project::a:b:C::x"])
    name = f"rg-{number}"
    resource_group = resources.ResourceGroup(name, resource_group_name=name, opts=options)
    vnet = network.VirtualNetwork(
        f"vnet-{number}",
        resource_group_name=resource_group.name,
        address_space={"address_prefixes": ["10.0.0.0/16"]},
        opts=Options(parent=group),
    )
    subnet = network.Subnet(
        f"subnet-{number}",
        resource_group_name=resource_group.name,
        virtual_network_name=vnet.name,
        address_prefix="10.0.0.0/24",
        opts=Options(parent=vnet, depends_on=[group]) if number < 0 else Options(parent=group, depends_on=[vnet]),
    )
    keyvault.Vault(
        f"vault-{number}",
        resource_group_name=resource_group.name,
        properties={
            "tenant_id": "t",
            "sku": {"family": "A", "name": "standard"},
            "network_acls": {"subnet": subnet.id},
        },
        opts=Options(parent=group, depends_on=[resource_group, subnet]),
    )
    Thing(f"last-{number}", Options(depends_on=[group]))


def requests(monkeypatch: pytest.MonkeyPatch, mode: Mode) -> list[bytes]:
    """Return every registration of a run as it is on the wire, in an order of its own."""
    seen: list[bytes] = []
    register = Recorder.RegisterResource

    def noting(self: Recorder, request: Any) -> Any:
        copy = type(request)()
        copy.CopyFrom(request)
        dependencies = sorted(copy.dependencies)
        copy.ClearField("dependencies")
        copy.dependencies.extend(dependencies)
        for entry in copy.propertyDependencies.values():
            urns = sorted(entry.urns)
            entry.ClearField("urns")
            entry.urns.extend(urns)
        seen.append(copy.SerializeToString(deterministic=True))
        return register(self, request)

    def program() -> None:
        for number in range(3):
            zone(number)

    with monkeypatch.context() as patched:
        patched.setattr(Recorder, "RegisterResource", noting)
        record_inline(program, mode=mode)
    return sorted(seen)


@pytest.mark.parametrize("mode", Mode)
def test_requests_are_the_same_bytes_with_and_without_patches(monkeypatch: pytest.MonkeyPatch, mode: Mode) -> None:
    seen: dict[str, list[bytes]] = {}
    for opt_out in ("", "1"):
        monkeypatch.setenv(patches.OPT_OUT, opt_out)
        # From one line for both, as stack traces are a part of the requests.
        seen[opt_out] = requests(monkeypatch, mode)
    assert len(seen[""]) == 19
    assert seen[""] == seen["1"]


def test_the_patches_are_made_for_the_installed_sdk() -> None:
    stale = [functions for functions in patches.CHECKED if not patches.unchanged(functions)]
    assert stale == [], "the SDK has changed: check each patch against it, then renew its hash"


@pytest.mark.parametrize("functions", list(patches.CHECKED), ids=lambda functions: functions[0][1])
def test_a_changed_sdk_runs_unpatched(monkeypatch: pytest.MonkeyPatch, functions: Any) -> None:
    monkeypatch.setitem(patches.CHECKED, functions, "another hash")
    stock = [getattr(owner, name) for owner, name in functions]
    with patches.patched_sdk({}):
        assert [getattr(owner, name) for owner, name in functions] == stock


def test_the_opt_out_leaves_the_sdk_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = {owner for functions in patches.CHECKED for owner, _name in functions}
    before = {owner: dict(vars(owner)) for owner in owners}
    monkeypatch.setenv(patches.OPT_OUT, "1")
    with patches.patched_sdk({}):
        assert {owner: dict(vars(owner)) for owner in owners} == before


class Node:
    """A stand-in for a resource."""


@pytest.mark.parametrize(
    ("edges", "closing"),
    [
        pytest.param([], (1, 1), id="itself"),
        pytest.param([(1, 0)], (0, 1), id="two"),
        pytest.param([(1, 0), (2, 1), (3, 2)], (0, 3), id="long"),
        pytest.param([(0, 3), (2, 1)], (3, 0), id="after-a-forward-edge"),
        pytest.param([(0, 1), (1, 2)], (2, 0), id="all-forward"),
    ],
)
def test_an_edge_that_closes_a_cycle_is_refused(edges: list[tuple[int, int]], closing: tuple[int, int]) -> None:
    nodes = [Node() for _ in range(4)]
    check = CycleCheck({node: age for age, node in enumerate(nodes)})
    assert all(check.declare_dependency(nodes[start], nodes[end]) for start, end in edges)
    assert not check.declare_dependency(nodes[closing[0]], nodes[closing[1]])
