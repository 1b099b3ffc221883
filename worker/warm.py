"""Everything a job needs, done once before the first fork, so that a work horse starts in milliseconds."""

from __future__ import annotations

import gc
import logging

from flask import Flask
from sqlalchemy.orm import configure_mappers

from rbo.ground import create_ground
from rbo.platform.db import app_engine
from rbo.platform.i18n import LANGUAGES
from rbo.platform.ids import new_id
from rbo.platform.jobs.desks import MAIN, open_desks
from rbo.platform.jobs.run import run
from rbo.receipts import letter, pdf
from rbo.receipts.draft import Business, Draft, Frame, Party, Side

log = logging.getLogger(__name__)


def warm_app(*, draws: bool) -> Flask:
    """The app with its rooms and statements warm, and no connection open that a fork could share.

    With *draws* it is ready to draw receipts too; without, WeasyPrint stays out of its memory.
    """
    app = create_ground()
    with app.app_context():
        configure_mappers()
        if draws:
            _draw_for_nobody()
        _touch_postgres()
    gc.collect()
    gc.freeze()  # a collection in a work horse would touch, and so copy, every page it shares
    return app


def _draw_for_nobody() -> None:
    blank = Draft(
        business=Business(display_name="-"),
        client=Party(name="-"),
        racket=Frame(label="-"),
        main=Side(),
        cross=Side(),
    )
    try:
        for locale in LANGUAGES:
            paper = pdf.draw(blank, "0000-0000", locale)
            letter.write(blank, "0000-0000", locale, "nobody@example.org", paper)
    except OSError as error:
        log.warning("Receipts cannot be drawn here: %s", error)


def _touch_postgres() -> None:
    engines = (app_engine(), *(desk.engine() for desk in open_desks()))
    for engine in engines:
        engine.connect().close()
    run(MAIN.name, str(new_id()))
    for engine in engines:
        engine.dispose()
