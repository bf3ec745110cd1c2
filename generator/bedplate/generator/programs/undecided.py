"""The text that stands for an unknown one where a program is handed only known values.

A function's result and another stack's outputs are known when a program asks for them, even in a preview. Whatever a
program makes of this text is unknown afterwards. It is Base64, as programs decode keys; what it decodes to counts too.
"""

from __future__ import annotations

import base64

from bedplate.generator.graph import UNKNOWN, Graph
from bedplate.generator.programs.texts import with_texts

_DECODED = "undecided:3d0c7a52-6f0b-4f3e-9f43-0e3a1d5b7c86.."
"""As many characters as need no padding."""
UNDECIDED = base64.b64encode(_DECODED.encode()).decode()


def with_unknowns(graph: Graph) -> Graph:
    """Return a graph in which everything made of an undecided text is unknown."""
    return with_texts(graph, lambda text: UNKNOWN if UNDECIDED in text or _DECODED in text else text)
