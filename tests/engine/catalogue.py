"""The odd programs, and what some of them need beside their folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph, Mode, Secret
from tests.engine.chains import Chain, Existing
from tests.engine.harness import REPOSITORY

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
FAILING = HERE / "failing"
SIBLING = "organization/sibling/dev"
SIBLING_OUTPUTS: Mapping[str, Any] = MappingProxyType(
    {
        "location": "swedencentral",
        "password": Secret("hush"),
        "network": {"prefixes": ("10.0.0.0/16", "10.1.0.0/16"), "count": 2},
    }
)
"""What the program `sibling` exports."""
_TAKEN_OVER = (
    "azure-native:resources:ResourceGroup",
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-taken-over",
    {"resourceGroupName": "rg-taken-over", "location": "swedencentral"},
)
_CERTIFICATES = "/subscriptions/5d1c8e0f-7a34-4a4e-9c56-2f0b6d7a9e11/resourceGroups/rg-contoso-certificates"
_VAULT = f"{_CERTIFICATES}/providers/Microsoft.KeyVault/vaults/kv-contoso-certificates"
_FOUND_BY: Mapping[str, tuple[Existing, ...]] = MappingProxyType(
    {
        "chat-prod": (
            ("azure-native:resources:ResourceGroup", _CERTIFICATES, {}),
            ("azure-native:keyvault:Vault", _VAULT, {}),
            ("azure-native:keyvault:Secret", f"{_VAULT}/secrets/chat-contoso-com", {}),
        ),
    }
)
"""What a stack finds that rules ask about; what else it finds is in nobody's cloud, and exists for that reason."""
_ABOUT_SOMETHING_ELSE = (
    "depends-on",
    "nested-components",
    "options",
    "output-functions",
    "secrets",
    "unknown-elements",
)
"""Programs that put resources where Azure has no resource group."""
_NEEDS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        **{name: {"lenient": True} for name in _ABOUT_SOMETHING_ELSE},
        "existing-import": {"existing": (_TAKEN_OVER,)},
        "secret-config": {"secrets": {"password": "hush"}},
        "stack-references": {"sibling": PROGRAMS / "sibling"},
    }
)


def names(folder: Path) -> tuple[str, ...]:
    """Return the names of the programs in a folder, sorted."""
    return tuple(sorted(file.parent.name for file in folder.glob("*/Pulumi.yaml")))


def stacks() -> tuple[str, ...]:
    """Return the project's own stacks, sorted."""
    files = (REPOSITORY / "stacks").glob("Pulumi.*.yaml")
    return tuple(sorted(file.name.removeprefix("Pulumi.").removesuffix(".yaml") for file in files))


def program_chain(name: str) -> Chain:
    """Return the chain of an odd program."""
    return replace(Chain(project=PROGRAMS / name), **_NEEDS.get(name, {}))


def failing_chain(name: str) -> Chain:
    """Return the chain of a program that must fail."""
    sibling = PROGRAMS / "sibling" if name == "stack-reference" else None
    return Chain(project=FAILING / name, sibling=sibling)


def stack_chain(stack: str) -> Chain:
    """Return the chain of one of the project's own stacks."""
    return Chain(project=REPOSITORY, stack=stack, full=True, existing=_FOUND_BY.get(stack, ()))


def recorded(project: Path, chain: Chain, mode: Mode) -> Graph:
    """Return our record of the program in a folder, run with the same configuration."""
    program = Program.load(project)
    config, secret_keys = _configuration(program, chain.stack)
    given = {f"{program.name}:{key}": value for key, value in chain.secrets.items()}
    return record(
        program,
        stack=chain.stack,
        config={**config, **given},
        secret_keys={*secret_keys, *given},
        mode=mode,
        stack_outputs={SIBLING: SIBLING_OUTPUTS} if chain.sibling else None,
    )


def _configuration(program: Program, stack: str) -> tuple[Mapping[str, str], frozenset[str]]:
    file = program.stack_directory / f"Pulumi.{stack}.yaml"
    return program.stack_config(stack) if file.is_file() else ({}, frozenset())
