"""A stdout that other people's code cannot write to: it belongs to our answer, which may be a document."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def stdout_kept_clean() -> Generator[None]:
    """Send to stderr what a block writes to stdout, also by programs that it starts: stdout is for our answer."""
    try:
        ours, theirs = sys.stdout.fileno(), sys.stderr.fileno()
    except (AttributeError, OSError):  # closed, or not a file
        yield
        return
    sys.stdout.flush()
    kept = os.dup(ours)
    os.dup2(theirs, ours)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, ours)
        os.close(kept)
