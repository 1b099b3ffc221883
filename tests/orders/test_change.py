"""Changing an order, and what its receipt then does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from rbo.orders import service
from rbo.orders.changes.change import Reading, change, note_reading
from rbo.orders.changes.edition import edition_of
from rbo.orders.models import OrderStateAudit
from rbo.platform.db import db
from rbo.platform.jobs.states import OutboxState
from rbo.platform.versions import ChangedMeanwhile
from rbo.receipts import queries as receipts
from rbo.receipts.models import Cause
from tests.make import a_client, a_racket, an_order, reloaded, today
from tests.orders.changing import A_DAY, changed, strung


def causes(order):
    return [letter.cause for letter in receipts.emissions_of(order.receipt)]


def test_a_change_on_the_receipt_sends_it_again(anna):
    order = strung()

    letter = changed(order, labour_price=Decimal(30))

    assert (letter.cause, Decimal(letter.snapshot["labour_price"])) == (Cause.EDITED, 30)
    assert reloaded(order.number).labour_price == Decimal(30)


def test_a_letter_that_has_not_left_is_replaced_and_not_followed(anna):
    order = strung()

    changed(order, labour_price=Decimal(30))
    db.session.commit()

    states = [(letter.cause, letter.outbox.state) for letter in receipts.emissions_of(order.receipt)]
    assert states == [(Cause.EDITED, OutboxState.QUEUED), (Cause.STRUNG, OutboxState.ABORTED)]


def test_saving_without_sending_leaves_the_letters_alone(anna):
    order = strung()

    assert changed(order, send=False, labour_price=Decimal(30)) is None

    assert [letter.outbox.state for letter in receipts.emissions_of(order.receipt)] == [OutboxState.QUEUED]


@pytest.mark.parametrize("wishes", [{"promised_for": today()}, {"comments": ""}])
def test_what_the_receipt_does_not_show_sends_nothing(anna, wishes):
    order = strung()

    assert changed(order, **wishes) is None

    assert causes(order) == [Cause.STRUNG]


def test_before_the_racket_is_strung_nothing_is_sent(anna):
    order = an_order()

    assert changed(order, labour_price=Decimal(30)) is None


def test_after_an_undone_stringing_a_change_waits_for_the_next_one(anna):
    order = strung()
    service.undo_stringing(order, seen_version=order.version)

    assert changed(order, labour_price=Decimal(30)) is None

    service.mark_strung(order, on=today())
    newest = receipts.emissions_of(order.receipt)[0]
    assert (newest.cause, Decimal(newest.snapshot["labour_price"])) == (Cause.RESTRUNG, 30)


def test_extras_alone_are_a_change_that_the_next_editor_notices(anna):
    order = strung()
    seen = order.version

    changed(order, extras=(("Grip", Decimal(6)),))
    db.session.commit()

    order = reloaded(order.number)
    assert (order.total, order.version) == (Decimal(59), seen + 1)
    with pytest.raises(ChangedMeanwhile):
        change(order, replace(edition_of(order), extras=()), seen, send=True)


def test_a_double_click_on_save_is_never_an_error(anna):
    order = strung()
    seen, wanted = order.version, replace(edition_of(order), labour_price=Decimal(30))
    change(order, wanted, seen, send=True)
    db.session.commit()

    assert change(reloaded(order.number), wanted, seen, send=True) is None

    assert causes(order) == [Cause.EDITED, Cause.STRUNG]


def test_a_corrected_day_is_written_down_and_the_number_stays(anna):
    order = strung()
    number, was = order.receipt.number, order.strung_at

    changed(order, strung_at=today() - 4 * A_DAY)

    latest = db.session.scalars(select(OrderStateAudit).order_by(OrderStateAudit.id.desc()).limit(1)).one()
    assert (latest.step, latest.was, latest.became) == ("strung", was, today() - 4 * A_DAY)
    assert reloaded(order.number).receipt.number == number


def test_all_days_move_together(anna):
    order = strung()
    service.mark_returned(order, on=today() - 2 * A_DAY)
    service.mark_paid(order, on=today() - 2 * A_DAY)
    later = {"ordered_at": today() - A_DAY, "strung_at": today(), "returned_at": today(), "paid_at": today()}

    changed(order, **later)
    db.session.commit()

    stored = reloaded(order.number)
    assert {day: getattr(stored, day) for day in later} == later


def test_one_s_own_job_may_be_without_the_day_it_came_in(anna):
    mine = a_client("Anna", "Selbst")
    mine.is_self_for_stringer = True
    order = an_order(mine)

    changed(order, ordered_at=None)
    db.session.commit()

    assert reloaded(order.number).state == "draft"


def test_another_racket_brings_its_pattern_and_shows_on_the_receipt(anna):
    order = strung()
    other = a_racket(order.client, "PA98_2")

    letter = changed(order, racket=other)

    assert letter.snapshot["racket"]["instance_id"] == "PA98_2"


def test_an_order_without_a_receipt_can_go_to_another_client(anna):
    order, eva = an_order(), a_client("Eva", "Probe")

    changed(order, client=eva, racket=a_racket(eva, "E1"))
    db.session.commit()

    assert reloaded(order.number).client.name == "Eva Probe"


def test_a_reading_is_noted_and_sent_only_when_asked(anna):
    order = strung()

    assert note_reading(order, Reading(Decimal("36.5"), "ERT 300"), order.version, send=False) is None
    letter = note_reading(order, Reading(Decimal(36), "ERT 300"), order.version, send=True)

    assert letter.cause is Cause.EDITED
    assert (order.dynamic_tension, order.dynamic_tension_instrument) == (Decimal(36), "ERT 300")
