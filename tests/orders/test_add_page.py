"""The form of Add stringjob takes what people type, and anything else, without breaking."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbo.clients.models import ClientProfile
from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.browsers import Browser
from tests.each import each
from tests.make import a_client, a_racket, an_order, newest

CHOICES = ["client", "racket", "form_key", "unit", "follow", "promised", "locale", "pieces"]


@pytest.fixture
def lena(anna: object) -> ClientProfile:
    """A client with one job behind her."""
    client = a_client()
    an_order(client)
    db.session.commit()
    return client


def form_of(client: ClientProfile) -> str:
    return f"/orders/new?client={client.id}&key={new_id()}"


def test_copy_last_unchanged_makes_the_same_job_again(annas: Browser, lena: ClientProfile) -> None:
    annas.fill(form_of(lena), "/orders/new")

    first, again = newest(2)[::-1]
    assert (again.main, again.cross, again.racket_id, again.total) == (
        first.main,
        first.cross,
        first.racket_id,
        first.total,
    )


def test_a_form_sent_twice_makes_one_order(annas: Browser, lena: ClientProfile) -> None:
    page = form_of(lena)
    first = annas.fill(page, "/orders/new")

    again = annas.fill(page, "/orders/new")

    assert again.location == first.location == "/orders/2"


def test_a_form_without_its_key_is_asked_for_again(annas: Browser, lena: ClientProfile) -> None:
    answer = annas.fill(form_of(lena), "/orders/new", form_key="made up", comments="Keep me")

    assert answer.status_code == 422
    assert "This form is too old. Reload the page and send it again." in answer.text
    assert "Keep me" in answer.text
    assert len(newest(2)) == 1


def test_a_used_form_with_other_content_is_refused(annas: Browser, lena: ClientProfile) -> None:
    page = form_of(lena)
    annas.fill(page, "/orders/new")

    assert annas.fill(page, "/orders/new", comments="Another one").status_code == 409


def test_numbers_are_kept_as_they_were_typed(annas: Browser, lena: ClientProfile) -> None:
    annas.fill(form_of(lena), "/orders/new", main_tension="24,500", labour_price="1'025.5")

    (saved,) = newest(1)
    assert (str(saved.main.tension), str(saved.labour_price)) == ("24.5", "1025.50")


def test_a_number_that_is_refused_is_refused_in_one_sentence(annas: Browser, lena: ClientProfile) -> None:
    answer = annas.fill(form_of(lena), "/orders/new", htmx=False, labour_price="9.999")

    assert answer.text.count('class="error"') == 1


@each(
    ("name", "typed", "said"),
    [
        ("main_tension", "", "Enter the tension."),
        ("main_tension", "soft", "Enter a number like 24.5."),
        ("main_tension", "NaN", "Enter a number like 24.5."),
        ("main_tension", "1e999999", "Enter a number like 24.5."),
        ("main_tension", "24.25", "Enter at most 1 decimal."),
        ("main_tension", "99999", "Enter a tension between 4 and 45 kg"),
        ("main_tension", "3.9", "Enter a tension between 4 and 45 kg"),
        ("main_string", " ", "Enter the string"),
        ("main_string", "x" * 121, "Shorten this to 120 characters."),
        ("labour_price", "-1", "Enter an amount between 0.00 and 99999999.99."),
        ("labour_price", "100000000", "Enter an amount between 0.00 and 99999999.99."),
        ("labour_price", "9.999", "Enter at most 2 decimals."),
        ("set_price", "9.999", "Enter at most 2 decimals."),
        ("set_price", "a lot", "Enter a number like 24.5."),
        ("prestretch_pct", "51", "Enter a percentage from 0 to 50."),
        ("ordered_at", "soon", "Enter a day like 2026-03-04."),
        ("ordered_at", "9999-12-31", "This day is in the future."),
        ("comments", "x" * 2001, "Shorten this to 2000 characters."),
        ("main_gauge", "7.5", "Enter a gauge between 0.40 and 2.00 mm"),
        ("main_gauge", "x" * 90, "Enter the gauge in millimetres"),
        ("extras-0-price", "9.999", "Enter at most 2 decimals."),
    ],
)
def test_a_mistake_is_named_and_stays_in_its_field(
    annas: Browser, lena: ClientProfile, name: str, typed: str, said: str
) -> None:
    answer = annas.fill(form_of(lena), "/orders/new", htmx=False, **{name: typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert typed.strip() in answer.text
    assert len(newest(2)) == 1


@each("name", ["client", "racket", "form_key", "unit", "follow", "promised", "locale", "pieces"])
def test_a_choice_that_was_not_offered_changes_nothing(
    annas: Browser, lena: ClientProfile, name: str
) -> None:
    answer = annas.fill(form_of(lena), "/orders/new", htmx=False, **{name: "something else"})

    assert answer.status_code in (404, 422)
    assert len(newest(2)) == 1


def test_the_racket_of_another_client_is_not_offered(annas: Browser, lena: ClientProfile) -> None:
    foreign = a_racket(a_client("Tim", "Probe"))
    db.session.commit()

    assert annas.fill(form_of(lena), "/orders/new", racket=str(foreign.id)).status_code == 422


@each("number", [0, 999, 2**31, 2**63, 10**30])
def test_an_unknown_number_is_not_there(annas: Browser, lena: ClientProfile, number: int) -> None:
    statuses = {
        annas.get(f"/orders/{number}").status_code,
        annas.get(f"/orders/{number}/emissions").status_code,
        annas.get(f"/orders/{number}/receipt.pdf").status_code,
    }

    assert statuses == {404}
    assert annas.get(f"/orders?before={number}").status_code == 200


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.dictionaries(
        st.sampled_from(
            [
                "main_string",
                "main_tension",
                "labour_price",
                "set_price",
                "comments",
                "pattern",
                "main_colour",
                "main_gauge",
                "cross_string",
                "follow",
                "machine_mode",
                "knots",
                "dynamic_tension",
                "extras-0-text",
                "extras-0-price",
                "also-0-chosen",
                "also-0-tension",
                "racket_count",
                "promised_other",
                "racket_name",
                "racket_instance",
                "first_name",
                "email",
                "phone",
                "q",
            ]
        ),
        st.text(max_size=200),
        min_size=1,
    ),
    client=st.sampled_from(["known", "new"]),
    to=st.sampled_from(["ordered", "strung"]),
)
def test_nothing_that_can_be_typed_breaks_it(
    annas: Browser, lena: ClientProfile, typed: dict[str, str], client: str, to: str
) -> None:
    page = form_of(lena) if client == "known" else f"/orders/new?client=new&key={new_id()}"

    answer = annas.fill(page, "/orders/new", htmx=False, to=to, **typed)

    assert answer.status_code in (303, 400, 409, 422)
