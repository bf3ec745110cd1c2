from __future__ import annotations

from typing import Any

import pytest

from bedplate.policies.regions import cloud_of, region_of
from bedplate.policies.values import MISSING, UNKNOWN


@pytest.mark.parametrize(
    ("location", "region", "cloud"),
    [
        pytest.param("swedencentral", "swedencentral", "public", id="name"),
        pytest.param("US Gov Virginia", "usgovvirginia", "usgovernment", id="words"),
        pytest.param("USDODEAST", "usdodeast", "usgovernment", id="wrong-case"),
        pytest.param("China North 3", "chinanorth3", "china", id="china"),
        pytest.param(MISSING, "", "public", id="omitted"),
        pytest.param(UNKNOWN, "", "public", id="unknown"),
    ],
)
def test_region_and_cloud(location: Any, region: str, cloud: str) -> None:
    assert (region_of(location), cloud_of(region)) == (region, cloud)
