"""In which language an invitation is offered."""

from __future__ import annotations

import re

from sqlalchemy import select

from rbo.platform.db import db, system_session
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Locale, Role, Stringer

PAGE = "/admin/stringers"
CHOSEN = re.compile(r'<input[^>]*value="(\w\w)"[^>]*\bchecked\b|<input[^>]*\bchecked\b[^>]*value="(\w\w)"')


def test_the_letter_speaks_as_the_landlord_does_unless_another_language_is_chosen(app, landlord):
    assert "en" in chosen(landlord)

    with app.app_context():
        with system_session() as rows:
            boss_id = rows.scalars(select(Stringer.id).where(Stringer.role == Role.ADMIN)).one()
        with open_tenant(boss_id):
            db.session.get_one(Stringer, boss_id).default_locale = Locale.DE
            db.session.commit()

    assert "de" in chosen(landlord)


def chosen(browser):
    found = CHOSEN.search(browser.get(PAGE).text)
    return found.groups() if found else ()
