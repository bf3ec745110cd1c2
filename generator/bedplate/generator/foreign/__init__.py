"""Graphs from what other programs wrote: previews and exports of the Pulumi CLI, of any Pulumi program.

Imports neither Pulumi nor the Azure SDK.
"""

from bedplate.generator.foreign.errors import ForeignFileError
from bedplate.generator.foreign.reading import read_foreign

__all__ = ["ForeignFileError", "read_foreign"]
