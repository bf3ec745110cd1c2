"""Contoso's packs of rules."""

from importlib import resources

from bedplate.policies.pack import parse_pack

BASELINE = parse_pack(
    "contoso-baseline",
    resources.files("contoso_landing_zones").joinpath("contoso-baseline.toml").read_text(encoding="utf-8"),
)
