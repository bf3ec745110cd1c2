"""Metadata that are incomplete, invalid, or not what pyproject.toml says."""

import tomllib

import pytest

from tests.tools.release.made_up import METADATA, PYPROJECT, README, VERSION
from tools.release.metadata import check_metadata

TABLE = tomllib.loads(PYPROJECT)["project"]


def test_complete_metadata() -> None:
    assert check_metadata(METADATA.encode(), TABLE, VERSION, README) == []


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        pytest.param("Name: garden", "Name: yard", ["metadata: name is 'yard', expected 'garden'"], id="another name"),
        pytest.param(
            "Version: 0.1.0", "Version: 0.2.0", ["metadata: version is '0.2.0', expected '0.1.0'"], id="another version"
        ),
        pytest.param(
            "Requires-Dist: rich>=14\n",
            "",
            [
                (
                    "metadata: dependencies is ['ruamel-yaml<0.20,>=0.18', 'semver>=3; extra == \"rain\"'], "
                    "expected ['rich>=14', 'ruamel-yaml<0.20,>=0.18', 'semver>=3; extra == \"rain\"']"
                )
            ],
            id="a dependency is missing",
        ),
        pytest.param(
            "Provides-Extra: rain\n", "", ["metadata: extras is [], expected ['rain']"], id="an extra is missing"
        ),
        pytest.param("Author: Gardeners\n", "", ["metadata: there is no author"], id="no author"),
        pytest.param(
            "Keywords: beds,water\n",
            "",
            ["metadata: keywords is [], expected ['beds', 'water']", "metadata: there is no keywords"],
            id="no keywords",
        ),
        pytest.param(
            "Classifier: Typing :: Typed\n",
            "",
            [
                (
                    "metadata: classifiers is ['Programming Language :: Python :: 3.11'], "
                    "expected ['Programming Language :: Python :: 3.11', 'Typing :: Typed']"
                ),
                "metadata: the classifier `Typing :: Typed` is missing",
            ],
            id="not said to be typed",
        ),
        pytest.param(
            "License-File: LICENSE\n",
            "",
            ["metadata: license files is None, expected ['LICENSE']", "metadata: there is no license file"],
            id="no licence file",
        ),
        pytest.param(
            "text/markdown",
            "text/x-rst",
            ["metadata: description content type is 'text/x-rst', expected 'text/markdown'"],
            id="another markup",
        ),
        pytest.param(
            "(https://garden.test)",
            "(docs/water.md)",
            [
                (
                    "metadata: description is '# garden\\n\\nBeds, [watered](docs/water.md).', "
                    "expected '# garden\\n\\nBeds, [watered](https://garden.test).'"
                ),
                "the long description leads to docs/water.md, which is not there on an index",
            ],
            id="another description",
        ),
        pytest.param(
            "Author: Gardeners\n",
            "Author: Gardeners\nProject-URL: Source, https://github.com/ORG/REPOSITORY\n",
            [
                "metadata: URLs is {'Source': 'https://github.com/ORG/REPOSITORY'}, expected {}",
                "metadata: Source is no public address: https://github.com/ORG/REPOSITORY",
            ],
            id="a placeholder for an address",
        ),
        pytest.param(
            "License-Expression: MIT",
            "License-Expression: Free as air",
            ["metadata: 'Free as air' is invalid for 'license-expression'"],
            id="a licence that SPDX does not know",
        ),
    ],
)
def test_metadata_that_are_wrong(written: str, instead: str, expected: list[str]) -> None:
    assert written in METADATA
    assert check_metadata(METADATA.replace(written, instead).encode(), TABLE, VERSION, README) == expected
