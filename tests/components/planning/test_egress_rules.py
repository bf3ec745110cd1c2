import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedplate.components.facts.egress_catalogue import egress_packs, hosts_of_pack, packs_of_subnet
from bedplate.components.facts.subnet_catalogue import subnet_purposes
from bedplate.components.planning.egress_rules import (
    EgressRule,
    EgressRuleCollection,
    EgressRules,
    EgressSource,
    check_egress_sources,
    egress_rules,
    is_fqdn,
)

LOCATIONS = ["swedencentral", "usgovvirginia", "chinanorth3"]


def _source(name: str = "app", prefix: str = "10.0.0.0/24", **further: tuple[str, ...]) -> EgressSource:
    return EgressSource(name=name, address_prefixes=(prefix,), **further)


sources_of_any_network = st.lists(
    st.builds(
        EgressSource,
        name=st.sampled_from([*subnet_purposes(), "training", "scoring"]),
        address_prefixes=st.integers(0, 255).map(lambda block: (f"10.0.{block}.0/24",)),
        packs=st.lists(st.sampled_from(egress_packs())).map(tuple),
        fqdns=st.lists(st.sampled_from(["api.example.com", "*.example.org", "b.example.com"])).map(tuple),
    ),
    unique_by=lambda source: source.name,
    max_size=6,
)


def test_what_one_subnet_may_call() -> None:
    source = _source(packs=("agents", "certificateRevocation"), fqdns=("*.Example.com", "api.example.org"))

    rules = egress_rules([source], "swedencentral")

    revocation = (
        "cacerts.digicert.com",
        "crl.microsoft.com",
        "crl3.digicert.com",
        "crl4.digicert.com",
        "ctldl.windowsupdate.com",
        "mscrl.microsoft.com",
        "ocsp.digicert.com",
        "ocsp.msocsp.com",
        "oneocsp.microsoft.com",
        "www.microsoft.com",
    )
    assert rules == EgressRules(
        platform=(
            EgressRuleCollection(
                name="platform-app",
                priority=110,
                rules=(
                    EgressRule(
                        name="agents",
                        description="Services of hosted agents",
                        sources=("10.0.0.0/24",),
                        fqdns=("agent365.svc.cloud.microsoft",),
                        ports=(("Https", 443),),
                    ),
                    EgressRule(
                        name="certificateRevocation",
                        description="Whether certificates are still valid",
                        sources=("10.0.0.0/24",),
                        fqdns=revocation,
                        ports=(("Http", 80),),
                    ),
                ),
            ),
        ),
        workload=(
            EgressRuleCollection(
                name="workload-app",
                priority=110,
                rules=(
                    EgressRule(
                        name="workload",
                        description="Hosts that app may call beside the platform's",
                        sources=("10.0.0.0/24",),
                        fqdns=("*.example.com", "api.example.org"),
                        ports=(("Https", 443),),
                    ),
                ),
            ),
        ),
    )


@given(sources=sources_of_any_network, location=st.sampled_from(LOCATIONS))
def test_rules_are_narrow_and_never_empty(sources: list[EgressSource], location: str) -> None:
    blocks = {source.name: source.address_prefixes for source in sources}
    rules = egress_rules(sources, location)

    assert rules == egress_rules(list(reversed(sources)), location)
    for kind, collections in (("platform", rules.platform), ("workload", rules.workload)):
        assert len({collection.name for collection in collections}) == len(collections)
        assert len({collection.priority for collection in collections}) == len(collections)
        assert all(100 <= collection.priority <= 65000 for collection in collections)
        for collection in collections:
            assert collection.rules
            assert len({rule.name for rule in collection.rules}) == len(collection.rules)
            for rule in collection.rules:
                assert rule.sources == blocks[collection.name.removeprefix(f"{kind}-")]
                assert rule.fqdns
                assert all(is_fqdn(fqdn) for fqdn in rule.fqdns)
                assert rule.ports


