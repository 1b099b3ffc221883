"""Seconds of a processor, which others who want one do not make longer."""

from __future__ import annotations

import psutil

from tests.faults.own_servers import OwnPostgres


def spent_by(postgres: OwnPostgres) -> float:
    """What a server has spent so far, with all its processes, those that ended too."""
    child = postgres.server.child
    if child is None:
        return 0.0
    top = psutil.Process(child.process.pid)
    spent = [process.cpu_times() for process in (top, *top.children(recursive=True))]
    return float(sum(one.user + one.system + one.children_user + one.children_system for one in spent))
