"""The letter that carries a receipt, as it arrives."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace

import pytest

from rbo.orders import service
from rbo.platform.db import db
from rbo.platform.mail import as_letter, envelope
from rbo.receipts.draft import Party
from rbo.receipts.letter import file_name, write
from rbo.receipts.queries import emissions_of
from rbo.stringers.models import Locale
from tests.faults.kit import office, open_office, work
from tests.make import a_client, an_order, reloaded, today
from tests.receipts.page import words_of
from tests.receipts.samples import hybrid

__all__ = ["office", "open_office"]


def mailed(office, order):
    """The letters of *order*, delivered and read."""
    for emission in reversed(emissions_of(order.receipt)):
        db.session.commit()
        if emission.outbox_id:
            work(emission.outbox_id)
    return [email.message_from_bytes(bytes(one), policy=email.policy.default) for one in office.letters]


@pytest.fixture
def strung(anna):
    """A racket off the machine."""
    order = an_order()
    service.mark_strung(order, on=today())
    db.session.commit()
    return reloaded(order.number)


def test_the_letter_has_words_and_the_paper(anna, office, strung):
    (letter,) = mailed(office, strung)
    (paper,) = letter.iter_attachments()
    number = f"{today().year}-0001"

    assert letter["Subject"] == f"Receipt {number} from {anna.display_name}"
    assert letter["To"] == "lena@example.com"
    assert letter["From"].startswith(anna.display_name)
    assert letter["Reply-To"] == anna.email
    assert letter.get_body(("plain",)).get_content().startswith("Hello Lena Muster\n")
    assert f"Receipt {number} is attached." in letter.get_body(("html",)).get_content()
    assert (paper.get_filename(), paper.get_content_type()) == (
        f"Receipt {number} Lena Muster.pdf",
        "application/pdf",
    )
    assert "53.00" in [word.text for word in words_of(paper.get_content())]


def test_a_letter_says_what_stood_on_the_day_it_was_promised(anna, office, strung):
    strung.client.entered_first_name = "Leonie"
    strung.labour_price += 10
    db.session.commit()

    (letter,) = mailed(office, reloaded(strung.number))
    (paper,) = letter.iter_attachments()

    assert letter.get_body(("plain",)).get_content().startswith("Hello Lena Muster\n")
    assert "53.00" in [word.text for word in words_of(paper.get_content())]


def test_a_second_sending_looks_like_the_first(anna, office, strung):
    service.send_again(strung)
    db.session.commit()

    first, second = mailed(office, reloaded(strung.number))

    assert first["Subject"] == second["Subject"]
    assert first["Message-ID"] != second["Message-ID"]
    assert first.get_body(("html",)).get_content() == second.get_body(("html",)).get_content()
    assert [part.get_content() for part in first.iter_attachments()] == [
        part.get_content() for part in second.iter_attachments()
    ]


def test_nothing_that_was_typed_becomes_a_header_or_markup(anna, office):
    names = {
        "first_name": "Zoë\r\nBcc: all@example.com",
        "last_name": "<b>Ågren</b>/..",
        "email": "z@example.com",
    }
    order = an_order(a_client(**names))
    service.mark_strung(order, on=today())
    db.session.commit()

    (letter,) = mailed(office, reloaded(order.number))
    (paper,) = letter.iter_attachments()

    assert letter["Bcc"] is None
    assert "<b>Ågren" not in letter.get_body(("html",)).get_content()
    assert not set("/\\<>\r\n") & set(paper.get_filename())


def test_the_language_is_the_one_of_the_snapshot(anna, office):
    order = an_order(a_client(locale=Locale.DE))
    service.mark_strung(order, on=today())
    db.session.commit()

    (letter,) = mailed(office, reloaded(order.number))

    assert '<html lang="de">' in letter.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    "name",
    ["Saiten, Schläger & mehr", "boss@bank.example, x", 'Evil" <a@b.example>', "Anna (Tennis)", "Zoë; Co"],
)
def test_no_business_name_changes_who_the_letter_is_from(ground, name):
    draft = replace(hybrid, business=replace(hybrid.business, business_name=name))
    letter = write(draft, "2026-0147", "en", "lena@example.com", b"")

    (sender,) = email.message_from_bytes(as_letter(letter, "<1@x>"), policy=email.policy.default)[
        "From"
    ].addresses

    assert (sender.display_name, sender.addr_spec) == (name, ground.config["RBO"].smtp_from)
    assert envelope(letter)[0] == ground.config["RBO"].smtp_from


def test_a_file_name_stays_short_and_legible(board):
    draft = replace(hybrid, client=Party(name='A/B: "C" ' + "x" * 200))

    assert file_name(draft, "2026-0147").startswith("Receipt 2026-0147 A B C xxx")
    assert len(file_name(draft, "2026-0147")) < 90
