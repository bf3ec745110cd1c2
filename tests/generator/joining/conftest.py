"""The example, installed once a session."""

from pathlib import Path

import pytest

from tests.generator.joining.packages import install_example


@pytest.fixture(scope="session")
def contoso(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the folder that the example is installed in, for PYTHONPATH."""
    folder: Path = tmp_path_factory.mktemp("contoso")
    install_example(folder)
    return str(folder)
