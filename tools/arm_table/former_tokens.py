"""Tokens of former azure-native releases and today's token of each, from the SDK's own aliases."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from tools.arm_table.sdk import ResourceClass

_VERSION = re.compile(r"/v\d{8}\w*(?=:)")


def former_tokens(resources: Iterable[ResourceClass]) -> Mapping[str, str]:
    """Return former tokens without API version, each with the token that a class of today has.

    Of several classes that claim a token the one of the same name has it. A token that today's SDK has itself, and one
    that several classes claim with equal right, is left out: what it meant depends on the API version.
    """
    classes = list(resources)
    today = {each.token for each in classes}
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for each in classes:
        for former in each.former_tokens:
            claims[_VERSION.sub("", former)].add(each.token)
    heirs = {former: _heirs(former, claimed) for former, claimed in claims.items() if former not in today}
    return {former: found[0] for former, found in heirs.items() if len(found) == 1}


def _heirs(former: str, claimed: set[str]) -> list[str]:
    of_the_same_name = [token for token in claimed if token.rpartition(":")[2] == former.rpartition(":")[2]]
    return of_the_same_name or list(claimed)
