"""The places that were settled by hand."""

from pathlib import Path

import pytest

from tools.arm_table.leftovers import settled


def test_a_settlement_needs_its_source(tmp_path: Path) -> None:
    file = tmp_path / "settled.toml"
    file.write_text('[classes."garden:Bed"]\nplaces = { soil = "ground" }\nchecked = "2026-11-21"\n')
    with pytest.raises(ValueError, match=r"settled\.toml: garden:Bed needs source, checked, and places or outside"):
        settled(file)


def test_the_settlements_by_hand_read() -> None:
    found = settled()["network:VirtualNetworkPeering"]
    assert found.outside == {"syncRemoteAddressSpace": "a parameter of the request, not of the resource"}
