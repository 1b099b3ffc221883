"""Asking for a file."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from math import ceil

from flask_babel import gettext as _

from rbo.exports import queries
from rbo.exports.jobs import KEPT, make_export
from rbo.exports.models import Export, Format
from rbo.platform import afterwards, clock
from rbo.platform.db import db
from rbo.platform.errors import TooOften
from rbo.platform.ids import new_id
from rbo.stringers import queries as stringers

MOST_A_DAY, A_DAY = 20, timedelta(days=1)

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
    if wait_s := _wait_s():
        sentence = _("Those were %(most)s files within a day. Take one of them.", most=MOST_A_DAY)
        raise TooMany(sentence, wait_s)
    return _add(wanted)


def _wait_s() -> int:
    """How long until the first of so many is a day old; 0 where it is, or where there were fewer."""
    first = queries.asked_at(MOST_A_DAY)
    return max(0, ceil((first + A_DAY - clock.now()).total_seconds())) if first else 0


def _add(wanted: Format) -> Export:
    export = Export(id=new_id(), format=wanted, key=f"exports/{secrets.token_urlsafe(32)}.{wanted}")
    export.expires_at = clock.now() + KEPT
    export.outbox_id = make_export.enqueue(export.id)
    db.session.flush()
    db.session.add(export)
    db.session.flush()
    afterwards.say(db.session(), log.info, "export asked for")
    return export
