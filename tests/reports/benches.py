"""Rackets that came off the machine, and what a page says of them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

from rbo.orders import service
from rbo.platform.db import db
from tests.make import an_order, reloaded, today


def strung(client=None, on=None, **more):
    """A job that came off the machine."""
    on = on or today()
    order = an_order(client, ordered_at=on - timedelta(days=2), **more)
    service.mark_strung(reloaded(order.number), on=on)
    db.session.commit()
    return reloaded(order.number)


def told(page):
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())
