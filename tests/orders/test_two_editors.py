"""U-43: two people edit the same order, and neither loses what the other saved."""

from __future__ import annotations

import random
import threading
from contextvars import Context
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from rbo.orders.changes.change import change
from rbo.orders.changes.edition import POINTS, TENSIONS, Edition, differing, edition_of, marks, merged, value
from rbo.orders.changes.meeting import Meeting
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.platform.versions import ChangedMeanwhile
from rbo.stringers.models import Stringer
from tests.make import an_order, just_taken_in, reloaded, today

INTERLEAVINGS, EDITORS, STEPS = 1000, 2, 6
WORDS = [f"word {number}" for number in range(40)]


@dataclass
class Editor:
    """Somebody with a page open: what they saw, and what they typed into it."""

    version: int
    seen: Edition
    typed: Edition


def opened(order: Order) -> Editor:
    return Editor(order.version, edition_of(order), edition_of(order))


def another(dice: random.Random, edition: Edition) -> Edition:
    """*edition* with one point typed anew."""
    amount = Decimal(dice.randint(0, 9999)) / 100
    tension = Decimal(dice.randint(40, 60)) / 2
    wishes: list[dict[str, Any]] = [
        {"comments": dice.choice(WORDS)},
        {"machine_mode": dice.choice(WORDS)},
        {"labour_price": amount},
        {"extras": ((dice.choice(WORDS), amount),)},
        {"main": replace(edition.main, tension=tension)},
        {"cross": replace(edition.cross, tension=tension)},
        {"main": replace(edition.main, label=dice.choice(WORDS))},
        {"cross": replace(edition.cross, price=amount)},
        {"promised_for": today() + timedelta(days=dice.randint(0, 30))},
        {"dynamic_tension": tension, "dynamic_tension_instrument": dice.choice(WORDS)},
    ]
    return replace(edition, **dice.choice(wishes))


def said(edition: Edition) -> dict[str, Any]:
    """What *edition* says at each point."""
    return {point: value(edition, point) for point in POINTS if point != TENSIONS}


def typed_by(editor: Editor) -> dict[str, Any]:
    """What an editor means to change."""
    before = said(editor.seen)
    return {point: typed for point, typed in said(editor.typed).items() if typed != before[point]}


def save(order: Order, editor: Editor) -> Editor:
    """Save what was typed; where somebody was faster, see both, keep what the page proposes, save again."""
    wanted = merged(edition_of(order), editor.typed, differing(editor.typed, editor.seen))
    try:
        change(order, wanted, editor.version, send=False)
    except ChangedMeanwhile:
        meeting = Meeting(editor.typed, edition_of(order), marks(editor.seen))
        change(order, merged(meeting.now, meeting.asked, meeting.mine), order.version, send=False)
    return opened(order)


def test_a_thousand_random_interleavings_lose_nothing(anna: Stringer) -> None:
    """Each point is as it was typed last by somebody who then saved."""
    order, dice = an_order(), random.Random(43)
    expected = said(edition_of(order))

    for _round in range(INTERLEAVINGS):
        editors = [opened(order) for _editor in range(EDITORS)]
        for _step in range(STEPS):
            turn = dice.randrange(EDITORS)
            editor = editors[turn]
            if dice.random() < 0.5:
                editor.typed = another(dice, editor.typed)
                continue
            expected |= typed_by(editor)
            editors[turn] = save(order, editor)
        assert said(edition_of(order)) == expected

    db.session.commit()
    assert said(edition_of(reloaded(order.number))) == expected


def test_without_looking_again_the_second_is_refused_and_the_first_stays(anna: Stringer) -> None:
    order = an_order()
    first, second = opened(order), opened(order)
    change(order, replace(first.seen, comments="First"), first.version, send=False)

    with pytest.raises(ChangedMeanwhile):
        change(order, replace(second.seen, labour_price=Decimal(30)), second.version, send=False)

    assert (order.comments, order.labour_price) == ("First", Decimal(25))


def test_many_at_once_in_transactions_of_their_own_lose_nothing(app: Flask, anna: Stringer) -> None:
    number, lines_each = just_taken_in().number, 8
    db.session.commit()
    lost: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for line in range(lines_each):
                add_line(app, anna, number, f"{name}{line}")
        except BaseException as error:  # noqa: BLE001 - shown by the test itself
            lost.append(error)

    threads = [threading.Thread(target=Context().run, args=(write, name)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert lost == []
    written = reloaded(number).comments.split()
    assert sorted(written) == sorted(f"{name}{line}" for name in "abcd" for line in range(lines_each))


def add_line(app: Flask, stringer: Stringer, number: int, line: str) -> None:
    """Open the page, add a word to the comment and save, again and again until nobody was faster."""
    while True:
        with app.app_context(), open_tenant(stringer.id):
            seen = opened(reloaded(number))
            db.session.rollback()
            order = reloaded(number)
            wanted = replace(edition_of(order), comments=f"{seen.seen.comments} {line}")
            try:
                change(order, wanted, seen.version, send=False)
            except ChangedMeanwhile:
                continue
            db.session.commit()
            return
