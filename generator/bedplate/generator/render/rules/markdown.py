"""Rules as Markdown: the page of one, and the document of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bedplate.policies.pack import Pack
from bedplate.policies.rule import Rule
from bedplate.policies.values import Value, is_array

_HEAD = """# Rules

Every rule of `bedplate scan`, as `bedplate rules` prints them. A rule passes, fails, does not apply, or is undecided
where a value that it needs is not known before a deployment. Packs are pinned: a rule joins one only by an edit of its
file.

"""


def document(rules: Iterable[Rule], packs: Sequence[Pack]) -> str:
    """Return the document of all rules, sorted by id, with a table of the packs on top.

    Args:
        rules: what to describe.
        packs: narrowest first.
    """
    listed = sorted(rules, key=lambda rule: rule.id)
    table = ["| pack | rules | what it is for |", "|---|---|---|"]
    table += [f"| `{pack.name}` | {len(pack.rules)} | {pack.description} |" for pack in packs]
    return _HEAD + "\n".join(table) + "\n\n" + "\n".join(page(rule, packs, level=2) for rule in listed)


def page(rule: Rule, packs: Iterable[Pack], *, level: int = 1, origin: str = "") -> str:
    """Return what is to be known of one rule.

    Args:
        rule: the rule.
        packs: all packs, narrowest first.
        level: level of its heading.
        origin: the package that brings it; empty for ours.
    """
    held_in = [f"`{pack.name}`" for pack in packs if rule.id in pack.rules]
    facts = [
        f"{rule.severity.value} severity",
        " ".join(filter(None, [rule.pillar.value, rule.recommendation])),
        *([f"benchmark {', '.join(rule.benchmark)}"] if rule.benchmark else []),
        f"in {', '.join(held_in)}" if held_in else "in no pack",
        *([f"from {origin}"] if origin else []),
    ]
    lines = [f"{'#' * level} {rule.id}: {rule.title}", "", " · ".join(facts), ""]
    lines += [f"{rule.rationale} **Fix:** {rule.fix}", ""]
    lines += [f"- Judges: {', '.join(_code(type_) for type_ in rule.types)}"]
    if rule.reads:
        lines += [f"- Reads: {', '.join(map(_code, rule.reads))}"]
    lines += [
        f"- Parameter `{name}` ({_default(parameter.default)}): {parameter.description}"
        for name, parameter in rule.parameters.items()
    ]
    same = [*rule.checkov, *rule.psrule, *(f"Azure Policy {id_}…" for id_ in rule.azure_policy)]
    if same:
        lines += [f"- Asks the same or much of it: {', '.join(same)}"]
    lines += [f"- See <{address}>" for address in rule.references]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return "every type" if text == "*" else f"`{text}`"


def _default(value: Value) -> str:
    if is_array(value):
        return f"{len(value)} by default" if value else "none by default"
    return f"`{str(value).lower() if isinstance(value, bool) else value}` by default" if value != "" else "not set"
