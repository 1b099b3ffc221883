"""The pool of one role's connections; a site says how many there are, and how long one waits for one."""

from __future__ import annotations

import logging
import time
from threading import Lock
from typing import ClassVar

from sqlalchemy import QueuePool
from sqlalchemy.pool import ConnectionPoolEntry

from rbo.platform.metrics.counting import note, show
from rbo.platform.metrics.families import CHECKOUT_S, POOL

logging.getLogger(__name__).setLevel(logging.WARNING)  # each connection that ends would stand in our log


def count_connections() -> None:
    """Tell Prometheus of every pool of this process from now on."""
    CountedPool.is_counted = True


class CountedPool(QueuePool):
    """SQLAlchemy's own; *logging_name* is the role. Workers and commands count nothing: nobody asks them."""

    is_counted: ClassVar[bool] = False
    _telling: ClassVar[Lock] = Lock()

    def _do_get(self) -> ConnectionPoolEntry:
        began = time.perf_counter()
        try:
            return super()._do_get()
        finally:
            if self.is_counted:
                note(CHECKOUT_S, time.perf_counter() - began, role=str(self.logging_name))
                self._tell()

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        super()._do_return_conn(record)
        if self.is_counted:
            self._tell()

    def _tell(self) -> None:
        with self._telling:  # or an older number could be told after a younger one
            show(POOL, self.checkedout(), role=str(self.logging_name), state="used")
            show(POOL, self.checkedin(), role=str(self.logging_name), state="idle")
