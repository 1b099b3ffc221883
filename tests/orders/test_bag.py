"""A bag: several rackets of one client on one page, all of them taken in or none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rbo.clients.models import Racket
from rbo.orders.offers.short_ids import short_ids
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.browsers import Browser, Forms, fields
from tests.make import a_client, a_racket, an_order, ids_of, newest, receipt_numbers

MAIN = Side(label="ALU Power", tension=Decimal(24), price=Decimal(14))
CROSS = Side(label="VS Touch", tension=Decimal(23), price=Decimal(20))


@pytest.fixture
def frames(anna: object) -> list[Racket]:
    """Three frames of Lena; the first had a hybrid."""
    lena = a_client()
    made = [a_racket(lena, f"PA98_{nr}") for nr in (1, 2, 3)]
    an_order(lena, racket=made[0], main=MAIN, cross=CROSS)
    db.session.commit()
    return made


def test_each_racket_of_the_bag_gets_its_own_order(annas: Browser, frames: list[Racket]) -> None:
    answer = annas.fill(form_of(frames), "/orders/new", htmx=False, **also(annas, frames, {1: "", 2: ""}))

    assert answer.location == f"/orders?client={frames[0].client_id}"
    assert {order.racket_id for order in newest(3)} == ids_of(frames)
    assert {(order.main, order.cross) for order in newest(3)} == {(MAIN, CROSS)}


def test_a_tension_of_its_own_moves_both_sides(annas: Browser, frames: list[Racket]) -> None:
    annas.fill(form_of(frames), "/orders/new", htmx=False, **also(annas, frames, {1: "25,5"}))

    tuned = next(order for order in newest(2) if order.racket_id == frames[1].id)
    assert (str(tuned.main.tension), str(tuned.cross.tension)) == ("25.5", "24.5")


def test_a_bag_can_be_saved_as_strung(annas: Browser, frames: list[Racket]) -> None:
    annas.fill(form_of(frames), "/orders/new", htmx=False, to="strung", **also(annas, frames, {1: "", 2: ""}))

    assert all(order.is_strung for order in newest(3))
    assert len(receipt_numbers()) == 3


def test_a_strung_bag_can_be_taken_back_as_one(annas: Browser, frames: list[Racket]) -> None:
    answer = annas.fill(
        form_of(frames), "/orders/new", htmx=False, to="strung", **also(annas, frames, {1: "", 2: ""})
    )
    forms = Forms(annas.get(answer.location).text).found
    undo, sent = next((action, sent) for action, sent in forms if "/moves/" in action)

    annas.post(undo, data=sent)

    assert [order.state for order in newest(3)] == ["ordered"] * 3


def test_a_bag_sent_twice_is_taken_in_once(annas: Browser, frames: list[Racket]) -> None:
    offered = fields(annas.get(form_of(frames)).text, "/orders/new")
    sent = offered | also(annas, frames, {1: ""})
    first = annas.post("/orders/new", data=sent)

    again = annas.post("/orders/new", data=sent)

    assert again.location == first.location
    assert len(newest(9)) == 3


def test_one_impossible_racket_keeps_the_whole_bag_out(annas: Browser, frames: list[Racket]) -> None:
    answer = annas.fill(form_of(frames), "/orders/new", htmx=False, **also(annas, frames, {1: "", 2: "60"}))

    assert answer.status_code == 422
    assert "Enter a tension between 4 and 45 kg" in answer.text
    assert len(newest(9)) == 1


def test_crosses_pulled_out_of_reach_keep_the_whole_bag_out(annas: Browser, frames: list[Racket]) -> None:
    answer = annas.fill(form_of(frames), "/orders/new", htmx=False, **also(annas, frames, {1: "4.5"}))

    assert answer.status_code == 422
    assert len(newest(9)) == 1


def test_a_foreign_racket_in_the_bag_is_refused(annas: Browser, frames: list[Racket]) -> None:
    foreign = a_racket(a_client("Tim", "Probe"))
    db.session.commit()
    chosen = also(annas, frames, {1: ""})
    chosen["also-1-racket"] = chosen["also-0-racket"] = chosen["also-2-racket"] = str(foreign.id)

    answer = annas.fill(form_of(frames), "/orders/new", htmx=False, **chosen)

    assert answer.status_code == 422
    assert "Choose rackets of this client." in answer.text


def test_a_racket_chosen_twice_is_strung_once(annas: Browser, frames: list[Racket]) -> None:
    annas.fill(form_of(frames), "/orders/new", htmx=False, **also(annas, frames, {0: ""}))

    assert len(newest(9)) == 2


def test_what_is_hidden_holds_nothing_up(annas: Browser, frames: list[Racket]) -> None:
    hidden = {"also-0-tension": "x", "also-1-tension": "x", "also-2-tension": "99", "racket_count": "many"}

    answer = annas.fill(form_of(frames), "/orders/new", htmx=False, racket_name="x" * 200, **hidden)

    assert answer.status_code == 303
    assert len(newest(9)) == 2


def test_of_many_rackets_the_newest_and_the_chosen_are_seen_at_once(annas: Browser, anna: object) -> None:
    lena = a_client()
    made = [a_racket(lena, f"PA98_{nr}") for nr in range(8)]
    an_order(lena, racket=made[0])
    db.session.commit()

    page = annas.get(f"/orders/new?client={lena.id}&key={new_id()}").text
    at_once, behind = page.split('<details class="rest">')

    assert "PA98_0" in at_once
    assert "2 more rackets" in behind
    assert behind.index("PA98_2 ") < behind.index("PA98_1 ")


def test_new_rackets_that_look_the_same_are_made_at_once(annas: Browser, anna: object) -> None:
    page = f"/orders/new?client=new&key={new_id()}"
    annas.fill(
        page,
        "/orders/new",
        first_name="Mia",
        racket_name="Wilson Blade 98",
        racket_instance="B98_1",
        racket_count="3",
        main_string="ALU Power",
        main_tension="24",
    )

    assert [order.racket.instance_id for order in newest(9)] == ["B98_3", "B98_2", "B98_1"]
    assert len({order.client_id for order in newest(9)}) == 1


@pytest.mark.parametrize("count", ["0", "10", "two"])
def test_a_number_of_rackets_nobody_brings_is_refused(annas: Browser, anna: object, count: str) -> None:
    answer = annas.fill("/orders/new?client=new&key=" + str(new_id()), "/orders/new", racket_count=count)

    assert answer.status_code == 422
    assert newest(9) == []


@pytest.mark.parametrize(
    ("first", "ids"),
    [
        ("", ["1", "2"]),
        ("PA98", ["PA98", "PA99"]),
        ("Blade", ["Blade_1", "Blade_2"]),
        ("PA_09", ["PA_09", "PA_10"]),
    ],
)
def test_short_ids_count_on(first: str, ids: list[str]) -> None:
    assert short_ids(first, 2) == ids


def test_one_racket_keeps_the_short_id_as_typed() -> None:
    assert short_ids("Blade", 1) == ["Blade"]


def form_of(frames: list[Racket]) -> str:
    return f"/orders/new?client={frames[0].client_id}&racket={frames[0].id}&key={new_id()}"


def also(browser: Browser, frames: list[Racket], tensions: dict[int, str]) -> dict[str, str]:
    """What ticking the frames of these numbers sends, each with a tension of its own or none."""
    offered = fields(browser.get(form_of(frames)).text, "/orders/new")
    place = {racket: name.removesuffix("-racket") for name, racket in offered.items() if "-racket" in name}
    chosen: dict[str, str] = {}
    for nr, tension in tensions.items():
        name = place[str(frames[nr].id)]
        chosen |= {f"{name}-chosen": "y", f"{name}-tension": tension}
    return chosen
