"""The offline engine: an unmodified Pulumi program in, a graph of plain data out."""

from bedplate.generator.engine.errors import Problem, ProgramError
from bedplate.generator.engine.program import Program
from bedplate.generator.engine.run import record, record_inline

__all__ = ["Problem", "Program", "ProgramError", "record", "record_inline"]
