"""The policies of the pack: one for each rule, one that says what is judged, and those that mend."""

from __future__ import annotations

from collections.abc import Iterable

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)

from bedplate.blueprints.settings.current_day import current_day
from bedplate.generator.arm.resource_types import resource_type
from bedplate.generator.crossguard.arguments import declared_in, ties_in
from bedplate.generator.crossguard.hearing import Hearing
from bedplate.generator.crossguard.mending import mending_policies
from bedplate.generator.crossguard.metadata import wording
from bedplate.generator.crossguard.terms import (
    TermsError,
    chosen_pack,
    chosen_waivers,
    given_parameters,
    terms_schema,
)
from bedplate.generator.crossguard.verdicts import tell
from bedplate.policies.catalogue import RULES
from bedplate.policies.pack import Pack
from bedplate.policies.rule import Rule, Scope

TERMS = "bedplate"
"""Name of the policy whose configuration chooses the pack of rules and holds waivers."""
_FOLDED = "properties.siteConfig"
"""What a web app's separate configuration is laid over, so that it cannot be judged alone."""
_ANY = "*"


def policies_of(hearing: Hearing, rules: Iterable[Rule] = RULES) -> list[Policy]:
    """Return the policies by which rules are judged.

    Args:
        hearing: where they find what is declared; they must run in this order, as they come from one pack.
        rules: for each of them there is a policy of its id.
    """
    ordered = tuple(rules)
    alone = [_resource_policy(rule, hearing) for rule in ordered if is_judged_alone(rule)]
    together = [_stack_policy(rule, hearing) for rule in ordered if not is_judged_alone(rule)]
    return [_terms_policy(hearing), *alone, *together, *mending_policies()]


def new_hearing(pack: Pack) -> Hearing:
    """Return the hearing of a run that begins now."""
    return Hearing(pack=pack, today=current_day())


def is_judged_alone(rule: Rule) -> bool:
    """Return whether a rule needs nothing but the judged resource's own inputs, so that it can stop a registration."""
    return rule.scope is Scope.OWN and not any(path.startswith(_FOLDED) for path in rule.reads)


def _terms_policy(hearing: Hearing) -> Policy:
    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        if not hearing.told:
            hearing.declare(declared_in(args))
        configuration = args.get_config()
        hearing.pack = chosen_pack(configuration) or hearing.pack
        try:
            given = chosen_waivers(configuration)
        except TermsError as error:
            report(str(error), None)
        else:
            hearing.waivers = given or hearing.waivers

    return ResourceValidationPolicy(
        name=TERMS,
        description="The waivers of the pack can be read.",
        validate=validate,
        enforcement_level=EnforcementLevel.MANDATORY,
        config_schema=terms_schema(),
        display_name="What programs are held to",
    )


def _resource_policy(rule: Rule, hearing: Hearing) -> Policy:
    def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
        if not _may_apply(rule, args.resource_type):
            args.not_applicable("it judges other types")
        _refuse_other_packs(rule, hearing, args)
        findings = hearing.findings_of_one(rule, args.urn, given_parameters(rule, args.get_config()))
        tell(findings, report, args.not_applicable)

    return ResourceValidationPolicy(validate=validate, **wording(rule))


def _stack_policy(rule: Rule, hearing: Hearing) -> Policy:
    def validate(args: StackValidationArgs, report: ReportViolation) -> None:
        _refuse_other_packs(rule, hearing, args)
        if not hearing.told:
            hearing.end(ties_in(args.resources))
        findings = hearing.findings_of_all(rule, given_parameters(rule, args.get_config()))
        tell(findings, report, args.not_applicable)

    return StackValidationPolicy(validate=validate, **wording(rule))


def _may_apply(rule: Rule, token: str) -> bool:
    kind = resource_type(token)
    return kind is not None and (_ANY in rule.types or "{" in kind.name or rule.applies_to(kind.name))


def _refuse_other_packs(rule: Rule, hearing: Hearing, args: ResourceValidationArgs | StackValidationArgs) -> None:
    if rule.id not in hearing.pack.rules:
        args.not_applicable(f"it is not in the pack {hearing.pack.name}")
