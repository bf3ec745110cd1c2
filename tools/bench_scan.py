"""Timed figures of whole scans, by our rules and by checkov, beside checkov's own command on the same templates.

Wall time, as the work is spread over processes.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bedplate.blueprints.settings.current_day import current_day
from bedplate.generator.arm.documents import arm_documents
from bedplate.generator.checkov.environment import CheckovMissing, find_interpreter
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph
from bedplate.generator.scan.scan import scan_resources
from bedplate.generator.scan.scanned import scanned_graph
from bedplate.policies.pack import read_pack

ROOT = Path(__file__).resolve().parent.parent
BEDPLATE = Path(sys.executable).with_name("bedplate")
STACK = "chat-dev"
PACK = "regulated"
"""The one with all rules."""


def scans(repeats: int) -> dict[str, float | str]:
    """Compare a scan by the command, and one more in a process that has scanned before, with checkov's command."""
    try:
        interpreter = find_interpreter()
    except CheckovMissing as missing:
        return {"not measured": str(missing)}
    cold, warm, plain = [], [], []
    with CheckovProcess(interpreter) as checkov:
        graph = _scanned_again(checkov)[1]
        for _ in range(repeats):
            warm.append(_scanned_again(checkov)[0])
            cold.append(_seconds(BEDPLATE, "scan", STACK, "--pack", PACK, "--fail-on", "never"))
            plain.append(_by_checkov_alone(interpreter, graph))
    return {
        "resources": len(scanned_graph(graph).resources),
        "cold: the command, seconds": round(min(cold), 2),
        "warm: recorded and scanned again, seconds": round(min(warm), 2),
        "checkov's command on the same templates, seconds": round(min(plain), 2),
        "ratio of checkov's command to cold": round(min(plain) / min(cold), 2),
        "ratio of checkov's command to warm": round(min(plain) / min(warm), 1),
    }


def _scanned_again(checkov: CheckovProcess) -> tuple[float, Graph]:
    began = time.perf_counter()
    program = Program.load(ROOT)
    config, secret_keys = program.stack_config(STACK)
    graph = record(program, stack=STACK, config=config, secret_keys=secret_keys)
    scan_resources(scanned_graph(graph), pack=read_pack(PACK), waivers=(), today=current_day(), checkov=checkov)
    return time.perf_counter() - began, graph


def _by_checkov_alone(interpreter: Path, graph: Graph) -> float:
    documents = arm_documents(graph)
    with tempfile.TemporaryDirectory() as folder:
        for name in documents.templates:
            (Path(folder) / name).write_bytes(documents.files()[name])
        options = ("--framework", "arm", "--skip-download", "--quiet", "--compact", "--soft-fail")
        return _seconds(interpreter, "-m", "checkov.main", "-d", folder, *options)


def _seconds(*command: Path | str) -> float:
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=clean, check=True, capture_output=True)
    return time.perf_counter() - began
