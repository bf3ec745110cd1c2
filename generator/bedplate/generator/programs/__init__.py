"""Anybody's Pulumi project as a graph: on a copy, without a cloud, an account or credentials, within a time limit."""

from bedplate.generator.programs.record import record_program

__all__ = ["record_program"]
