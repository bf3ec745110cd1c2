"""No network: whatever runs in this process and reaches for a socket gets an error."""

from __future__ import annotations

import sys
from typing import Any

_HARMLESS = frozenset({"socket.gethostname"})


def refuse_sockets() -> None:
    """Refuse sockets and name resolution for the rest of this process.

    An audit hook sees what the interpreter itself does, so no other module can go around it or take it away.
    """
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket.") and event not in _HARMLESS:
        raise ConnectionRefusedError(f"{event}: scanners of bedplate have no network")
