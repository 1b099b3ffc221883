"""What each process does until it is told to stop."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from redis import Redis
from rq import Worker
from rq.serializers import JSONSerializer

from rbo.platform import pulse
from rbo.platform.config import settings
from rbo.platform.jobs import bell
from rbo.platform.jobs.relay import relay
from worker.schedule import SCHEDULE

PR_SET_PDEATHSIG = 1  # prctl(2)


def serve(name: str) -> None:
    """Be the relay, or the worker of the queue *name*, with an app context open."""
    if name == "relay":
        relay(SCHEDULE)
    else:
        work(name)


def work(name: str) -> None:
    """Answer the bells of one queue, each in a forked work horse."""
    connection = Redis.from_url(settings().redis_url, protocol=2)
    worker = _Worker(
        [bell.queue(name, connection)],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=30,
        job_monitoring_interval=5,
        maintenance_interval=15,
    )
    worker.log_job_description = False
    worker.max_connection_wait_time = 5.0
    worker.work(logging_level="WARNING")


class _Worker(Worker):
    """Shows a pulse to the probe beside it, also while Redis is away."""

    def heartbeat(self, *how_long: Any, **into: Any) -> None:
        """Be alive, here and in Redis."""
        pulse.beat(settings().run_dir, self.queue_names()[0])
        super().heartbeat(*how_long, **into)


def die_with_parent(parent: int) -> None:
    """Be told to stop when *parent* is gone, however it went (Linux; elsewhere the parent has to say so)."""
    if sys.platform == "linux":
        with suppress(OSError):
            ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        raise SystemExit(0)
