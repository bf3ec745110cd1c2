from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from bedplate.generator.engine.archives import archive_of, asset_of
from bedplate.generator.engine.errors import RegistrationError
from bedplate.generator.graph import Asset


def hash_of(path: Path | None = None, assets: dict[str, object] | None = None) -> str | None:
    return archive_of(path=str(path) if path else None, assets=assets, uri=None, known_hash=None).hash


def text(content: str) -> Asset:
    return asset_of(path=None, text=content, uri=None, known_hash=None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {"b.txt": "bee", "a/deep.txt": "x" * 600, "a.txt": "", ".pulumi/plugin": "no"}.items():
        file = tmp_path / "folder" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return tmp_path / "folder"


def test_the_hash_of_a_collection_is_the_one_the_engine_computes() -> None:
    # From `pulumi stack export` of pulumi 3.259 for AssetArchive({"f": StringAsset("t")}).
    assert hash_of(assets={"f": text("t")}) == "2875c01afd9a2e8efe3fc136b9057731f8d83ac2808e865866900b56f448e3bc"


def test_a_folder_is_the_collection_of_its_files_in_order(folder: Path) -> None:
    members = {"a/deep.txt": text("x" * 600), "a.txt": text(""), "b.txt": text("bee")}
    assert hash_of(folder) != hash_of(assets={**members, "b.txt": text("wasp")})
    nested = archive_of(path=str(folder / "a"), assets=None, uri=None, known_hash=None)
    # The engine walks a folder by name of entry: "a" with all in it comes before "a.txt".
    assert hash_of(assets={"a": nested, "b.txt": text("bee")}) == hash_of(
        assets={"a/deep.txt": text("x" * 600), "b.txt": text("bee")}
    )


def test_the_stream_is_a_tar_archive_that_tar_reads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()

    class Recording:
        def update(self, data: bytes) -> None:
            stream.write(data)

        def hexdigest(self) -> str:
            return "hash"

    monkeypatch.setattr(hashlib, "sha256", Recording)
    assert hash_of(folder) == "hash"
    stream.seek(0)
    with tarfile.open(fileobj=stream) as archive:
        assert [(member.name, member.size, member.mode) for member in archive] == [
            ("a/deep.txt", 600, 0o600),
            ("a.txt", 0, 0o600),
            ("b.txt", 3, 0o600),
        ]


def test_an_archive_file_is_hashed_as_it_is(tmp_path: Path) -> None:
    packed = tmp_path / "some.zip"
    packed.write_bytes(b"any bytes")
    assert hash_of(packed) == hashlib.sha256(b"any bytes").hexdigest()


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text("text", encoding="utf-8")
    with pytest.raises(RegistrationError, match="neither a folder nor a known kind of archive"):
        hash_of(file)


@pytest.mark.parametrize(
    "assets",
    [
        pytest.param({"far": Asset(uri="https://x/y")}, id="remote"),
        pytest.param({"ü": text("t")}, id="name-beyond-ascii"),
        pytest.param({"n" * 101: text("t")}, id="name-too-long"),
    ],
)
def test_no_hash_is_better_than_a_wrong_one(assets: dict[str, object]) -> None:
    assert hash_of(assets=assets) is None
