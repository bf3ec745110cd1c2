"""A folder is written whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bedplate.generator.scaffold.writing import FolderTaken, whole_folder, write_files

FILES = {"a.txt": "a\n", "b/c.txt": "c\n"}


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write(target: Path, meanwhile: Callable[[], object] = lambda: None) -> None:
    with whole_folder(target) as draft:
        write_files(draft, FILES)
        meanwhile()


@pytest.mark.parametrize("place", ["zone", "below/two/more", "ümläut and space", "-rf"])
def test_a_folder_that_is_not_there(tmp_path: Path, place: str) -> None:
    write(tmp_path / place)

    assert contents(tmp_path) == {f"{place}/{name}": text for name, text in FILES.items()}


def test_a_new_folder_is_as_open_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "ordinary").mkdir()
    write(tmp_path / "zone")

    assert (tmp_path / "zone").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_an_empty_folder_stays_the_same_one(tmp_path: Path) -> None:
    target = tmp_path / "zone"
    target.mkdir()
    before = target.stat().st_ino
    write(target)

    assert target.stat().st_ino == before
    assert contents(tmp_path) == {f"zone/{name}": text for name, text in FILES.items()}


def test_line_ends_are_plain_everywhere(tmp_path: Path) -> None:
    write(tmp_path / "zone")

    assert (tmp_path / "zone" / "a.txt").read_bytes() == b"a\n"


def _occupied(target: Path) -> None:
    target.mkdir()
    (target / ".hidden").write_text("mine", encoding="utf-8")


def _file(target: Path) -> None:
    target.write_text("mine", encoding="utf-8")


def _broken_link(target: Path) -> None:
    target.symlink_to("nowhere")


@pytest.mark.parametrize(
    "occupy",
    [
        pytest.param(_occupied, id="folder-with-a-hidden-file"),
        pytest.param(_file, id="file"),
        pytest.param(_broken_link, id="link-that-leads-nowhere"),
    ],
)
@pytest.mark.parametrize("late", [False, True], ids=["before", "meanwhile"])
def test_what_is_there_is_not_touched(tmp_path: Path, occupy: Callable[[Path], None], late: bool) -> None:  # noqa: FBT001 - a case
    target = tmp_path / "zone"
    if not late:
        occupy(target)
    with pytest.raises(FolderTaken, match="name one that is empty"):
        write(target, meanwhile=lambda: occupy(target))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["zone"]
    assert contents(tmp_path) in ({"zone/.hidden": "mine"}, {"zone": "mine"}, {})


@pytest.mark.parametrize("place", ["zone", "new/parents/zone"])
def test_a_failure_leaves_nothing(tmp_path: Path, place: str) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / place, meanwhile=interrupt)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        write(tmp_path / "new" / ("x" * 300) / "zone")

    assert list(tmp_path.iterdir()) == []


def test_a_move_that_fails_half_way_leaves_an_empty_folder_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "zone"
    target.mkdir()
    rename = Path.rename

    def failing(self: Path, other: Path) -> Path:
        if other == target / "b":
            raise OSError(28, "No space left on device")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="No space left"):
        write(target)

    assert [path.name for path in tmp_path.iterdir()] == ["zone"]
    assert list(target.iterdir()) == []
