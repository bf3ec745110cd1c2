"""Timed figures, as ratios measured in one run: absolute times say more about the machine than about the code.

Every figure is processor time of a fresh process; the two sides of a ratio alternate, and the least of the repeats
counts.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Mapping
from pathlib import Path

from bench_scan import scans

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 3

RECORD = """
    import sys, time
    import pulumi
    from pulumi_azure_native import network
    from bedplate.generator.engine import record_inline

    def program(count):
        for number in range(count):
            network.VirtualNetwork(
                f"network-{number}",
                resource_group_name="group",
                virtual_network_name=f"network-{number}",
                address_space={"address_prefixes": ["10.0.0.0/16"]},
                subnets=[{"name": "one", "address_prefix": "10.0.0.0/24"}],
            )

    record_inline(lambda: program(1))
    started = time.process_time()
    record_inline(lambda: program(int(sys.argv[1])))
    print(time.process_time() - started)
"""
PREVIEW = """
    from bedplate.generator.engine import Program, record

    program = Program.load(".")
    config, secret_keys = program.stack_config("chat-prod")
    import time
    record(program, stack="chat-prod", config=config, secret_keys=secret_keys)
    started = time.process_time()
    graph = record(program, stack="chat-prod", config=config, secret_keys=secret_keys)
    print((time.process_time() - started) / len(graph.resources))
"""

READ = """
    import re, sys, time
    from pathlib import Path
    from bedplate.generator.foreign import read_foreign

    started = time.process_time()
    graph = read_foreign(Path(sys.argv[1]))
    seconds = time.process_time() - started
    # Not `ru_maxrss`, which begins with the memory of the process that started this one.
    peak = re.search("VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())
    print(peak[1] if "--memory" in sys.argv else seconds)
"""
PARSE = """
    import json, sys, time
    from pathlib import Path

    started = time.process_time()
    json.loads(Path(sys.argv[1]).read_bytes())
    print(time.process_time() - started)
"""


def printed_seconds(code: str, *arguments: str, environment: Mapping[str, str] | None = None) -> float:
    """Return the number that a fresh Python process prints."""
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    output = subprocess.run(
        command, cwd=ROOT, env={**clean, **(environment or {})}, check=True, capture_output=True, text=True
    )
    return float(output.stdout.splitlines()[-1])


def process_seconds(*command: str) -> float:
    """Return the processor time of a whole command."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=clean, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def recording(count: int) -> dict[str, float]:
    """Compare recording `count` networks with the SDK as it is and with our patches."""
    ours, stock = [], []
    for _ in range(REPEATS):
        ours.append(printed_seconds(RECORD, str(count)))
        stock.append(printed_seconds(RECORD, str(count), environment={"BEDPLATE_STOCK_SDK": "1"}))
    return {
        "milliseconds per resource, stock SDK": round(min(stock) / count * 1000, 2),
        "milliseconds per resource, ours": round(min(ours) / count * 1000, 2),
        "ratio": round(min(stock) / min(ours), 1),
    }


def foreign_export(count: int) -> dict[str, float]:
    """Compare reading an export of `count` networks into a graph with parsing it by the standard library alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.json"
        resources = [network_state(number) for number in range(count)]
        text = json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": resources}}, indent=4)
        file.write_text(text, encoding="utf-8")
        read = [printed_seconds(READ, str(file)) for _ in range(REPEATS)]
        parsed = [printed_seconds(PARSE, str(file)) for _ in range(REPEATS)]
        peak = printed_seconds(READ, str(file), "--memory")
    return {
        "megabytes": round(len(text) / 1e6),
        "read, seconds": round(min(read), 2),
        "parsed, seconds": round(min(parsed), 2),
        "ratio": round(min(read) / min(parsed), 2),
        "peak memory, megabytes": round(peak / 1024),
    }


def network_state(number: int) -> dict[str, object]:
    """Return one network of four subnets as the Pulumi CLI exports it, about 4 kB."""
    zone = "urn:pulumi:dev::bench::"
    id_ = f"/subscriptions/s/resourceGroups/rg-{number}/providers/Microsoft.Network/virtualNetworks/vnet-{number}"
    subnets = [{"name": f"s{each}", "addressPrefix": f"10.{each}.0.0/24", "tag": number} for each in range(4)]
    inputs = {"resourceGroupName": f"rg-{number}", "virtualNetworkName": f"vnet-{number}", "subnets": subnets}
    answered = [{**each, "id": f"{id_}/subnets/{each['name']}", "etag": f"{number:032x}"} for each in subnets]
    return {
        "urn": f"{zone}azure-native:network:VirtualNetwork::network-{number}",
        "custom": True,
        "id": id_,
        "type": "azure-native:network:VirtualNetwork",
        "inputs": inputs,
        "outputs": {"name": f"vnet-{number}", "provisioningState": "Succeeded", "subnets": answered},
        "dependencies": [f"{zone}azure-native:network:VirtualNetwork::network-{number // 2}"] if number else [],
        "propertyDependencies": {key: [] for key in inputs},
        "sourcePosition": f"project:///__main__.py#{number + 1}",
    }


def commands() -> dict[str, float]:
    """Compare whole commands with what they must not import."""
    bedplate = str(ROOT / ".venv" / "bin" / "bedplate")
    validate = [process_seconds(bedplate, "validate") for _ in range(REPEATS)]
    imports = [process_seconds(sys.executable, "-c", "import pulumi_azure_native.network") for _ in range(REPEATS)]
    preview = [process_seconds(bedplate, "preview", "chat-prod", "--json") for _ in range(REPEATS)]
    return {
        "validate, seconds": round(min(validate), 3),
        "import of one SDK module, seconds": round(min(imports), 3),
        "ratio": round(min(imports) / min(validate), 1),
        "preview chat-prod, seconds": round(min(preview), 2),
    }


def main() -> None:
    """Print every figure as JSON."""
    figures = {
        "record 100 networks": recording(100),
        "record 1000 networks": recording(1000),
        "record chat-prod again, milliseconds per resource": round(printed_seconds(PREVIEW) * 1000, 2),
        "read an export of 50,000 resources": foreign_export(50_000),
        "scan chat-dev": scans(REPEATS),
        "commands": commands(),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
