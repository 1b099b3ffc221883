"""What every address of the site answers with, what it takes, and what it may never repeat as markup."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import sql

from rbo.platform import roles
from rbo.platform.security import HEADERS
from tests.walls.addresses import READING, annas, ask, ids, leaving_last, rules, token_of, values

__all__ = ["annas", "ids"]

EVIL = '"><svg onload=alert(1)>'
TEXTS = """
    select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'text'::regtype
      and a.attgenerated = '' and exists (
        select from pg_attribute where attrelid = c.oid and attname = 'stringer_id' and not attisdropped)
    union all select 'stringers', unnest(array['display_name', 'business_name', 'street', 'town'])
    order by 1, 2
"""
OF_THE_SERVICE = "auth.health"  # the identity service answers for itself
NONE = "no-referrer"  # says even less than is asked for
NOTED_BY_READING = {"public.logins", "public.notifications", "public.share_audit"}  # when, and by whom
FROM_ELSEWHERE = {
    "no token": {"X-CSRFToken": ""},
    "another origin": {"Origin": "https://evil.example"},
    "another site": {"Sec-Fetch-Site": "cross-site"},
    "JSON": {"X-CSRFToken": "", "Content-Type": "application/json"},
    "plain words": {"X-CSRFToken": "", "Content-Type": "text/plain"},
}
COUNTED = "kept_out.take"  # browsers tell it without a token, and no row remembers it


@pytest.fixture
def rows(rows):
    """What stands in the database, but for what a look leaves behind."""
    return lambda: {table: word for table, word in rows().items() if table not in NOTED_BY_READING}


def test_no_write_is_taken_from_elsewhere(app, annas, ids, rows):
    """S-04: every address that writes, without the token of a page, or from a page that is not ours."""
    token, before = token_of(annas), rows()
    for rule, method in rules(app):
        if method in READING:
            continue
        statuses = {
            kind: ask(annas, token, rule, method, values(rule, ids), **headers).status_code
            for kind, headers in FROM_ELSEWHERE.items()
        }
        refused = {204, 403} if rule.endpoint == COUNTED else {400, 403}
        assert set(statuses.values()) <= refused, f"{method} {rule.rule}: {statuses}"

    assert rows() == before


def test_reading_writes_nothing_and_shows_no_markup_that_was_typed(app, annas, ids, rows, database):
    """S-04, S-09: markup stands in every text that a row holds; each page shows it as text or not at all."""
    token = token_of(annas)
    marked = _mark(database["superuser"])
    before = rows()

    shown = 0
    for rule, method in rules(app):
        page = ask(annas, token, rule, method, values(rule, ids)) if method in READING else None
        if page and page.mimetype == "text/html":
            assert "<svg onload" not in page.text, rule.rule
            shown += "svg onload" in page.text

    assert len(marked) > 40
    assert shown > 10
    assert rows() == before


def test_every_answer_carries_what_protects_it(app, annas, ids):
    """S-06, S-07: pages, parts, files, refusals and mistakes."""
    token = token_of(annas)
    known = [pair for pair in rules(app) if pair[0].endpoint != OF_THE_SERVICE]
    for rule, method in [*sorted(known, key=leaving_last), *((rule, "PATCH") for rule, _method in known)]:
        answer = ask(annas, token, rule, method, values(rule, ids))
        carried = {name: answer.headers.get(name) for name in HEADERS}
        wanted = HEADERS | ({"Referrer-Policy": NONE} if carried["Referrer-Policy"] == NONE else {})
        assert carried == wanted, f"{method} {rule.rule}: {answer.status_code}"
        assert "Access-Control-Allow-Origin" not in answer.headers


def _mark(superuser):
    """Write EVIL into every text that takes it."""
    marked = []
    with psycopg.connect(roles.plain(superuser), autocommit=True) as connection:
        for table, column in connection.execute(TEXTS).fetchall():
            names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
            try:
                connection.execute(sql.SQL("update {table} set {column} = %s").format(**names), [EVIL])
            except psycopg.errors.IntegrityError:
                continue
            marked.append(f"{table}.{column}")
    return marked
