"""Links in documents lead somewhere, and the map of the documentation leads to all of it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.markdown import ROOT, Document, markdown_files, read_document

DOCS = ROOT / "docs"
MAP = DOCS / "README.md"


def _fault(file: Path, link: str) -> str | None:
    """Return what is wrong with a link; nothing is looked up outside of the repository."""
    parts = urlsplit(link)
    if parts.scheme:
        good = parts.scheme == "https" and parts.hostname and "." in parts.hostname and " " not in link
        return None if good else "is no address of a page"
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if not target.is_relative_to(ROOT) or not target.exists():
        return "leads nowhere"
    if parts.fragment and target.suffix == ".md" and parts.fragment not in read_document(target).fragments:
        return "names no heading"
    return None


def _targets(file: Path) -> set[Path]:
    paths = (urlsplit(link).path for link in read_document(file).links if not urlsplit(link).scheme)
    return {(file.parent / unquote(path)).resolve() for path in paths if path}


@pytest.mark.parametrize("file", [pytest.param(file, id=str(file.relative_to(ROOT))) for file in markdown_files()])
def test_every_link_leads_somewhere(file: Path) -> None:
    faults = {link: fault for link in read_document(file).links if (fault := _fault(file, link))}

    assert faults == {}


def test_every_document_is_reached_from_the_map() -> None:
    reached, ahead = {MAP}, [MAP]
    while ahead:
        for target in _targets(ahead.pop()) - reached:
            if target.is_relative_to(DOCS) and target.is_file():
                reached.add(target)
                ahead += [target] if target.suffix == ".md" else []

    assert sorted(str(file.relative_to(DOCS)) for file in set(DOCS.rglob("*.*")) - reached if file.is_file()) == []


def test_the_map_names_every_page_that_is_not_of_a_series() -> None:
    series = {DOCS / name for name in ("adr", "components")}
    pages = {file for file in DOCS.rglob("*.md") if file.parent not in series or file.name == "README.md"}

    assert pages - _targets(MAP) == {MAP}


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        pytest.param("adr/README.md", None, id="file"),
        pytest.param("adr", None, id="folder"),
        pytest.param("scan.md#waivers", None, id="heading"),
        pytest.param("https://example.com/a#b", None, id="address"),
        pytest.param("scan.md#nothing", "names no heading", id="missing-heading"),
        pytest.param("#nothing", "names no heading", id="missing-heading-here"),
        pytest.param("nothing.md", "leads nowhere", id="missing-file"),
        pytest.param("../../elsewhere.md", "leads nowhere", id="outside"),
        pytest.param("http://example.com", "is no address of a page", id="without-tls"),
        pytest.param("https://example", "is no address of a page", id="no-host"),
    ],
)
def test_faults_are_found(link: str, fault: str | None) -> None:
    assert _fault(MAP, link) == fault


def test_a_document_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "# `One` two\n\n## Again\n\n## Again\n\n[a](b.md#c) ![d](e.svg) <https://f.example>\n\n"
        "`[code](no.md)`\n\n```sh\n# no heading\n[g](no.md)\n```\n\n| t |\n| --- |\n| [h](i.md) |\n",
        encoding="utf-8",
    )

    links = ("b.md#c", "e.svg", "https://f.example", "i.md")
    assert read_document(file) == Document(links, frozenset({"one-two", "again", "again-1"}))
