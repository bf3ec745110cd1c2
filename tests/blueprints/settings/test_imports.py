"""Settings load fast: neither Pulumi nor the Azure SDK is imported for them."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys, time
from bedplate.blueprints.settings import settings_schema, validate_stacks
problems = validate_stacks(sys.argv[1], ["chat-dev"])
used = time.process_time()
settings_schema()
heavy = sorted({name.split(".")[0] for name in sys.modules} & {"pulumi", "pulumi_azure_native", "grpc", "google"})
print(len(problems), heavy, used)
"""


def test_validation_imports_neither_pulumi_nor_the_sdk() -> None:
    root = Path(__file__).parents[3]

    runs = [
        subprocess.run([sys.executable, "-c", PROGRAM, str(root)], capture_output=True, text=True, check=True).stdout
        for _ in range(3)
    ]

    assert all(run.startswith("0 [] ") for run in runs), runs
    # The least of three runs: the machine may be busy, the program is not.
    assert min(float(run.split()[-1]) for run in runs) < 0.3
