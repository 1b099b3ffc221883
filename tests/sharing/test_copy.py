"""The receipt of a shared job as a PDF: drawn by the worker, handed over only while the grant lives."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from rbo.orders import service as orders
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.receipts import answers, handover
from rbo.sharing import paper
from rbo.sharing.models import Deed, ShareAudit
from tests.faults.kit import wait_for
from tests.faults.workers import crew, environment
from tests.make import a_client, an_order, today
from tests.receipts.page import words_of
from tests.sharing.grants import as_side, revoke, share


@pytest.fixture
def shown(anna, ben):
    """A strung job of Lena Muster with a comment, and the grant that shows it to Ben."""
    order = an_order(a_client("Lena", "Muster"), comments="Softer.")
    orders.mark_strung(order, on=today())
    return share(order, ben)


def address(grant):
    """The PDF of the job that a grant shows."""
    return f"/shared/{grant.order_id}/receipt.pdf"


def test_a_worker_draws_the_copy_without_what_is_hidden(ground, shown, bens, settings, tmp_path):
    pdf = address(shown)
    with crew(tmp_path, environment(settings), "paper"):
        wait_for(lambda: bens.get(pdf).status_code == 200, 90)
        answer = bens.get(pdf)

    said = [word.text for word in words_of(answer.data)]
    assert {"Lena", f"{today().year}-0001", "Anna’s", "Hyper-G"} <= set(said)
    assert {"Muster", "Softer.", "53.00", "25.00", "lena@example.com"} & set(said) == set()
    assert f"Receipt {today().year}-0001.pdf" in answer.headers["Content-Disposition"]


def test_a_drawn_copy_is_gone_with_the_grant(shown, anna, ben, bens):
    """L-93: it lies there for a quarter of an hour, and nobody gets it."""
    drawn(ben, shown)
    assert bens.get(address(shown)).status_code == 200
    revoke(shown, anna)

    assert bens.get(address(shown)).status_code == 404


def drawn(viewer, grant):
    """The worker has done its work."""
    db.session.commit()
    paper.draw(str(viewer.id), str(grant.order_id))


def test_a_copy_asked_for_before_is_not_drawn_after(shown, anna, ben):
    """L-93, L-103: the worker looks for the right again."""
    revoke(shown, anna)

    with pytest.raises(Missing):
        drawn(ben, shown)


def test_a_grant_that_ends_while_the_page_waits_hands_nothing_over(shown, ben, bens, god, monkeypatch):
    """L-93."""
    drawn(ben, shown)
    fetch = answers.fetch

    def fetch_late(copy, deed):
        found = fetch(copy, deed)
        god.execute("update order_shares set ended_at = now()")
        god.commit()
        return found

    monkeypatch.setattr(answers, "fetch", fetch_late)
    answer = bens.get(address(shown))

    assert answer.status_code == 404
    assert answer.mimetype == "text/html"


def test_a_late_copy_is_one_look_however_often_its_page_asks_again(shown, ben, bens, monkeypatch):
    """Nothing is seen while it is drawn."""
    monkeypatch.setattr(handover, "WAIT_S", 0.0)
    waiting = [bens.get(address(shown)).status_code for _ in range(3)]
    before = looks(ben)
    drawn(ben, shown)

    shown_at_last = bens.get(address(shown)).status_code

    assert (waiting, shown_at_last) == ([202] * 3, 200)
    assert (before, looks(ben)) == (0, 1)


@pytest.mark.parametrize("part", ["bytes=0-", "bytes=0-99999999", "bytes=-9"])
def test_a_part_of_a_copy_is_a_look_too(shown, ben, bens, part):
    drawn(ben, shown)

    answer = bens.get(address(shown), headers={"Range": part})

    assert answer.status_code == 206
    assert looks(ben) == 1


def looks(side):
    """How many looks are written down, as one side reads it."""
    with as_side(side, read_only=True):
        return db.session.scalar(select(func.count()).where(ShareAudit.deed == Deed.READ))


def test_before_the_racket_is_strung_there_is_no_copy(anna, ben, bens):
    grant = share(an_order(), ben)

    assert bens.get(address(grant)).status_code == 404
    assert "Open PDF" not in bens.get(f"/shared/{grant.order_id}").text
