"""Everything a job needs, loaded once before the first fork, so that a work horse starts in milliseconds."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from importlib import import_module

from flask import Flask

from rbo.app import create_app
from rbo.platform.db import app_engine
from rbo.platform.jobs.desks import open_desks

log = logging.getLogger(__name__)
WARM_UPS = ("rbo.receipts.pdf:warm",)


def warm_app() -> Flask:
    """The app with its rooms loaded, papers warmed, and no connection open that a fork could share."""
    app = create_app()
    with app.app_context():
        for place in WARM_UPS:
            _warm(place)
        for engine in (app_engine(), *(desk.engine() for desk in open_desks())):
            engine.dispose()
    gc.collect()
    gc.freeze()  # a collection in a work horse would touch, and so copy, every page it shares
    return app


def _warm(place: str) -> None:
    module, _, name = place.partition(":")
    try:
        warm_up: Callable[[], object] = getattr(import_module(module), name)
        warm_up()
    except OSError as error:
        log.warning("%s could not be warmed, papers cannot be drawn here: %s", place, error)
