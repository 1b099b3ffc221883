"""How often somebody may have news sent by hand: pings, and the same once more."""

from __future__ import annotations

from uuid import UUID

from flask_babel import ngettext

from rbo.platform.config import settings
from rbo.platform.errors import TooOften
from rbo.platform.throttle import Rule, throttle

BY_HAND = Rule("webhooks-by-hand", free=20, longest_s=60, forget_s=120, per_minute=True)


class TooMuchByHand(TooOften):
    """Enough for this minute."""


def count_by_hand(stringer_id: UUID) -> None:
    """Count one more for this book.

    Raises:
        TooMuchByHand: these were enough for this minute.
    """
    wait_s = throttle(settings().redis_url).take(BY_HAND, str(stringer_id))
    if wait_s:
        sentence = ngettext(
            "Too many pings and repeats. Wait %(num)s second.",
            "Too many pings and repeats. Wait %(num)s seconds.",
            wait_s,
        )
        raise TooMuchByHand(sentence, wait_s)
