"""How much a program may ask for in a minute, by what it costs; the documentation says what stands here."""

from __future__ import annotations

from flask import current_app, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rbo.platform.config import settings
from rbo.platform.errors import TooOften
from rbo.platform.security import SAFE_METHODS
from rbo.platform.throttle import Rule, address_range, throttle

READS = Rule("api-reads", free=600, longest_s=60, forget_s=120, per_minute=True)
WRITES = Rule("api-writes", free=120, longest_s=60, forget_s=120, per_minute=True)
COSTLY = Rule("api-costly", free=60, longest_s=60, forget_s=120, per_minute=True)
STRANGERS = Rule("api-strangers", free=120, longest_s=60, forget_s=120, per_minute=True)

PER_MINUTE = {
    _l("Reading"): READS.free,
    _l("Writing"): WRITES.free,
    _l("Files, receipts and letters"): COSTLY.free,
}


class TooManyRequests(TooOften):
    """Slow down."""


def keep() -> None:
    """Count this request for whoever makes it.

    Raises:
        TooManyRequests: these were enough for this minute.
    """
    counters = throttle(settings().redis_url)
    if "bearer" not in g:
        wait_s = counters.take(STRANGERS, address_range(request.remote_addr))
    else:
        wait_s = counters.take(_rule(), str(g.bearer.stringer_id))
    if wait_s:
        raise TooManyRequests(_("Too many requests. Wait as long as Retry-After says."), wait_s)


def _rule() -> Rule:
    if getattr(current_app.view_functions.get(request.endpoint or ""), "is_costly", False):
        return COSTLY
    return READS if request.method in SAFE_METHODS else WRITES
