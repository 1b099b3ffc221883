"""An admin at work: a browser, what is decided in it, and who hears of it."""

from __future__ import annotations

from contextvars import Context

import pytest
from sqlalchemy import select

from rbo.catalogue import service
from rbo.notifications import queries as notifications
from rbo.platform.audit import AdminAuditLog
from rbo.platform.db import db, system_session
from rbo.platform.rows import HOUSE
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Role, Stringer
from tests.browsers import Browser
from tests.make import a_stringer
from tests.signed_in import client_of

QUEUE = "/admin/submissions"
LOOKS = ("submissions_listed", "submission_viewed")


@pytest.fixture
def landlady(ground):
    """An admin, whose book stays closed."""
    boss = a_stringer("Boss")
    with system_session() as rows:
        rows.get_one(Stringer, boss.id).role = Role.ADMIN
    return boss


@pytest.fixture
def hers(app, landlady, anna, redis_url):
    """The browser of the admin."""
    return Browser(Context().run(client_of, app, landlady))


def submitted(model):
    """The page on which *model* of the open book is decided."""
    submission = service.submit(model)
    db.session.commit()
    return f"{QUEUE}/{submission.id}"


def promote(browser, page, notes=""):
    return browser.fill(page, f"{page}/promotion", notes=notes)


def reject(browser, page, reason="It is there under another name."):
    return browser.fill(page, f"{page}/rejection", reason=reason)


def of_the_house(noun):
    return list(db.session.scalars(select(noun).where(noun.stringer_id == HOUSE)))


def inbox_of(stringer):
    db.session.rollback()
    with open_tenant(stringer.id):
        return [(line.kind, line.label) for line in notifications.inbox()]


def logged(*looks):
    """What the log says was decided, and *looks* that are asked for."""
    with system_session() as rows:
        lines = rows.scalars(select(AdminAuditLog).order_by(AdminAuditLog.id))
        said = [(line.deed, line.actor, line.stringer_id, line.reason) for line in lines]
        return [line for line in said if line[0] in looks or line[0] not in LOOKS]
