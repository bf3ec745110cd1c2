"""Servers of plugins: the engine starts one in a process of its own, reads its port, and asks it over loopback."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import grpc

LOOPBACK = "127.0.0.1"
UNLIMITED = (("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1))
"""Options of servers and channels: a stack may be larger than gRPC's own four megabytes."""
_POLL_SECONDS = 0.5


def new_server(workers: int) -> grpc.Server:
    """Return a server that answers so many requests at once; nothing is served yet."""
    return grpc.server(ThreadPoolExecutor(max_workers=workers), options=UNLIMITED)


def serve(server: grpc.Server) -> NoReturn:
    """Tell the port, and serve until the engine ends this process, or is gone itself."""
    port = server.add_insecure_port(f"{LOOPBACK}:0")
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    engine = os.getppid()
    with contextlib.suppress(KeyboardInterrupt):  # as the engine's own end reaches its plugins
        while os.getppid() == engine:
            time.sleep(_POLL_SECONDS)
    server.stop(grace=None)
    raise SystemExit(0)
