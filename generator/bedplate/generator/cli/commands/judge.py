"""Commands that judge what a program declares, or let others judge it."""

from pathlib import Path
from typing import Annotated

import typer

from bedplate.generator.cli.options import (
    ArmParameters,
    ArmTemplates,
    FromFile,
    LeaveUnknown,
    OptionalStack,
    OutputFile,
    ProgramFolder,
    ProgramStack,
    ProjectFolder,
    Stacks,
)
from bedplate.generator.cli.scan_format import ScanFormat, Threshold


def arm(
    stack: OptionalStack = None,
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Folder to write; templates of an earlier run give way."),
    ],
    from_file: FromFile = None,
    program: ProgramFolder = None,
    program_stack: ProgramStack = None,
    unknown: LeaveUnknown = False,
    fail_on_lost: Annotated[
        bool, typer.Option("--fail-on-lost", help="End with exit code 1 where an input has no place in ARM.")
    ] = False,
    directory: ProjectFolder = Path(),
) -> None:
    """Write what a Pulumi program declares as ARM templates, for scanners that read those.

    One template for each resource group or other scope, and manifest.json, which says what stands where, how sure that
    is, which values are unknown or secret, and what could not be translated.
    """
    from bedplate.generator.cli.arm import write_arm  # noqa: PLC0415 - `--help` need not load it

    write_arm(
        program_stack or stack,
        directory,
        output,
        from_file=from_file,
        program=program,
        unknown=unknown,
        fail_on_lost=fail_on_lost,
    )


def scan(  # noqa: PLR0913 - one option a parameter
    stacks: Stacks = None,
    *,
    from_file: FromFile = None,
    program: ProgramFolder = None,
    program_stack: ProgramStack = None,
    arm_templates: ArmTemplates = None,
    arm_parameters: ArmParameters = None,
    unknown: LeaveUnknown = False,
    pack: Annotated[
        str | None,
        typer.Option(
            "--pack",
            metavar="NAME",
            help="Rules that the resources are held to; by default the pack that the stack file names, else baseline.",
        ),
    ] = None,
    waivers: Annotated[
        Path | None,
        typer.Option(
            "--waivers",
            metavar="FILE",
            help="Waivers beside those of the stack file, in a file of the same form: bedplate:waivers under config.",
        ),
    ] = None,
    form: Annotated[
        ScanFormat,
        typer.Option(
            "--format",
            help="A table for people, JSON and JUnit for programs, SARIF for code scanning, Markdown for pull requests,"
            " HTML for everybody.",
        ),
    ] = ScanFormat.TABLE,
    output: OutputFile = None,
    fail_on: Annotated[
        Threshold,
        typer.Option(
            "--fail-on",
            help="The least that ends with exit code 1. Broken rules and refused waivers always do, but for `never`.",
        ),
    ] = Threshold.LOW,
    checkov: Annotated[
        bool, typer.Option("--checkov/--no-checkov", help="Ask checkov too, or rely on the rules of bedplate alone.")
    ] = True,
    directory: ProjectFolder = Path(),
) -> None:
    """Judge stacks, any Pulumi program or ARM templates by policy rules, and say what fails, why and how to fix it.

    What is not known before a deployment is undecided, never a pass. Failures that somebody answers for stand as
    waivers in the stack file: an expired or unused one fails the scan.
    """
    from bedplate.generator.cli.scan import ScanOptions, show_scan  # noqa: PLC0415 - `--help` need not load it
    from bedplate.generator.cli.scan_source import ScanSource  # noqa: PLC0415 - as above

    source = ScanSource(
        stacks=(program_stack,) if program_stack else tuple(stacks or ()),
        directory=directory,
        from_file=from_file,
        program=program,
        templates=tuple(arm_templates or ()),
        parameters=arm_parameters,
        waivers=waivers,
        pack=pack,
        unknown=unknown,
    )
    show_scan(source, ScanOptions(form=form, output=output, fail_on=fail_on, checkov=checkov))


def rules(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="Id of a rule, for example COG-01; all rules by default.")
    ] = None,
    *,
    pack: Annotated[str | None, typer.Option("--pack", metavar="NAME", help="Only the rules of this pack.")] = None,
) -> None:
    """List the policy rules, or say of one what it wants, why, and how to fix what fails."""
    from bedplate.generator.cli.rules import show_rules  # noqa: PLC0415 - `--help` need not load it

    show_rules(rule, pack)


def checkov_install() -> None:
    """Make an environment for checkov from the package index that pip is set to use, and print its interpreter.

    It is made once, in the user's cache, and never in the environment of bedplate: checkov does not agree with a
    current Pulumi about the packages that both need. This is the only command that downloads anything.
    """
    from bedplate.generator.cli.checkov import install_checkov  # noqa: PLC0415 - `--help` need not load it

    install_checkov()
