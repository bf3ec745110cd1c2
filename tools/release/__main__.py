"""Builds a release into dist/ and checks it: `make release`, or `.venv/bin/python tools/release --help`.

Nothing is published. Needs git and the environment of requirements.lock, and no network.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tools.release.release import ROOT, Refusal, make_release


def main(arguments: list[str] | None = None) -> int:
    """Build, check and write; 0 when all is well, 1 when it is refused or a check fails."""
    parser = argparse.ArgumentParser(prog="tools/release", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repository", type=Path, default=ROOT, help="clone whose commit is released")
    parser.add_argument("--into", type=Path, help="folder to write to; dist/ of the clone where not given")
    parser.add_argument(
        "--rehearsal", action="store_true", help="go on with changes in the working tree, or without a changelog"
    )
    given = parser.parse_args(arguments)
    try:
        summary = make_release(given.repository, given.into or given.repository / "dist", rehearsal=given.rehearsal)
    except Refusal as refusal:
        for reason in refusal.reasons:
            print(f"release: {reason}", file=sys.stderr)
        return 1
    print(summary)
    return 0


if __name__ == "__main__":
    sys.exit(main())
