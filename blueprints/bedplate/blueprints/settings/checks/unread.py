"""Settings that nothing reads under what else the file says."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from bedplate.blueprints.settings.findings import Finding
from bedplate.blueprints.settings.partial import read
from bedplate.blueprints.settings.positions import Path


def unread_keys(
    rule: str, path: Path, section: BaseModel, names: Iterable[str], *, because: str, hint: str
) -> Iterator[Finding]:
    """Find those of the named fields of a section that differ from their defaults.

    Args:
        rule: id of the rule.
        path: where the section stands.
        section: the section.
        names: fields, by their names in the model, that nothing reads.
        because: why nothing does, following the key and a colon.
        hint: what to write instead.
    """
    for name in names:
        field = type(section).model_fields[name]
        value = read(section, name)
        # A wrong value has a finding of its own already.
        if value is not None and value != field.get_default(call_default_factory=True, validated_data={}):
            key = field.alias or name
            yield Finding(rule, (*path, key), f"{key} is given, but {because}", hint, of_key=True)
