"""Whether an archive holds exactly the files that it should."""

import fnmatch
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

# Names that have no business in a package, even where somebody committed them.
_STRAYS = (
    *("test_*.py", "*_test.py", "conftest.py", "golden", "goldens"),
    *("__pycache__", "*.py[cod]", "*.egg-info", ".*_cache", ".DS_Store", "*.orig", "*.rej", "*.swp", "*~", ".env"),
)


def check_files(archive: str, members: Mapping[str, bytes], expected: Mapping[str, bytes]) -> list[str]:
    """Return what an archive lacks, holds too much, or holds with another content.

    Args:
        archive: Name of the archive, for messages.
        members: What it holds, without the records that the build itself makes.
        expected: What it should hold.
    """
    return [
        *(f"{archive} lacks {name}" for name in sorted(expected.keys() - members.keys())),
        *(f"{archive} holds {name}, which does not belong there" for name in sorted(members.keys() - expected.keys())),
        *(
            f"{archive} holds {name} with another content than the commit"
            for name in sorted(members.keys() & expected.keys())
            if members[name] != expected[name]
        ),
    ]


def check_strays(archive: str, names: Iterable[str]) -> list[str]:
    """Return the tests, goldens, caches and leftovers among the names of an archive."""
    return [f"{archive} holds {name}, which is no part of a package" for name in sorted(names) if _is_stray(name)]


def _is_stray(name: str) -> bool:
    return any(fnmatch.fnmatchcase(part, stray) for part in PurePosixPath(name).parts for stray in _STRAYS)


def check_portions(archive: str, names: Iterable[str], roots: Iterable[str]) -> list[str]:
    """Return where the namespace is not what it should be: portions that are typed, and no package above them.

    Args:
        archive: Name of the archive, for messages.
        names: The names that it holds, as they are installed.
        roots: Folders such as `components/bedplate`, each with one portion of the name of the outer folder.
    """
    there = set(names)
    problems: list[str] = []
    for unit, namespace in (PurePosixPath(root).parts for root in roots):
        needed = [f"{namespace}/{unit}/{file}" for file in ("__init__.py", "py.typed")]
        problems += [f"{archive} lacks {name}" for name in needed if name not in there]
        if f"{namespace}/__init__.py" in there:
            problems.append(f"{archive} holds {namespace}/__init__.py, which hides the other portions")
    return list(dict.fromkeys(problems))
