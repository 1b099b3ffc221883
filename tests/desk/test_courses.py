"""The course of a racket's tension, and of what instruments read: each in its own unit."""

from __future__ import annotations

from datetime import timedelta

from rbo.desk import curves
from rbo.desk import dossier as dossiers
from rbo.stringers.models import TensionUnit
from tests.desk.stringing import frame, measured, string_it
from tests.make import a_racket, today

__all__ = ["frame"]


def jobs_of(client, racket):
    """The stringings of a racket that are drawn."""
    return dossiers.frame(client, racket.id).jobs


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
    assert chart.meaning.startswith("24 kg on 2 days, since ")


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
    assert [chart.meaning.partition(",")[0] for chart in charts] == [
        "34 to 36 on 3 days",
        "58 to 61 on 2 days",
    ]
    assert page.count("Show as table") == 3
    assert "DT 35 ERT 300" in page


def test_readings_whose_instrument_nobody_noted_are_joined_with_no_others_and_carry_a_warning(frame):
    client, racket = frame
    numbers = [string_it(racket, client, days_ago) for days_ago in (30, 20, 10)]
    measured(numbers[0], "36", "ERT 300")
    measured(numbers[1], "34", ""), measured(numbers[2], "33", "")

    charts = curves.dt_charts(jobs_of(client, racket), "PA98_7")

    assert [chart.title for chart in charts] == ["Dynamic tension, instrument not named"]
    assert (len(charts[0].plot.dots), charts[0].plot.strokes) == (2, ())
    assert "They compare only if one instrument read them." in charts[0].meaning


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
