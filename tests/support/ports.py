"""Ports that nobody else takes: not another worker, and not a connection on its way out."""

from __future__ import annotations

import os
import socket

EACH = 100  # ports a process may hand out
FIRST, BLOCKS = 10_000, 200  # below those that systems give to outgoing connections (Linux: from 32768)

_given = 0


def free_port() -> int:
    """Another one each time, from a block of this process's own; still free when it is used a while later."""
    global _given
    for _ in range(EACH):
        port = FIRST + os.getpid() % BLOCKS * EACH + _given % EACH
        _given += 1
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")
