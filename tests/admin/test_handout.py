"""What is known about somebody, as they read it: all, in their language, and nothing that acts (U-34)."""

from __future__ import annotations

import re
from base64 import b64encode
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser

import psycopg
import pytest
from markupsafe import escape

from rbo.admin.dossier import compile_for
from rbo.admin.handout.page import page
from rbo.platform.db import db
from rbo.platform.rows import PERSONAL, Base
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Locale
from tests.admin.conftest import an_admin
from tests.admin.handed import parts_of
from tests.admin.test_erasure import CANARY, REASON, petra
from tests.make import a_client, an_order

__all__ = ["petra"]
HOSTILE = '</dd></style><script>alert(1)</script><img src="https://evil.example/x" onerror="x()">'
TABLES = {"client": "client_profiles", "rackets": "rackets", "jobs": "orders", "letters": "receipt_emissions"}
CHOSEN = {"default_locale", "entered_locale", "notification_prefs", "email_verified_at", "snapshot"}
ACTING = {"script", "img", "link", "iframe", "form", "base", "object"}
OF_HEAD = {"lang", "charset", "http-equiv", "content", "name"}
STILL = OF_HEAD | {"dir", "id", "href", "aria-label", "aria-labelledby"}
LOGIN = """
insert into logins (id, sub, person_id, device, created_at, last_seen_at)
values (gen_random_uuid(), gen_random_uuid(), %s, 'Firefox, Android', now(), now())
"""
EVERYTHING = """
insert into person_stringer_share (id, person_id, grantee_email)
values (gen_random_uuid(), %s, 'all@example.org')
"""
ONE_JOB = """
insert into order_shares
    (stringer_id, id, client_id, order_id, granter_kind, person_id, grantee_email, ended_at)
select stringer_id, gen_random_uuid(), client_id, id, 'person', %s, 'one@example.org', now()
from orders order by id limit 1
"""
SHOWN = """
with shown as (
    insert into order_shares (stringer_id, id, client_id, order_id, granter_kind, grantee_email)
    select stringer_id, gen_random_uuid(), client_id, orders.id, 'stringer',
        'other' || (person_id = %s) || '@x.ch'
    from orders join client_profiles using (stringer_id) where client_profiles.id = client_id
    returning stringer_id, id
)
insert into share_audit (id, deed, stringer_id, order_share_id, quarter_hour, actor, request_id)
select gen_random_uuid(), 'read', stringer_id, shown.id, quarter, 'somebody', ''
from shown, unnest(array[1, 1, 2]) as quarter
"""


class Markup(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def known(app, petra, database):
    """What the file about Petra says, who signed in once and lets two stringers look, as hers do."""
    an_order(a_client("Otto"))
    db.session.commit()
    with psycopg.connect(database["superuser"]) as connection:
        for statement in (LOGIN, EVERYTHING, ONE_JOB, SHOWN):
            connection.execute(statement, [petra])
    with app.test_request_context(), open_tenant(an_admin().id):
        yield compile_for(petra, REASON)


def rows_of(known):
    yield "persons", known["person"]
    for book in known["books"]:
        for part, table in TABLES.items():
            for row in [book[part]] if part == "client" else book[part]:
                yield table, row


def test_whatever_is_personal_is_read(known):
    planted = set()
    for table, row in rows_of(known):
        for column in Base.metadata.tables[table].columns:
            if column.info == PERSONAL and column.key in row.keys() - CHOSEN:
                row[column.key] = f"{table} {column.key}\nbelow it"
                planted.add(row[column.key])

    text = "".join(Markup(page(known)).words)

    assert len(planted) == 15
    assert {word for word in planted if word not in text} == set()


def test_nothing_in_it_acts_or_asks_for_anything_outside(known):
    for _table, row in rows_of(known):
        for column in [name for name, value in row.items() if isinstance(value, str) and CANARY in value]:
            row[column] = HOSTILE
    known["books"][0]["stringer"] = HOSTILE

    text = page(known)
    read = Markup(text)

    assert text.count(str(escape(HOSTILE))) > 20
    assert {tag for tag, _attributes in read.tags} & ACTING == set()
    assert {name for _tag, attributes in read.tags for name in attributes} <= STILL
    assert all(attributes.get("href", "#part-").startswith("#part-") for _tag, attributes in read.tags)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in text
    assert "url(" not in style
    assert "@import" not in style


def test_it_is_in_the_language_of_the_person(known):
    client = known["books"][0]["client"]
    assert '<html lang="en">' in page(known)

    client["entered_locale"] = Locale.DE
    noted = page(known)
    known["person"]["default_locale"] = "en"

    assert '<html lang="de">' in noted
    assert "Längssaiten" in noted
    assert '<html lang="en">' in page(known)


def test_it_says_who_signed_in_and_who_may_look(known):
    text = " ".join(Markup(page(known)).words)

    assert re.search(r"Firefox, Android since .+, last seen ", text)
    assert re.search(r"all@example.org Everything, future stringjobs too, since ", text)
    assert re.search(r"one@example.org Order 1, Anna’s Strings, since .+, ended ", text)


def test_it_says_to_whom_stringers_showed_it_and_when_somebody_looked(known):
    """FADP, article 25: the recipients; those of others are not theirs."""
    text = " ".join(Markup(page(known)).words)

    shown = (
        "othertrue@x.ch Order 1, Anna’s Strings, shown by the stringer, since .+, looked at 2 times, last "
    )
    assert re.search(shown, text)
    assert "otherfalse" not in text
    (grant, *_more) = known["shared_by_stringers"]
    assert [visit["pages"] for visit in grant["visits"]] in ([1, 2], [2, 1])


def test_days_money_and_tensions_read_as_on_a_page(known):
    known["person"]["default_locale"] = "de"
    job = known["books"][0]["jobs"][0]
    job.update(dynamic_tension=Decimal("33.0"), dynamic_tension_instrument="ERT 300")
    another = {**job, "id": 0, "number": job["number"] + 1}
    known["books"][0]["jobs"].append(another)
    known["books"][0]["extras"] = [
        {"order_id": one["id"], "text": f"Grip {one['number']}", "price": Decimal(5)}
        for one in (job, another)
    ]

    text = " ".join(Markup(page(known)).words)

    assert "Solinco Hyper-G, 1.20 mm\n24 kg (52.9 lb)" in text
    assert "33 (ERT 300)" in text
    assert "CHF 53.00" in text
    assert text.count(f"Grip {job['number']} CHF 5.00") == 1
    assert text.index(f"Grip {another['number']} CHF") < text.index(f"Grip {job['number']} CHF")
    assert f"{job['strung_at'].day}. " in text
    assert str(job["strung_at"].year) in text
    assert f"{job['strung_at'].year}-0001" in text


def test_an_admin_hands_it_out_in_one_file_with_json(petra, lords):
    db.session.rollback()
    answer = lords.fill(f"/admin/people/{petra}", f"/admin/people/{petra}/file", reason=REASON)
    text, known = parts_of(answer)

    assert answer.headers["Content-Disposition"] == f"attachment; filename=person-{petra}.zip"
    assert {book["stringer"] for book in known["books"]} == {"Anna’s Strings", "Ben’s Strings"}
    assert all(f"{name}’s Strings" in text for name in ("Anna", "Ben"))
    assert "grantee_id" not in text
    assert str(petra) not in text
