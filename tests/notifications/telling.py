"""Lines for an inbox, and the number that a page shows at its bell."""

from __future__ import annotations

from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.platform.db import db
from rbo.platform.ids import new_id

BELL = 'id="unread-bell"'


def told(stringer, *labels, kind=Kind.EXPORT_READY):
    """One line for each label in the inbox of *stringer*."""
    for label in labels:
        notify(stringer.id, kind, new_id(), label)
    db.session.commit()


def shown(page):
    """The number at the bell."""
    return page.split(BELL)[1].split(">")[1].split("<")[0]
