"""Renders the command line as one page of Markdown: what `--help` says of every command, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import typer

from bedplate.generator.render.markdown_page import generated_mark, table
from bedplate.generator.render.markdown_text import code

_GENERATED = generated_mark("the command line", "tests/generator/render/commands")
_NOTE = re.compile(r"\s*\[(?P<note>[^\]]*)\]$")
_LIST = re.compile(r"<list\[(.*)\]>$")
_HELP = "--help"


def render(command: Any, exit_codes: Mapping[int, str], variables: Mapping[str, str]) -> str:
    """Return the page.

    Args:
        command: the whole command line, as `typer.main.get_command` returns it.
        exit_codes: what each code means.
        variables: what each environment variable does.
    """
    lines = [_GENERATED, "# Commands\n", f"{command.help}\n"]
    lines += table(("Option", "Meaning"), _options(command, typer.Context(command)))
    lines.append("Every command has `-h`, `--help` too.\n")
    for each in _leaves(command, typer.Context(command, info_name=command.name)):
        lines += _section(each)
    codes = ((code(str(number)), words) for number, words in exit_codes.items())
    lines += ["## Exit codes\n", *table(("Code", "Meaning"), codes)]
    rows = ((code(name), meaning) for name, meaning in variables.items())
    lines += ["## Environment variables\n", *table(("Variable", "Meaning"), rows)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _leaves(command: Any, context: typer.Context) -> Iterator[typer.Context]:
    """Yield the context of each command that does something, in the order of `--help`."""
    for name, inner in command.commands.items():
        child = typer.Context(inner, info_name=name, parent=context)
        if hasattr(inner, "commands"):
            yield from _leaves(inner, child)
        else:
            yield child


def _section(context: typer.Context) -> Iterator[str]:
    command = context.command
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f"## {context.command_path}\n"
    yield f"```text\n{context.command_path} {pieces}\n```\n"
    yield f"{command.help}\n"
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    if arguments:
        yield from table(("Argument", "Meaning"), (_argument(each, context) for each in arguments))
    options = list(_options(command, context))
    if options:
        yield from table(("Option", "Meaning"), options)


def _argument(argument: Any, context: typer.Context) -> tuple[str, str]:
    _, meaning = argument.get_help_record(context)
    several = "…" if argument.nargs == -1 else ""
    return code(f"{argument.metavar}{several}"), _meaning(meaning)


def _options(command: Any, context: typer.Context) -> Iterator[tuple[str, str]]:
    for each in command.params:
        if each.param_type_name == "option" and _HELP not in each.opts:
            names, meaning = each.get_help_record(context)
            yield code(_LIST.sub(r"<\1>", names)), _meaning(meaning)


def _meaning(text: str) -> str:
    """Return a help text with its note, such as the default, set apart."""
    if found := _NOTE.search(text):
        return f"{text[: found.start()]} *({found['note']})*"
    return text
