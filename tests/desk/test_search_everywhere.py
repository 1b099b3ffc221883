"""Search everywhere: what it shows of one's own book, of nobody else's, and what it makes of odd input."""

from __future__ import annotations

from rbo.clients.service import archive
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.desk.statements import counted
from tests.each import each
from tests.make import a_client, an_order

MOST_STATEMENTS = 6
PART = {"HX-Request": "true"}
ODD = [
    "a" * 2000,
    "a b " * 500,
    "?!.,;:-_()[]{}*+^$|\\/",
    "%_\\",
    "' or 1=1 --",
    "\N{RIGHT-TO-LEFT OVERRIDE}anel\N{POP DIRECTIONAL FORMATTING}",
    "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 100,
    "0",
    "#",
    "999999999",
    "9" * 100,
    "0000-000000000",
    "²³",
    "①",
    "  ",
]


def found(page):
    """What is shown of a page of answers."""
    assert page.status_code == 200
    return page.text


@each("typed", ODD)
def test_odd_input_is_an_ordinary_search(anna, annas, typed):
    a_client()
    db.session.commit()

    assert "data-found" in found(annas.get("/search", query_string={"q": typed}))


def test_bytes_that_are_no_text_are_an_ordinary_search(anna, annas):
    assert "data-found" in found(annas.get("/search?q=%ED%A0%80%FF"))


def test_a_null_byte_is_refused_in_words(anna, annas):
    assert annas.get("/search?q=a%00b").status_code == 400


def test_nothing_of_another_book_is_found(anna, ben, annas):
    an_order(a_client("Lena", "Muster", phone="079 111 11 11"))
    db.session.commit()
    with open_tenant(ben.id):
        for _number in range(2):
            an_order(a_client("Lena", "Musterfrau", phone="079 222 22 22", nickname="Smash"))
        db.session.commit()

    texts = ["lena", "musterfrau", "smash", "mustrefrau", "079 222 22 22", "2", "pa98", "lena.muster"]
    answers = [found(annas.get("/search", query_string={"q": text}, headers=PART)) for text in texts]

    assert not any("Musterfrau" in answer.split(">", 1)[1] for answer in answers)
    assert "Lena Muster" in answers[0]
    assert 'href="/orders/2"' not in "".join(answers)


def test_who_is_archived_is_found_behind_the_others_and_says_so(anna, annas):
    archive(a_client("Lena", "Abegg"))
    a_client("Lena", "Zurbriggen")
    db.session.commit()

    page = found(annas.get("/search?q=lena", headers=PART))

    assert page.index("Lena Zurbriggen") < page.index("Lena Abegg") < page.index("Archived")


def test_the_order_of_a_client_and_its_receipt_are_one_step_away(anna, annas):
    order = an_order(a_client("Lena", "Muster"))
    db.session.commit()

    page = found(annas.get("/search?q=lena", headers=PART))

    assert f'href="/orders/{order.number}"' in page


@each("typed", ["lena", "lnea", "zzzzzz", "lena pa98", "1", "hyper g"])
def test_a_search_asks_the_database_little(anna, annas, typed):
    an_order(a_client("Lena", "Muster"))
    db.session.commit()

    with counted() as asked:
        found(annas.get("/search", query_string={"q": typed}, headers=PART))

    assert len(asked) <= MOST_STATEMENTS


def test_who_is_not_in_the_book_can_be_added_as_typed(anna, annas):
    page = found(annas.get("/search?q=new+order+for+Zoë+Neu", headers=PART))

    assert "New stringjob for a new client, Zoë Neu" in page
    assert "/orders/new?client=new&amp;q=Zo%C3%AB+Neu" in page


def test_an_empty_search_offers_what_can_be_done_and_asks_nothing(anna, annas):
    with counted() as asked:
        page = found(annas.get("/search", headers=PART))

    assert "New stringjob" in page
    assert asked == []
