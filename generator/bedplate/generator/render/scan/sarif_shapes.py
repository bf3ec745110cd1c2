"""The small objects that SARIF is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from bedplate.generator.scan.report import Subject

BASE = "%SRCROOT%"
"""What code scanning calls the root of the repository."""
_LINK = re.compile(r"\[[^]]*]\(")
_NO_FILE = "Pulumi.yaml"
"""Stands in where nothing tells the file: readers refuse results without one, and every project has this."""


def text(words: str) -> dict[str, str]:
    """Return text that readers take as it is."""
    return {"text": words}


def message(words: str) -> dict[str, str]:
    """Return a message, in which `[text](target)` would be a link."""
    return {"text": _LINK.sub(r"\\\g<0>", words)}


def location(subject: Subject, folder: str) -> dict[str, Any]:
    """Return where a resource is: in the source, among the program's resources, and in Azure.

    Args:
        subject: the resource.
        folder: the project's folder below the root of its repository.
    """
    path = "/".join(part for part in (folder.strip("/"), subject.file or _NO_FILE) if part)
    logical = {"name": subject.name, "fullyQualifiedName": subject.urn, "kind": "resource"}
    in_azure = {"name": subject.id.rsplit("/", 1)[-1], "fullyQualifiedName": subject.id} if subject.id else None
    return {
        "physicalLocation": {
            # As bytes, as half of a surrogate pair has no code of its own in an address.
            "artifactLocation": {"uri": quote(path.encode("utf-8", "backslashreplace")), "uriBaseId": BASE},
            "region": {"startLine": subject.line or 1},
        },
        "logicalLocations": [logical, *([{**in_azure, "kind": "resource"}] if in_azure else [])],
    }


def web_addresses(references: Iterable[str]) -> tuple[str, ...]:
    """Return the references that a browser may follow, in a form that is valid as an address."""
    return tuple(
        quote(each.encode("utf-8", "backslashreplace"), safe=":/?#[]@!$&'()*+,;=%~")
        for each in references
        if each.startswith(("https://", "http://"))
    )
