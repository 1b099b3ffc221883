"""Secrets at rest: what a thief of the database reads, and a change of the key while people write."""

from __future__ import annotations

import psycopg
import pytest
from click.testing import CliRunner
from flask import current_app
from sqlalchemy import select

from rbo.clients.models import ClientProfile
from rbo.platform import roles
from rbo.platform.db import db
from rbo.platform.history import Change
from rbo.platform.keys.cli import keys
from rbo.platform.keys.ring import KeyMissing, new_key, ring_of
from rbo.platform.tenancy import open_tenant
from rbo.stringers import queries as stringers
from tests.keys.kit import NUMBER, RAW, SAID, a_book, exported, read, somebody_writes, use
from tests.make import a_client


@pytest.fixture
def thief(database):
    """Whoever has the database, and nothing else."""
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        yield connection


def test_who_has_the_database_reads_nothing_and_its_owner_everything(anna, thief):
    secret = a_book()

    found = {row[0] for row in thief.execute(RAW)}
    assert len(found) == 3
    assert [value for value in found if not value.startswith("sealed:")] == []
    assert read() == ({SAID}, NUMBER, secret)
    told = exported(anna.id)
    assert (told["stringer"]["iban"], told["clients"][0]["internal_notes"]) == (NUMBER, SAID)
    stringers.mine(lock=True).iban = ""
    db.session.commit()
    lines = select(Change.columns).where(Change.noun == "stringers")
    assert NUMBER not in str(db.session.scalars(lines).all())

    thief.execute("update client_profiles set internal_notes = (select secret from webhooks)")
    with pytest.raises(KeyMissing, match="moved"):
        read()


def test_what_somebody_types_is_never_opened(anna):
    """A value of a stolen database, copied into one's own book."""
    ring = ring_of(current_app.config["RBO"].data_keys)
    stolen = ring.seal("a secret", "client_profiles.internal_notes")
    a_client(internal_notes=stolen, nickname=stolen)
    db.session.commit()

    (client,) = exported(anna.id)["clients"]
    assert (client["internal_notes"], client["nickname"]) == (stolen, stolen)


def test_a_new_key_seals_everything_while_people_write(app, anna, ben, thief, monkeypatch):
    old, new = new_key(), new_key()
    use(app, monkeypatch, old)
    secret = a_book()
    for number in range(120):
        a_client(f"Client {number}", internal_notes=f"Said {number}")
    db.session.commit()
    thief.execute("update stringers set iban = %s where id = %s", [NUMBER, ben.id])  # of before the ring
    use(app, monkeypatch, new, old)

    with somebody_writes(app, anna.id) as wrote:
        answer = CliRunner().invoke(keys, ["rotate"], catch_exceptions=False)

    assert (answer.exit_code, [word for word in wrote if not word.startswith("Note")]) == (0, [])
    use(app, monkeypatch, new)
    assert [row for row in thief.execute(RAW) if not row[0].startswith(ring_of(new).mark)] == []
    notes, iban, kept = read()
    assert (iban, kept, {wrote[-1], "Said 7", SAID} <= notes) == (NUMBER, secret, True)
    untouched = select(ClientProfile.version).where(ClientProfile.entered_first_name != "Client 42")
    assert set(db.session.scalars(untouched)) == {1}
    db.session.rollback()
    with open_tenant(ben.id):
        assert stringers.mine().iban == NUMBER
    use(app, monkeypatch, old)
    with pytest.raises(KeyMissing, match=ring_of(new).newest):
        read()


def test_a_key_is_made():
    made = CliRunner().invoke(keys, ["new"])

    assert len(ring_of(made.stdout.strip()).keys) == 1
    assert "rbo keys rotate" in made.stderr
