"""The page of a client and of one racket: what is in it, its course, its whole history."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from rbo.desk import curves
from rbo.desk import dossier as dossiers
from rbo.orders import service
from rbo.orders.side import Side
from rbo.people import queries as people
from rbo.platform.db import db
from rbo.platform.tenancy import open_person
from rbo.stringers.models import TensionUnit
from tests.desk.statements import counted
from tests.make import a_client, a_racket, an_order, reloaded, today

MOST_STATEMENTS = 6
PART = {"HX-Request": "true"}
JOBS = re.compile(r'<a href="/orders/(\d+)"')


def string_it(racket, client, days_ago, main="24", cross=None, **more):
    """Strung so many days ago; *cross* is the tension of the crosses where it is another."""
    day = today() - timedelta(days=days_ago)
    sides = {"main": _side(main)} | ({"cross": _side(cross)} if cross else {})
    order = an_order(client, racket=racket, ordered_at=day, **sides, **more)
    service.mark_strung(reloaded(order.number), on=day)
    db.session.commit()
    return order.number


def measured(number, value, instrument):
    """A reading of dynamic tension."""
    order = reloaded(number)
    order.dynamic_tension, order.dynamic_tension_instrument = Decimal(value), instrument
    db.session.commit()


def _side(tension):
    return Side(label="Solinco Hyper-G", gauge_mm=Decimal("1.20"), tension=Decimal(tension))


@pytest.fixture
def frame(anna):
    """A client and one of their rackets."""
    client = a_client()
    racket = a_racket(client, "PA98_7")
    db.session.commit()
    return client, racket


def jobs_of(client, racket):
    """The stringings of a racket that are drawn."""
    return dossiers.frame(client, racket.id).jobs


def test_a_racket_shows_what_is_in_it_and_for_how_long(frame, annas):
    client, racket = frame
    string_it(racket, client, 30, "25"), string_it(racket, client, 12, "24", "23.5")

    page = annas.get(f"/clients/{client.id}").text

    assert "24 / 23.5 kg · Solinco Hyper-G 1.20" in page
    assert "12 days ago" in page
    assert f"/orders/new?client={client.id}&amp;racket={racket.id}" in page


def test_rackets_no_longer_in_use_stand_apart_and_get_no_new_job(frame, annas):
    client, racket = frame
    racket.retired_at = today()
    db.session.commit()

    page = annas.get(f"/clients/{client.id}").text

    assert "1 racket no longer in use" in page
    assert f"racket={racket.id}" not in page


def test_money_so_far_and_money_open(frame, annas):
    client, racket = frame
    paid, _open = string_it(racket, client, 9), string_it(racket, client, 2)
    service.mark_paid(reloaded(paid), on=today())
    db.session.commit()
    standing = dossiers.dossier(client.id).standing

    page = annas.get(f"/clients/{client.id}").text

    assert (standing.earned, standing.owed) == ({"CHF": Decimal(50)}, {"CHF": Decimal(25)})
    assert "CHF 50.00" in page
    assert f'<a href="/orders?client={client.id}&amp;state=unpaid">CHF 25.00</a>' in page


def test_mains_and_crosses_are_two_lines_in_one_unit(frame):
    client, racket = frame
    for days_ago, main, cross in ((30, "25", "24"), (20, "24", "23"), (10, "24.5", "23.5")):
        string_it(racket, client, days_ago, main, cross)

    chart = curves.tension_chart(jobs_of(client, racket), "PA98_7")

    assert chart.unit == "kg"
    assert [name for name, _look in chart.plot.key] == ["Mains", "Crosses"]
    assert chart.meaning.startswith("23 to 25 kg on 3 days, since ")
    assert [row[1:3] for row in chart.table.rows] == [
        ["24.5 kg", "23.5 kg"],
        ["24 kg", "23 kg"],
        ["25 kg", "24 kg"],
    ]


def test_equal_mains_and_crosses_are_one_line(frame):
    client, racket = frame
    string_it(racket, client, 20), string_it(racket, client, 10)

    chart = curves.tension_chart(jobs_of(client, racket), "PA98_7")

    assert [name for name, _look in chart.plot.key] == ["Mains and crosses"]


def test_pounds_among_kilograms_are_drawn_as_kilograms_and_tabled_as_entered(frame):
    client, racket = frame
    string_it(racket, client, 30, "24"), string_it(racket, client, 20, "25")
    string_it(racket, client, 10, "53", tension_unit=TensionUnit.LB)

    chart = curves.tension_chart(jobs_of(client, racket), "PA98_7")

    assert chart.unit == "kg"
    assert "24 to 25 kg" in chart.meaning
    assert "Drawn in kg; the table shows what was entered." in chart.meaning
    assert chart.table.rows[0][1] == "53 lb"


def test_one_stringing_makes_no_course(frame, annas):
    client, racket = frame
    string_it(racket, client, 10)

    assert curves.tension_chart(jobs_of(client, racket), "PA98_7") is None
    page = annas.get(f"/clients/{client.id}/rackets/{racket.id}").text
    assert "from the second stringing on" in page


def test_readings_of_two_instruments_are_never_in_one_chart(frame, annas):
    client, racket = frame
    numbers = [string_it(racket, client, days_ago) for days_ago in (50, 40, 30, 20, 10)]
    for number, value, instrument in zip(
        numbers,
        ("36", "34", "61", "58", "35"),
        ("ERT 300", "ert 300", "Stringway", "Stringway", "ERT 300"),
        strict=True,
    ):
        measured(number, value, instrument)

    charts = curves.dt_charts(jobs_of(client, racket), "PA98_7")
    page = annas.get(f"/clients/{client.id}/rackets/{racket.id}").text

    assert [chart.title for chart in charts] == ["Dynamic tension, ERT 300", "Dynamic tension, Stringway"]
    assert [len(chart.plot.dots) for chart in charts] == [3, 2]
    assert page.count("Show as table") == 3
    assert "DT 35 ERT 300" in page


def test_a_single_reading_and_one_without_an_instrument_stay_in_the_history(frame):
    client, racket = frame
    numbers = [string_it(racket, client, days_ago) for days_ago in (30, 20, 10)]
    measured(numbers[0], "36", "ERT 300")
    measured(numbers[1], "34", ""), measured(numbers[2], "33", "")

    charts = curves.dt_charts(jobs_of(client, racket), "PA98_7")

    assert [chart.title for chart in charts] == ["Dynamic tension, instrument not named"]


def test_the_course_on_a_clients_page_is_that_of_the_racket_strung_last(frame, annas):
    client, racket = frame
    other = a_racket(client, "OTHER")
    string_it(racket, client, 40), string_it(racket, client, 30)
    string_it(other, client, 20), string_it(other, client, 10)

    page = annas.get(f"/clients/{client.id}").text

    assert 'aria-label="Tension of Babolat Pure Aero 98 over time, in kg"' in page
    assert 'id="course-title">OTHER' in page


def test_only_the_last_stringings_are_drawn(frame, monkeypatch):
    client, racket = frame
    monkeypatch.setattr(dossiers, "LOOK_BACK", 3)
    for days_ago in range(5, 0, -1):
        string_it(racket, client, days_ago)

    assert [job.strung_at for job in jobs_of(client, racket)] == [
        today() - timedelta(days=ago) for ago in (3, 2, 1)
    ]


@pytest.mark.parametrize("of_racket", [False, True])
def test_a_history_goes_on_without_gap_or_repeat(frame, annas, monkeypatch, of_racket):
    client, racket = frame
    monkeypatch.setattr(dossiers, "A_PAGE", 3)
    numbers = [an_order(client, racket=racket).number for _ in range(8)]
    an_order(client)
    address = f"/clients/{client.id}" + (f"/rackets/{racket.id}" if of_racket else "")
    numbers = numbers if of_racket else [*numbers, numbers[-1] + 1]

    seen, following = [], address + "?before=999"
    while following:
        part = annas.get(following, headers=PART).text
        seen += [int(number) for number in JOBS.findall(part)]
        more = re.search(r'hx-get="([^"]+)"', part)
        following = more[1].replace("&amp;", "&") if more else ""

    assert seen == sorted(numbers, reverse=True)


def test_the_next_page_of_a_history_works_without_a_script(frame, annas, monkeypatch):
    client, racket = frame
    monkeypatch.setattr(dossiers, "A_PAGE", 2)
    numbers = [an_order(client, racket=racket).number for _ in range(3)]

    page = annas.get(f"/clients/{client.id}?before={numbers[1]}").text

    assert "<html" in page
    assert [int(number) for number in JOBS.findall(page)] == [numbers[0]]


@pytest.mark.parametrize("jobs", [1, 30])
@pytest.mark.parametrize("of_racket", [False, True])
def test_a_page_asks_little_of_the_database_however_long(frame, annas, jobs, of_racket):
    client, racket = frame
    for _ in range(jobs):
        string_it(racket, client, 1)
    address = f"/clients/{client.id}" + (f"/rackets/{racket.id}" if of_racket else "")

    with counted() as statements:
        assert annas.get(address).status_code == 200

    assert len(statements) <= MOST_STATEMENTS


def test_who_wants_no_mail_is_said_and_not_ours_to_change(anna, annas):
    client = a_client()
    client_id, person_id = client.id, client.person_id
    db.session.commit()
    db.session.remove()
    with open_person(person_id):
        people.visible(person_id).notification_prefs = {"email": False}
        db.session.commit()

    page = annas.get(f"/clients/{client_id}").text

    assert "Wants none: receipts are not mailed" in page
    assert "notification" not in annas.get(f"/clients/{client_id}/edit").text


def test_the_usual_tension_is_written_down_and_shown(frame, annas):
    client, _racket = frame

    annas.fill(f"/clients/{client.id}/edit", tension_memo="24 / 23, a kilo less on clay")

    assert "24 / 23, a kilo less on clay" in annas.get(f"/clients/{client.id}").text


def test_a_racket_of_the_catalogue_leads_to_its_model(anna, annas):
    from rbo.clients.service import NewRacket, add_racket
    from tests.make import a_racket_model

    client, model = a_client(), a_racket_model()
    racket = add_racket(client, NewRacket(model=model))
    number = string_it(racket, client, 3)

    page = annas.get(f"/clients/{client.id}/rackets/{racket.id}").text
    used = annas.get(f"/catalogue/rackets/{model.id}").text

    assert f'href="/catalogue/rackets/{model.id}"' in page
    assert "1 stringjob · 1 racket · 1 client" in used
    assert f'href="/orders/{number}"' in used


def test_a_racket_is_only_found_with_its_own_client(frame, annas, bens):
    _client, racket = frame
    other = a_client("Tim")
    db.session.commit()

    assert annas.get(f"/clients/{other.id}/rackets/{racket.id}").status_code == 404
    assert bens.get(f"/clients/{racket.client_id}/rackets/{racket.id}").status_code == 404
