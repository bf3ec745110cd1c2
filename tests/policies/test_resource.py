from __future__ import annotations

import pytest

from bedplate.policies.resource import is_in_scope

GROUP = "/subscriptions/s/resourceGroups/rg"


@pytest.mark.parametrize(
    ("id_", "scope", "expected"),
    [
        pytest.param(f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv", GROUP, True, id="below"),
        pytest.param(GROUP.upper(), GROUP, True, id="itself-in-other-case"),
        pytest.param(GROUP, "", True, id="tenant"),
        pytest.param(f"{GROUP}-other", GROUP, False, id="longer-name"),
        pytest.param("/subscriptions/s", GROUP, False, id="above"),
    ],
)
def test_scopes_hold_what_lies_below_them(id_: str, scope: str, *, expected: bool) -> None:
    assert is_in_scope(id_, scope) is expected
