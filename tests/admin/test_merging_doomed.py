"""Who is merged or erased signs in meanwhile, shares or is written down: nothing stays with who goes."""

from __future__ import annotations

import pytest

from rbo.admin import erasure, merging
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from tests.admin.meanwhile import during, looker, waits
from tests.admin.test_merging import TRUST
from tests.browsers import fields
from tests.make import a_client, just_taken_in
from tests.portal.kit import a_person, claimed, clients_in
from tests.signed_in import cookies_of, make_known

__all__ = ["looker", "waits"]
LENA = "lena@example.com"
LEFT = """
    select 'client' from client_profiles where person_id = %(gone)s
    union all select 'grant' from person_stringer_share where person_id = %(gone)s
    union all select 'login' from logins where person_id = %(gone)s
"""


@pytest.fixture
def pair(anna, ben, app, looker):
    """Anna's Petra stays; Lena, who signs in and trusts Ben, was the same all along, and goes."""
    kept = a_client("Petra").person_id
    db.session.commit()
    gone = a_person(LENA)
    looker.execute(TRUST, [new_id(), gone, ben.email, ben.id])
    return kept, gone


@pytest.fixture
def lenas(app, pair):
    """The browser of the one who goes."""
    return claimed(app, LENA)


def merge(pair):
    return lambda: merging.merge(*pair, "The same player twice")


def left(looker, pair):
    """What still names the one who is gone."""
    return [what for (what,) in looker.execute(LEFT, {"gone": pair[1]})]


def test_who_is_written_down_meanwhile_is_asked_for_once_more(app, bens, looker, waits, pair):
    page, answers = "/clients/new", []
    typed = fields(bens.get(page).text, page) | {"first_name": "Lena", "email": LENA}

    during(app, looker, waits, merge(pair), lambda: answers.append(bens.post(page, data=typed)))

    assert [answer.status_code for answer in answers] == [409]
    assert f'value="{LENA}"' in answers[0].text
    assert "Save it once more." in answers[0].text
    assert 'aria-invalid="true"' not in answers[0].text, "the address is not to blame"
    assert left(looker, pair) == []
    assert bens.post(page, data=typed).status_code == 303
    of = "select person_id from client_profiles where entered_email = %s"
    assert looker.execute(of, [LENA]).fetchall() == [pair[:1]]


def test_what_a_client_shares_meanwhile_is_asked_for_once_more(app, ben, lenas, looker, waits, pair):
    page, answers = "/portal/grants", []
    typed = fields(lenas.get(page).text, page) | {"email": "carla@example.org"}

    during(app, looker, waits, merge(pair), lambda: answers.append(lenas.post(page, data=typed)))

    assert [answer.status_code for answer in answers] == [409]
    assert 'value="carla@example.org"' in answers[0].text
    assert "Save it once more." in answers[0].text
    assert ben.email in answers[0].text, "who looks goes on looking"
    assert left(looker, pair) == []
    assert lenas.post(page, data=typed).status_code == 303
    assert left(looker, pair) == []


def test_a_job_that_a_client_shares_meanwhile_is_asked_for_once_more(app, ben, looker, waits, pair):
    with open_tenant(ben.id):
        job, answers = just_taken_in(a_client("Lena", email=LENA)).id, []
        db.session.commit()
    lenas, page = claimed(app, LENA), f"/portal/jobs/{job}"
    typed = fields(lenas.get(page).text, f"{page}/grants") | {"email": "carla@example.org"}

    during(app, looker, waits, merge(pair), lambda: answers.append(lenas.post(f"{page}/grants", data=typed)))

    assert [answer.status_code for answer in answers] == [409]
    assert 'value="carla@example.org"' in answers[0].text
    assert "Save it once more." in answers[0].text
    assert lenas.post(f"{page}/grants", data=typed).status_code == 303
    given = "select person_id, grantee_email from order_shares"
    assert looker.execute(given).fetchall() == [(pair[0], "carla@example.org")]


def test_what_a_client_says_meanwhile_is_asked_for_once_more(app, lenas, looker, waits, pair):
    page, answers = "/portal/preferences", []
    typed = fields(lenas.get(page).text, page) | {"first_name": "Magdalena"}

    during(app, looker, waits, merge(pair), lambda: answers.append(lenas.post(page, data=typed)))

    assert [answer.status_code for answer in answers] == [409]
    assert 'value="Magdalena"' in answers[0].text
    assert "Save it once more." in answers[0].text
    assert lenas.post(page, data=typed).status_code == 303
    name = "select display_first_name from persons where id = %s"
    assert looker.execute(name, pair[:1]).fetchone() == ("Magdalena",)


def test_who_signs_in_meanwhile_is_who_stays(app, lenas, looker, waits, pair):
    during(app, looker, waits, merge(pair), lambda: cookies_of(app, LENA))

    assert left(looker, pair) == []
    of = "select person_id from logins where person_id is not null"
    assert looker.execute(of).fetchall() == [pair[:1]] * 2


def test_who_signs_in_for_the_first_time_meanwhile_is_let_in(app, looker, waits, pair):
    make_known(app, LENA, new_id())

    during(app, looker, waits, merge(pair), lambda: cookies_of(app, LENA))

    of = "select person_id from logins where person_id is not null"
    assert looker.execute(of).fetchall() == [pair[:1]]


def test_who_takes_an_invitation_meanwhile_is_who_stays(app, looker, waits, pair):
    claims = []

    during(app, looker, waits, merge(pair), lambda: claims.append(a_person(LENA)))

    assert claims == [pair[0]]


def test_who_proved_two_addresses_comes_in_by_either(app, ben, pair, looker):
    """Each of two who proved an address keeps it, also the one who goes, with the clients who have it."""
    kept, gone = a_person("magdalena@example.com"), pair[1]

    merge((kept, gone))()
    with open_tenant(ben.id):
        a_client("Lena", email=LENA)
        db.session.commit()

    assert a_person(LENA) == kept
    assert [client.person_id for client in clients_in(ben)] == [kept]
    make_known(app, LENA, new_id())
    cookies_of(app, LENA)
    of = "select person_id from logins where person_id is not null"
    assert looker.execute(of).fetchall() == [(kept,)]


@pytest.mark.parametrize(
    ("place", "typed"),
    [("/portal/grants", {"email": "carla@example.org"}), ("/portal/preferences", {"first_name": "Lea"})],
)
def test_who_is_erased_meanwhile_leaves_no_word(app, lenas, looker, waits, pair, place, typed):
    answers, known = [], fields(lenas.get(place).text, place) | typed

    during(app, looker, waits, erase(pair[1]), lambda: answers.append(lenas.post(place, data=known)))

    assert [answer.status_code for answer in answers] == [409]
    assert words_of(looker, pair[1]) == [None, 1]


def test_an_erased_address_is_written_down_as_somebody_new(app, bens, looker, waits, pair):
    page, answers = "/clients/new", []
    typed = fields(bens.get(page).text, page) | {"first_name": "Lena", "email": LENA}

    during(app, looker, waits, erase(pair[1]), lambda: answers.append(bens.post(page, data=typed)))

    assert [answer.status_code for answer in answers] == [409]
    assert bens.post(page, data=typed).status_code == 303
    assert left(looker, pair) == ["grant"]


def erase(person):
    return lambda: erasure.erase(person, "By their own wish")


def words_of(looker, person):
    """What an erased person is called, and how many grants they once gave."""
    said = """
        select display_first_name, (select count(*) from person_stringer_share where person_id = persons.id)
        from persons where id = %s
    """
    return list(looker.execute(said, [person]).fetchone())
