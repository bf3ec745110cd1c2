"""One plugin for all tests here: it takes seconds to start."""

from collections.abc import Iterator

import pytest

from tests.components.plugin.host import Plugin, running_plugin


@pytest.fixture(scope="session")
def plugin() -> Iterator[Plugin]:
    """Return the running plugin."""
    with running_plugin() as running:
        yield running
