"""What the components take and give, inferred from their type annotations and the docstrings beside them."""

from functools import cache

from pulumi.provider.experimental.analyzer import Analyzer, AnalyzeResult

from bedplate.components.package.packages import OWN, Package
from bedplate.components.shared.attribute_docstrings import attribute_docstrings


@cache
def analysis(package: Package = OWN) -> AnalyzeResult:
    """Return the definitions of all components of a package and of the types that their arguments are made of."""
    return _DocumentedAnalyzer(package.name).analyze(list(package.components))


class _DocumentedAnalyzer(Analyzer):
    """Pulumi's analyser; left alone, it loses the docstrings of attributes that a class has from its bases."""

    def get_docstring(self, typ: type, name: str) -> str | None:
        return attribute_docstrings(typ).get(name)