@given(sources=sources_of_any_network)
def test_a_further_subnet_of_a_known_purpose_moves_no_other(sources: list[EgressSource]) -> None:
    fewer = [source for source in sources if source.name != "agents"]
    more = [*fewer, _source("agents", "10.1.0.0/24", packs=("entra",))]

    assert set(egress_rules(fewer, "swedencentral").platform) <= set(egress_rules(more, "swedencentral").platform)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        pytest.param(_source(fqdns=("*",)), "source 'app' allows '*', which is no host name", id="everything"),
        pytest.param(_source(fqdns=("*.com",)), "'*.com', which is no host name", id="top-level-domain"),
        pytest.param(_source(fqdns=("*example.com",)), "'*example.com', which is no", id="wildcard-inside-a-label"),
        pytest.param(_source(fqdns=("api.*.com",)), "'api.*.com', which is no", id="wildcard-inside"),
        pytest.param(_source(fqdns=("https://example.com",)), "'https://example.com'", id="url"),
        pytest.param(_source(fqdns=("example.com:443",)), "'example.com:443'", id="port"),
        pytest.param(_source(fqdns=("10.0.0.1",)), "'10.0.0.1', which is no host name", id="address"),
        pytest.param(_source(fqdns=("a" * 64 + ".com",)), "is no host name", id="label-too-long"),
        pytest.param(_source(fqdns=(f"{'a.' * 126}com",)), "is no host name", id="name-too-long"),
        pytest.param(_source(prefix="*"), "'*', which is no CIDR block", id="any-source"),
        pytest.param(_source(prefix="0.0.0.0/0"), "'0.0.0.0/0', which is no CIDR block", id="whole-internet"),
        pytest.param(EgressSource(name="app", address_prefixes=()), "has no address block", id="no-source"),
        pytest.param(_source(packs=("entry",)), "has no such pack of hosts: 'entry'", id="pack"),
    ],
)
def test_refused(source: EgressSource, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        check_egress_sources([source])


def test_all_problems_at_once() -> None:
    with pytest.raises(ValueError, match=r"allows '\*'.*; .*allows 'x'.*; source 'app' occurs twice"):
        check_egress_sources([_source(fqdns=("*",)), _source(fqdns=("x",))])


@pytest.mark.parametrize("location", LOCATIONS)
@pytest.mark.parametrize("pack", egress_packs())
def test_every_host_of_every_pack_has_a_name_and_a_source(pack: str, location: str) -> None:
    hosts = hosts_of_pack(pack, location)

    assert all(is_fqdn(host.fqdn) for host in hosts)
    assert all(host.reason and host.source for host in hosts)
    assert {port for host in hosts for port in host.ports} <= {"Https:443", "Http:80"}
    assert len({host.fqdn for host in hosts}) == len(hosts)


@pytest.mark.parametrize(
    ("location", "hosts"),
    [
        pytest.param(
            "swedencentral",
            {
                "login.microsoftonline.com", "*.login.microsoftonline.com", "login.microsoft.com",
                "*.login.microsoft.com", "login.windows.net", "*.identity.azure.net",
            },
            id="public",
        ),
        pytest.param("usgovvirginia", {"login.microsoftonline.us", "*.login.microsoftonline.us"}, id="us-government"),
        pytest.param(
            "chinanorth3", {"login.chinacloudapi.cn", "*.login.chinacloudapi.cn", "*.identity.azure.cn"}, id="china"
        ),
    ],
)  # fmt: skip
def test_sign_in_by_cloud(location: str, hosts: set[str]) -> None:
    assert {host.fqdn for host in hosts_of_pack("entra", location)} == hosts


def test_the_region_is_part_of_some_hosts() -> None:
    hosts = {host.fqdn for host in hosts_of_pack("azureMonitor", "Sweden Central")}

    assert "swedencentral.livediagnostics.monitor.azure.com" in hosts


@pytest.mark.parametrize(
    ("purpose", "packs"),
    [
        pytest.param(
            "agents",
            ("entra", "containerAppsPlatform", "agents", "azureMonitor", "certificateRevocation"),
            id="agents",
        ),
        pytest.param("app", ("entra", "azureMonitor", "certificateRevocation"), id="app"),
        pytest.param("privateEndpoints", (), id="private-endpoints"),
    ],
)
def test_packs_by_purpose(purpose: str, packs: tuple[str, ...]) -> None:
    assert packs_of_subnet(purpose) == packs


def test_packs_are_known_and_their_subnets_have_a_way_out() -> None:
    for name, purpose in subnet_purposes().items():
        assert set(packs_of_subnet(name)) <= set(egress_packs())
        assert bool(packs_of_subnet(name)) == purpose.default_route
