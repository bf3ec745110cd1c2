"""The command line: `bedplate`."""

from bedplate.generator.cli.main import main

__all__ = ["main"]
