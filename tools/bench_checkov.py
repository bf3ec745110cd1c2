"""Timed figures of checkov: driven as `bedplate scan` does, and by its own command on the same templates.

Wall time, as the work is done in another process.
"""

import subprocess
import tempfile
import time
from pathlib import Path

from bedplate.generator.arm.documents import arm_documents
from bedplate.generator.arm.translation import ArmResource, translate
from bedplate.generator.arm.web_config import fold_web_configs
from bedplate.generator.checkov.environment import CheckovMissing, find_interpreter
from bedplate.generator.checkov.process import CheckovProcess
from bedplate.generator.checkov.shape import shaped
from bedplate.generator.engine import Program, record
from bedplate.generator.graph import Graph

ROOT = Path(__file__).resolve().parent.parent
STACK = "chat-prod"


def checkov_scans(repeats: int) -> dict[str, float | str]:
    """Compare a scan by a warm process, and by a fresh one that loads while a stack is recorded, with the command."""
    try:
        interpreter = find_interpreter()
    except CheckovMissing as missing:
        return {"not measured": str(missing)}
    cold, warm, plain = [], [], []
    for _ in range(repeats):
        began = time.perf_counter()
        with CheckovProcess(interpreter) as checkov:
            graph = _recorded()
            resources = _translated(graph)
            checkov.scan(shaped(resources))
            cold.append(time.perf_counter() - began)
            began = time.perf_counter()
            checkov.scan(shaped(resources))
            warm.append(time.perf_counter() - began)
        plain.append(_command(interpreter, graph))
    return {
        "resources": len(resources),
        "loaded, recorded and scanned, seconds": round(min(cold), 2),
        "scanned again, seconds": round(min(warm), 3),
        "checkov's command on the same templates, seconds": round(min(plain), 2),
        "ratio": round(min(plain) / min(warm), 1),
    }


def _recorded() -> Graph:
    program = Program.load(ROOT)
    config, secret_keys = program.stack_config(STACK)
    return record(program, stack=STACK, config=config, secret_keys=secret_keys)


def _translated(graph: Graph) -> list[ArmResource]:
    resources, _ = translate(graph)
    fold_web_configs(resources)
    return resources


def _command(interpreter: Path, graph: Graph) -> float:
    documents = arm_documents(graph)
    with tempfile.TemporaryDirectory() as folder:
        for name in documents.templates:
            (Path(folder) / name).write_bytes(documents.files()[name])
        command = [str(interpreter), "-m", "checkov.main", "-d", folder, "--framework", "arm", "--skip-download"]
        began = time.perf_counter()
        subprocess.run([*command, "--quiet", "--compact", "--soft-fail"], check=True, capture_output=True)
        return time.perf_counter() - began
