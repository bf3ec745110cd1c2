"""Secrets and traces of the machine that built, in what is released."""

import re
from collections.abc import Iterable, Mapping

# Forms that issuers document, so that a scanner can tell them from other text.
_SECRETS = {
    "a private key": rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----",
    "a GitHub token": rb"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})",
    "a Pulumi access token": rb"\bpul-[0-9a-f]{40}\b",
    "a package index token": rb"\bpypi-AgE[A-Za-z0-9_-]{50}",
    "a storage account key": rb"AccountKey=[A-Za-z0-9+/]{86}==",
    "an Entra client secret": rb"\b[A-Za-z0-9_~.]{3}8Q~[A-Za-z0-9_~.-]{34}",
    "a JSON web token": rb"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
    "a password in an address": rb"[a-z]://[\w.-]+:[\w.~%-]+@[\w-]",
}
# App Service and Container Apps have their own /home/site and /home/LogFiles.
_HOMES = rb"(?<![\w.])(?:/home/(?!site\b|LogFiles\b)|/Users/|[A-Z]:\\+Users\\+)[A-Za-z][\w.-]*"


def check_leaks(archive: str, members: Mapping[str, bytes], machine: Iterable[str]) -> list[str]:
    """Return where an archive holds a secret or a path of a machine; a secret itself is not repeated.

    Args:
        archive: Name of the archive, for messages.
        members: What it holds.
        machine: Folders of this machine that nothing may name.
    """
    paths = [folder.encode() for folder in machine]
    patterns = {what: re.compile(form) for what, form in _SECRETS.items()} | {"a home folder": re.compile(_HOMES)}
    problems: list[str] = []
    for name, content in sorted(members.items()):
        found = [what for what, pattern in patterns.items() if pattern.search(content)]
        found += ["a folder of this machine"] if any(path in content for path in paths) else []
        problems += [f"{archive}: {name} holds {what}" for what in found]
    return problems
