from ipaddress import IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedplate.components.planning.address_plan import AddressPlanError, plan_subnets


def test_the_largest_subnets_come_first_and_ties_keep_the_catalogue_order() -> None:
    planned = plan_subnets(
        [IPv4Network("192.168.0.0/22")], {"small": 27, "agents": 24, "application": 24, "endpoints": 26}
    )

    assert planned == {
        "small": IPv4Network("192.168.2.64/27"),
        "agents": IPv4Network("192.168.0.0/24"),
        "application": IPv4Network("192.168.1.0/24"),
        "endpoints": IPv4Network("192.168.2.0/26"),
    }


def test_a_fixed_subnet_stays_where_its_owner_put_it() -> None:
    planned = plan_subnets([IPv4Network("10.0.0.0/24")], {"a": 26, "b": 26}, fixed={"b": IPv4Network("10.0.0.0/26")})

    assert planned == {"a": IPv4Network("10.0.0.64/26"), "b": IPv4Network("10.0.0.0/26")}


def test_a_space_too_small_for_the_catalogue_still_holds_what_is_needed() -> None:
    planned = plan_subnets([IPv4Network("10.0.0.0/25")], {"a": 24, "b": 26, "c": 26}, needed=["b", "c"])

    assert planned == {"b": IPv4Network("10.0.0.0/26"), "c": IPv4Network("10.0.0.64/26")}


def test_a_space_too_small_for_what_is_needed_is_refused() -> None:
    with pytest.raises(AddressPlanError) as refused:
        plan_subnets([IPv4Network("10.0.0.0/26")], {"a": 26, "b": 27})

    assert str(refused.value) == "10.0.0.0/26 has no room for subnet 'b' (/27); widen the address space"


def test_a_second_block_is_used_when_the_first_is_full() -> None:
    planned = plan_subnets([IPv4Network("10.0.0.0/26"), IPv4Network("10.1.0.0/26")], {"a": 26, "b": 27})

    assert planned == {"a": IPv4Network("10.0.0.0/26"), "b": IPv4Network("10.1.0.0/27")}


_CATALOGUES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(24, 29), min_size=1)


@given(_CATALOGUES, st.data())
def test_a_plan_is_disjoint_contained_exact_and_stable(catalogue: dict[str, int], data: st.DataObject) -> None:
    space = [IPv4Network("10.0.0.0/21")]
    needed = data.draw(st.sets(st.sampled_from(sorted(catalogue))))

    everything = plan_subnets(space, catalogue)
    planned = plan_subnets(space, catalogue, needed=needed)

    assert planned == {name: network for name, network in everything.items() if name in needed}
    networks = list(everything.values())
    assert all(network.subnet_of(space[0]) for network in networks)
    assert [network.prefixlen for network in networks] == list(catalogue.values())
    assert not any(a.overlaps(b) for i, a in enumerate(networks) for b in networks[:i])
