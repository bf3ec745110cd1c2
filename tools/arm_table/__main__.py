"""Derives the table of azure-native resource types and writes it: `.venv/bin/python tools/arm_table --help`.

Needs the installed pulumi-azure-native, a clone of the repository Azure/azure-resource-manager-schemas and, the first
time, a package index for the wheels named in wheels.txt.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tools.arm_table.derive import Sources, derive
from tools.arm_table.table_files import TABLE


def main() -> int:
    """Derive, write and report; 0 when components' own table agrees, else 1."""
    parser = argparse.ArgumentParser(prog="tools/arm_table", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--schemas", type=Path, required=True, help="folder with one folder of schemas per API version")
    parser.add_argument("--wheels", type=Path, required=True, help="folder that keeps what was read from the wheels")
    parser.add_argument("--table", type=Path, default=TABLE, help="folder to write to (default: the generator's)")
    parser.add_argument("--paths", type=Path, help="JSON file of tokens and their true paths to compare with")
    parser.add_argument("--list", action="store_true", help="list the rows that are not sure")
    arguments = parser.parse_args()
    sources = Sources(schemas=arguments.schemas, wheels=arguments.wheels)
    return derive(sources, table=arguments.table, true_paths=arguments.paths, lists_unsure=arguments.list)


if __name__ == "__main__":
    sys.exit(main())
