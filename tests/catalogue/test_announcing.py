"""Admins are mailed that a model waits: each for themselves, in their language, while it waits."""

from __future__ import annotations

from datetime import timedelta
from email.header import decode_header, make_header

import pytest
from sqlalchemy import select

from rbo.catalogue import service
from rbo.platform.db import db, system_session
from rbo.platform.jobs.models import Outbox
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Locale, Role, Status, Stringer
from tests.faults.kit import office, open_office, outdoors, work
from tests.make import a_racket_model, a_stringer

__all__ = ["office", "open_office", "outdoors"]


@pytest.fixture
def admins(ground):
    """Two admins, one of them German."""
    found = [a_stringer("Gerda", Locale.DE), a_stringer("Rosa")]
    change(*found, role=Role.ADMIN)
    return found


def change(*stringers, **values):
    with system_session() as rows:
        for stringer in stringers:
            for name, value in values.items():
                setattr(rows.get_one(Stringer, stringer.id), name, value)


def submit(stringer):
    """Offer a model, and give the rows that announce it."""
    with open_tenant(stringer.id):
        service.submit(a_racket_model("Yonex", "Ezone 98", year=2022))
        db.session.commit()
        return list(db.session.scalars(select(Outbox.id).where(Outbox.kind == "catalogue.announce")))


def test_every_admin_gets_a_letter_in_their_language(admins, ben, office):
    work(*submit(ben))

    subjects = {letter["To"]: str(make_header(decode_header(letter["Subject"]))) for letter in office.letters}
    gerda, rosa = (subjects[admin.email] for admin in admins)
    assert rosa == "New catalogue submission: Yonex Ezone 98 2022"
    assert gerda == "Neue Einreichung für den Katalog: Yonex Ezone 98 2022"


def test_it_has_a_text_and_an_html_part_with_the_way_there(admins, ben, office, settings):
    work(*submit(ben))

    link = f"{settings.public_url}/admin/submissions/"
    for letter in office.letters:
        parts = {
            part.get_content_type(): part.get_payload(decode=True).decode()
            for part in letter.walk()
            if not part.is_multipart()
        }
        assert set(parts) == {"text/plain", "text/html"}
        assert all(link in part for part in parts.values())


def test_the_message_id_is_the_same_when_it_is_tried_again(admins, ben, office, outdoors):
    first, _second = submit(ben)
    office.says["DOT"].append("451 later")
    work(first)
    outdoors.let_pass(timedelta(hours=1))
    work(first)

    assert outdoors.row(first)["attempt"] == 2
    assert [message_id.partition("@")[0] for message_id in office.message_ids] == [f"<{first}"]


def test_a_letter_that_one_admin_cannot_get_keeps_nobody_elses(admins, ben, office, outdoors):
    first, second = submit(ben)
    office.says["RCPT"].append("550 5.1.1 No such user here")

    work(first, second)

    assert outdoors.states() == ["failed", "sent"]


def test_what_is_withdrawn_is_not_announced(admins, ben, office, outdoors):
    rows = submit(ben)
    with open_tenant(ben.id):
        service.withdraw(service.queries.rackets_called("Yonex Ezone 98 2022")[0])
        db.session.commit()

    work(*rows)

    assert outdoors.states() == ["aborted", "aborted"]
    assert office.letters == []


@pytest.mark.parametrize("values", [{"role": Role.STRINGER}, {"status": Status.FINALIZED}])
def test_who_is_no_admin_any_more_gets_none(admins, ben, office, outdoors, values):
    rows = submit(ben)
    change(*admins, **values)

    work(*rows)

    assert office.letters == []


def test_without_an_admin_a_model_waits_in_silence(ben, office):
    assert submit(ben) == []
