"""What the shell offers to complete."""

from __future__ import annotations

from pathlib import Path

import typer


def complete_stack(context: typer.Context, incomplete: str) -> list[str]:
    """Return the stacks of the project whose names begin with what is typed; none where there is no project."""
    from bedplate.generator.cli.project import stack_names  # noqa: PLC0415 - only completion needs it here

    return [name for name in stack_names(context.params.get("directory") or Path()) if name.startswith(incomplete)]
