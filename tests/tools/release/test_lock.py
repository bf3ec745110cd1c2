"""Reading the lock, and holding it to pyproject.toml."""

import pytest

from tools.release.lock import Pin, check_lock, read_lock, run_time

A, B = "a" * 64, "b" * 64
LOCK = f"""\
# Written by hand.
rich==15.0.0 \\
    --hash=sha256:{B} \\
    --hash=sha256:{A}
    # via
    #   garden (pyproject.toml)
    #   viaduct
pygments==2.21.0 ; sys_platform == 'win32' \\
    --hash=sha256:{A}
    # via rich
viaduct==1.0 \\
    --hash=sha256:{A}
    # via garden (pyproject.toml:dev)
bricks==1.0 \\
    --hash=sha256:{A}
    # via
    #   viaduct
"""


def test_a_lock_is_read() -> None:
    assert read_lock(LOCK) == (
        Pin(
            name="rich",
            version="15.0.0",
            marker="",
            hashes=(A, B),
            needed_by=("garden (pyproject.toml)", "viaduct"),
        ),
        Pin(
            name="pygments",
            version="2.21.0",
            marker='sys_platform == "win32"',
            hashes=(A,),
            needed_by=("rich",),
        ),
        Pin(
            name="viaduct",
            version="1.0",
            marker="",
            hashes=(A,),
            needed_by=("garden (pyproject.toml:dev)",),
        ),
        Pin(name="bricks", version="1.0", marker="", hashes=(A,), needed_by=("viaduct",)),
    )


def test_what_only_developers_need_is_not_needed_at_run_time() -> None:
    assert [pin.name for pin in run_time(read_lock(LOCK), "garden")] == ["rich", "pygments"]


@pytest.mark.parametrize(
    ("dependencies", "expected"),
    [
        pytest.param(["Rich>=14"], [], id="fits"),
        pytest.param(["rich>=14", "semver>=3"], ["the lock lacks semver"], id="lacks one"),
        pytest.param([], ["the lock holds rich, which nothing asks for"], id="one too many"),
        pytest.param(["rich<15"], ["the lock pins rich 15.0.0, pyproject.toml asks for <15"], id="another version"),
    ],
)
def test_a_lock_against_the_dependencies(dependencies: list[str], expected: list[str]) -> None:
    assert check_lock(read_lock(LOCK), "garden", dependencies) == expected


def test_a_pin_without_a_hash() -> None:
    pins = read_lock("rich==15.0.0\n    # via garden (pyproject.toml)\n")

    assert check_lock(pins, "garden", ["rich"]) == ["the lock holds no hash of rich"]
