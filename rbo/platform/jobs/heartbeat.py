"""The heartbeat: renews the lease while a deed is being done."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from rbo.platform.config import settings
from rbo.platform.jobs.slip import LeaseLost, Slip

log = logging.getLogger(__name__)


@contextmanager
def heartbeat(slip: Slip) -> Iterator[None]:
    """Renew the lease of *slip* three times per lease until the block ends."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    is_over = Event()
    beating = Thread(target=_beat, args=(app, slip, is_over), daemon=True)
    beating.start()
    try:
        yield
    finally:
        is_over.set()
        beating.join()


def _beat(app: Flask, slip: Slip, is_over: Event) -> None:
    with app.app_context():
        while not is_over.wait(settings().lease_s / 3):
            try:
                slip.renew()
            except LeaseLost:
                return
            except DBAPIError as error:
                log.warning("Postgres did not take a heartbeat: %s", error)
