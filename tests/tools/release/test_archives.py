"""Archives that are not put together as an installer may expect."""

import io
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from tests.tools.release.made_up import SDIST_NAME, sdist_members, wheel_members, write_sdist, write_wheel
from tools.release.archives import ArchiveError, read_sdist, read_wheel


def test_a_wheel_is_read_whole(tmp_path: Path) -> None:
    assert read_wheel(write_wheel(tmp_path, wheel_members())).members == wheel_members()


def test_a_source_distribution_is_read_below_its_folder(tmp_path: Path) -> None:
    assert read_sdist(write_sdist(tmp_path, sdist_members())).members == sdist_members()


def test_a_name_that_a_wheel_holds_twice(tmp_path: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "a.whl", "w") as opened:
        warnings.simplefilter("ignore", UserWarning)
        opened.writestr("garden/beds.py", "1")
        opened.writestr("garden/beds.py", "2")

    with pytest.raises(ArchiveError, match=r"^a.whl holds twice: garden/beds.py$"):
        read_wheel(tmp_path / "a.whl")


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_text("roses")
    (tmp_path / SDIST_NAME).write_text("roses")

    with pytest.raises(ArchiveError, match=r"^a.whl: File is not a zip file$"):
        read_wheel(tmp_path / "a.whl")
    with pytest.raises(ArchiveError, match=rf"^{SDIST_NAME}: not a gzip file$"):
        read_sdist(tmp_path / SDIST_NAME)


def _entry(name: str, **attributes: object) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    for attribute, value in attributes.items():
        setattr(entry, attribute, value)
    return entry


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            _entry("garden-0.1.0/a", type=tarfile.SYMTYPE, linkname="/"),
            "garden-0.1.0/a is neither a file nor a folder",
            id="a link",
        ),
        pytest.param(_entry("rose"), "rose stands outside of garden-0.1.0/", id="beside the folder"),
        pytest.param(
            _entry("garden-0.1.0/a", uid=1000),
            "garden-0.1.0/a names the owner of the file on the machine that built it",
            id="the owner's number",
        ),
        pytest.param(
            _entry("garden-0.1.0/a", uname="gardener"),
            "garden-0.1.0/a names the owner of the file on the machine that built it",
            id="the owner's name",
        ),
    ],
)
def test_an_entry_that_has_no_place_in_a_source_distribution(
    entry: tarfile.TarInfo, expected: str, tmp_path: Path
) -> None:
    with tarfile.open(tmp_path / SDIST_NAME, "w:gz") as opened:
        opened.addfile(entry, io.BytesIO())

    with pytest.raises(ArchiveError) as raised:
        read_sdist(tmp_path / SDIST_NAME)
    assert str(raised.value) == expected
