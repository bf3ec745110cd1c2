"""`bedplate arm`: the resources of a Pulumi program as ARM templates, and a manifest of what stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from bedplate.generator.arm.documents import arm_documents
from bedplate.generator.cli.arm_folder import replace_templates
from bedplate.generator.cli.errors import ExitCode
from bedplate.generator.cli.output import leave_stdout
from bedplate.generator.cli.progress import progress
from bedplate.generator.cli.source import graph_of, tell_notes, waiting_words
from bedplate.generator.counted import counted
from bedplate.generator.graph import Mode

_EXAMPLES = 10
"""How many lost keys are named; the manifest holds them all."""


def write_arm(
    stack: str | None,
    directory: Path,
    output: Path,
    *,
    from_file: Path | None,
    program: Path | None,
    unknown: bool,
    fail_on_lost: bool,
) -> None:
    """Write templates and manifest into a folder, and say on stderr what they hold and what they do not.

    Raises:
        BadInput: the graph cannot be had, or the folder cannot be written or holds what is not ours.
        typer.Exit: with exit code 1, some input has no place in ARM and `fail_on_lost` is set.
    """
    mode = Mode.UNKNOWN if unknown else Mode.KNOWN
    with progress(waiting_words(stack=stack, from_file=from_file, program=program)):
        graph = graph_of(stack=stack, from_file=from_file, directory=directory, mode=mode, program=program)
        documents = arm_documents(graph)
        replace_templates(output, documents.files())
    tell_notes(graph)
    _tell(documents.manifest, output)
    leave_stdout()
    if fail_on_lost and documents.manifest["counts"]["lostKeys"]:
        raise typer.Exit(ExitCode.FINDINGS)


def _tell(manifest: Mapping[str, Any], output: Path) -> None:
    counts = manifest["counts"]
    _say(f"{output}: {counted(counts['resources'], 'resource')} in {counted(counts['templates'], 'template')}")
    reasons = Counter((each["pulumiType"], each["reason"]) for each in manifest["untranslated"])
    for (token, reason), count in sorted(reasons.items()):
        _say(f"not translated: {token}" + (f" (x{count})" if count > 1 else "") + f": {reason}")
    lost = Counter((each["pulumiType"], key["input"]) for each in manifest["resources"] for key in each["lost"])
    for (token, key), count in sorted(lost.items())[:_EXAMPLES]:
        _say(f"no place in ARM: {token} {key}" + (f" (x{count})" if count > 1 else ""))
    if len(lost) > _EXAMPLES:
        _say(f"no place in ARM: {len(lost) - _EXAMPLES} more, which manifest.json names")
    unnamed = [set(each["unknownNames"]) for each in manifest["resources"] if each["unknownNames"]]
    if any("subscriptionId" in names for names in unnamed):
        _say("subscription not known: zeros stand for it (azure-native:subscriptionId in the stack's file says it)")
    placeholders = sum(bool(names - {"subscriptionId"}) for names in unnamed)
    if placeholders:
        _say(f"names not known: {counted(placeholders, 'resource')}, with placeholders that manifest.json names")


def _say(words: str) -> None:
    typer.echo(words, err=True)
