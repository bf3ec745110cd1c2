"""Whether the core metadata is complete, valid and what `pyproject.toml` says."""

import textwrap
from collections.abc import Mapping
from typing import Any

from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tools.release.description import check_description


def check_metadata(text: bytes, table: Mapping[str, Any], version: str, readme: str) -> list[str]:
    """Return what is wrong with a METADATA or PKG-INFO file.

    Args:
        text: The file.
        table: `[project]` of `pyproject.toml`.
        version: The version that is released.
        readme: The long description.
    """
    try:
        metadata = Metadata.from_email(text, validate=True)
    except ExceptionGroup as group:
        return [f"metadata: {error}" for error in group.exceptions]
    return [
        *_differences(_told(metadata), _wanted(table, version, readme)),
        *_gaps(metadata),
        *_addresses(metadata.project_urls or {}),
        *check_description(metadata.description or ""),
    ]


def _told(metadata: Metadata) -> dict[str, object]:
    return {
        "name": metadata.name,
        "version": str(metadata.version),
        "summary": metadata.summary,
        "keywords": sorted(metadata.keywords or []),
        "classifiers": sorted(metadata.classifiers or []),
        "license expression": metadata.license_expression,
        "license files": metadata.license_files,
        "requires-python": metadata.requires_python,
        "dependencies": sorted(map(_plain, metadata.requires_dist or [])),
        "extras": sorted(metadata.provides_extra or []),
        "URLs": metadata.project_urls or {},
        "description content type": (metadata.description_content_type or "").partition(";")[0],
        "description": (metadata.description or "").strip(),
    }


def _wanted(table: Mapping[str, Any], version: str, readme: str) -> dict[str, object]:
    extras: Mapping[str, list[str]] = table.get("optional-dependencies", {})
    return {
        "name": table["name"],
        "version": version,
        "summary": table["description"],
        "keywords": sorted(table["keywords"]),
        "classifiers": sorted(table["classifiers"]),
        "license expression": table["license"],
        "license files": table["license-files"],
        "requires-python": SpecifierSet(table["requires-python"]),
        "dependencies": sorted(
            [
                *(_plain(Requirement(line)) for line in table["dependencies"]),
                *(
                    _plain(Requirement(f"{line}; extra == '{name}'"))
                    for name, lines in extras.items()
                    for line in lines
                ),
            ]
        ),
        "extras": sorted(extras),
        "URLs": table.get("urls", {}),
        "description content type": "text/markdown",
        "description": readme.strip(),
    }


def _plain(requirement: Requirement) -> str:
    requirement.name = canonicalize_name(requirement.name)
    return str(requirement)


def _differences(told: Mapping[str, object], wanted: Mapping[str, object]) -> list[str]:
    return [
        f"metadata: {field} is {_short(told[field])}, expected {_short(wanted[field])}"
        for field in wanted
        if told[field] != wanted[field]
    ]


def _short(value: object) -> str:
    return textwrap.shorten(repr(value), 300, placeholder=" …")


def _gaps(metadata: Metadata) -> list[str]:
    there = {
        "author": metadata.author or metadata.author_email,
        "summary": metadata.summary,
        "keywords": metadata.keywords,
        "classifiers": metadata.classifiers,
        "license expression": metadata.license_expression,
        "license file": metadata.license_files,
        "long description": (metadata.description or "").strip(),
    }
    typed = "Typing :: Typed" in (metadata.classifiers or [])
    missing = [f"metadata: there is no {field}" for field, value in there.items() if not value]
    return missing if typed else [*missing, "metadata: the classifier `Typing :: Typed` is missing"]


def _addresses(urls: Mapping[str, str]) -> list[str]:
    placeholders = ("example.", "ORG", "REPOSITORY", "<", "localhost", ".invalid")
    return [
        f"metadata: {label} is no public address: {url}"
        for label, url in urls.items()
        if not url.startswith("https://") or any(word in url for word in placeholders)
    ]
