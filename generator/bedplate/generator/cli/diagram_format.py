"""The formats of `bedplate diagram`, apart from the renderers so that `--help` loads none."""

from __future__ import annotations

from enum import StrEnum


class DiagramFormat(StrEnum):
    """What a diagram can be written as."""

    MERMAID = "mermaid"
    SVG = "svg"
