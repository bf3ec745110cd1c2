"""The engine's patches of the SDK, for a program that runs in bedplate's own Python."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from pathlib import Path

from bedplate.generator.engine.declarations import Declarations
from bedplate.generator.engine.errors import Locator
from bedplate.generator.engine.patches import patched_sdk


@contextlib.contextmanager
def quickened_sdk() -> Generator[None]:
    """Run a block with the SDK's wasteful functions replaced: large programs take a fraction of the time."""
    declarations = Declarations(Locator(Path.cwd()))
    with patched_sdk(declarations.ages), declarations.noted():
        yield
