"""Asking for a file."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from math import ceil

from flask_babel import gettext as _

from rbo.exports import queries
from rbo.exports.jobs import KEPT, make_export
from rbo.exports.models import Export, Format
from rbo.platform import afterwards, clock
from rbo.platform.db import db
from rbo.platform.errors import TooOften
from rbo.platform.ids import new_id
from rbo.platform.words import moment
from rbo.stringers import queries as stringers

MOST_A_DAY, A_DAY, A_MINUTE = 20, timedelta(days=1), timedelta(minutes=1)

log = logging.getLogger(__name__)


class TooMany(TooOften):
    """Enough for one day."""


def ask_for(wanted: Format) -> Export:
    """Have a file made; one of this kind that is under way is the one that was asked for.

    Raises:
        TooMany: there were twenty within a day.
    """
    stringers.mine(lock=True)  # two who ask at once ask one after the other
    under_way = [known for known in queries.present() if known.format is wanted and known.is_under_way]
    if under_way:
        return under_way[0]
    first = queries.asked_at(MOST_A_DAY)
    if first is not None and first + A_DAY > clock.now():
        raise _too_many(first + A_DAY)
    return _add(wanted)


def _too_many(until: datetime) -> TooMany:
    """Until the first of so many is a day old; said in minutes, of which one that has begun is no promise."""
    minute = (until + A_MINUTE - timedelta.resolution).replace(second=0, microsecond=0)
    about = {"most": MOST_A_DAY, "time": moment(minute)}
    sentence = _(
        "Those were %(most)s files within a day. Take one of them. One more from %(time)s on.", **about
    )
    return TooMany(sentence, ceil((until - clock.now()).total_seconds()))


def _add(wanted: Format) -> Export:
    export = Export(id=new_id(), format=wanted, key=f"exports/{secrets.token_urlsafe(32)}.{wanted}")
    export.expires_at = clock.now() + KEPT
    export.outbox_id = make_export.enqueue(export.id)
    db.session.flush()
    db.session.add(export)
    db.session.flush()
    afterwards.say(db.session(), log.info, "export asked for")
    return export
