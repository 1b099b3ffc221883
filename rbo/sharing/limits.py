"""How often somebody may let others look: each time a line comes into the inbox of whoever may."""

from __future__ import annotations

from flask_babel import ngettext

from rbo.platform.config import settings
from rbo.platform.errors import TooOften
from rbo.platform.scope import current_scope
from rbo.platform.throttle import Rule, throttle

GRANTS = Rule("grants", free=60, longest_s=60, forget_s=120, per_minute=True)


class TooManyGrants(TooOften):
    """Enough for this minute."""


def count_grant() -> None:
    """Count one more for the open book or view; several orders shared at once are one, be it a whole season.

    No share sends mail. It tells of each job once: what is shared already says nothing again, and to be told
    anew it has to be ended first, one by one.

    Raises:
        TooManyGrants: these were enough for this minute.
    """
    scope = current_scope()
    wait_s = throttle(settings().redis_url).take(GRANTS, str(scope.stringer_id or scope.person_id))
    if wait_s:
        sentence = ngettext(
            "Shared too often within a minute. Wait %(num)s second.",
            "Shared too often within a minute. Wait %(num)s seconds.",
            wait_s,
        )
        raise TooManyGrants(sentence, wait_s)
