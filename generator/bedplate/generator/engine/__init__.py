"""The offline engine: an unmodified Pulumi program in, a graph of plain data out.

Importing this package loads neither Pulumi nor the Azure SDK; using one of its names does.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bedplate.generator.engine.errors import Problem, ProgramError
    from bedplate.generator.engine.program import Program
    from bedplate.generator.engine.run import record, record_inline

__all__ = ["Problem", "Program", "ProgramError", "record", "record_inline"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bedplate.generator.engine import errors, program, run  # noqa: PLC0415 - loaded at the first use

    return next(getattr(module, name) for module in (errors, program, run) if hasattr(module, name))
