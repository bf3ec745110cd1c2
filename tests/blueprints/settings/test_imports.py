"""Settings load fast: neither Pulumi nor the Azure SDK is imported for them."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from bedplate.blueprints.settings import settings_schema, validate_stacks
problems = validate_stacks(sys.argv[1], ["chat-dev"])
settings_schema()
heavy = sorted({name.split(".")[0] for name in sys.modules} & {"pulumi", "pulumi_azure_native", "grpc", "google"})
print(len(problems), heavy)
"""


def test_validation_imports_neither_pulumi_nor_the_sdk() -> None:
    root = Path(__file__).parents[3]

    ran = subprocess.run([sys.executable, "-c", PROGRAM, str(root)], capture_output=True, text=True, check=True)

    assert ran.stdout == "0 []\n"
