"""What a client says of themselves: unknown words are kept, nonsense reads as the default."""

from __future__ import annotations

from dataclasses import asdict

import psycopg
import pytest
from psycopg.types.json import Jsonb
from sqlalchemy import select

from rbo.clients.models import ClientProfile
from rbo.orders.bill import draft_of, envelope_of
from rbo.people.models import Preferences
from rbo.platform import roles
from rbo.platform.db import db
from rbo.receipts.models import Skipped
from rbo.stringers.models import Stringer
from tests.browsers import Browser, fields
from tests.make import a_client, an_order, reloaded
from tests.portal.conftest import LENA
from tests.portal.kit import claimed, clients_in, invited, person_rows, press, the_person

PAGE = "/portal/preferences"


@pytest.fixture
def accepted(site, anna, office) -> Browser:
    """Lena's phone, after she accepted Anna."""
    phone = Browser(site.test_client())
    press(phone, invited(a_client(), office))
    return phone


@pytest.mark.parametrize(
    "kept",
    [{}, {"email": "no", "sms": 1, "whatsapp": None}, {"email": [], "signoff_opt_out": "no"}, {"owl": 7}],
)
def test_what_is_no_yes_or_no_reads_as_its_default(kept):
    assert asdict(Preferences.of(kept)) == {
        "email": True,
        "sms": False,
        "whatsapp": False,
        "telegram": False,
        "signoff_opt_out": False,
    }


def test_unknown_words_are_kept(lenas, database):
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        known = Jsonb({"pigeon": {"named": "Karl"}, "sms": "maybe"})
        connection.execute("update persons set notification_prefs = %s", [known])

    lenas.fill(PAGE, sms="on")

    (lena,) = person_rows(database, f"email = '{LENA}'")
    assert lena["notification_prefs"] == {
        "pigeon": {"named": "Karl"},
        "email": True,
        "sms": True,
        "whatsapp": False,
        "telegram": False,
        "signoff_opt_out": False,
    }


def test_names_and_language_are_kept_and_spoken(lenas):
    answer = lenas.fill(PAGE, first_name="Léna", last_name="", phone="079 123", locale="de")

    assert answer.status_code == 303
    lena = the_person(LENA)
    assert (lena.display_first_name, lena.display_last_name, lena.phone) == ("Léna", None, "079 123")
    page = lenas.get(PAGE, headers={"Accept-Language": "en"}).text
    assert '<html lang="de">' in page


def test_too_long_a_name_is_marked_and_kept(lenas):
    answer = lenas.fill(PAGE, first_name="x" * 81)

    assert answer.status_code == 422
    assert "x" * 81 in answer.text


def test_a_stringer_reads_it_once_accepted(accepted, anna, annas):
    accepted.fill(PAGE, phone="+41 79 000 00 00", whatsapp="on")
    (client,) = clients_in(anna)

    page = annas.get(f"/clients/{client.id}").text

    assert "+41 79 000 00 00" in page
    assert "WhatsApp" in page
    assert "Invite to their stringjobs" not in page


def test_the_other_stringer_reads_nothing_of_it(site, ben, anna, at_bens, bens):
    with at_bens():
        client_id = a_client().id
        db.session.commit()
    claimed(site, LENA).fill(PAGE, phone="+41 79 000 00 00")

    page = bens.get(f"/clients/{client_id}").text

    assert "+41 79 000 00 00" not in page
    assert "Invite to their stringjobs" in page


def test_no_mail_and_no_thank_you_when_they_are_not_wanted(accepted, anna):
    me = db.session.get_one(Stringer, anna.id)
    me.receipt_thankyou_text = {"en": "Thank you."}
    (client,) = db.session.scalars(select(ClientProfile))
    order = an_order(client)
    assert draft_of(order, me).thank_you == "Thank you."

    typed = fields(accepted.get(PAGE).text, PAGE)
    del typed["email"]
    accepted.post(PAGE, data=typed | {"signoff_opt_out": "on"})

    order, me = reloaded(order.number), db.session.get_one(Stringer, anna.id)
    assert draft_of(order, me).thank_you is None
    assert envelope_of(order).skipped is Skipped.NOT_WANTED
