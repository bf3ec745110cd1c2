"""What App Service does with the runtimes that it offers."""

import re


def runtime_runs_from_package(runtime: str) -> bool:
    """Return whether a runtime can run from a package that is mounted read-only, as Python and Java cannot.

    Source: learn.microsoft.com/azure/app-service/deploy-run-package, 2026-04-01.
    """
    return re.match(r"(?:python|java|tomcat|jbosseap)\|", runtime, re.IGNORECASE) is None
