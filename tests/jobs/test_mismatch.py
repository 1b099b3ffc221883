"""L-103: a row of one book that names something of another."""

from __future__ import annotations

import pytest

from rbo.exports.jobs import make_export
from rbo.exports.models import Format
from rbo.exports.service import ask_for
from rbo.imports.jobs import work as import_file
from rbo.imports.service import bring
from rbo.orders.service import mark_strung
from rbo.platform.db import db
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import NoFile
from rbo.platform.tenancy import open_tenant
from rbo.portal.jobs import invite
from rbo.receipts.jobs import deliver
from tests.faults.kit import work
from tests.make import a_client, an_order, letter_of, reloaded, today


@pytest.fixture
def theirs(anna, ben):
    """A letter, a client, an export and an import of the other book, by the job that would take them."""
    with open_tenant(ben.id):
        order = an_order(a_client("Boris"))
        mark_strung(reloaded(order.number), on=today())
        export, entry = ask_for(Format.JSON), bring("bens.xlsx", b"PK\3\4")
        db.session.commit()
        letter = letter_of(reloaded(order.number))
        named = {deliver: letter.id, invite: order.client_id, make_export: export.id, import_file: entry.id}
        return named, export.key


def test_it_is_dead_at_once_and_nothing_is_drawn_mailed_or_made(anna, theirs, office, outdoors):
    named, key = theirs
    forged = [job.enqueue(subject_id, dedupe_key=f"forged:{job.name}") for job, subject_id in named.items()]
    db.session.commit()
    before = outdoors.rows("where id <> all(%s)", forged)

    work(*forged)

    ends = {
        row["kind"]: (row["state"], row["last_error_class"], row["attempt"])
        for row in map(outdoors.row, forged)
    }
    assert ends == {job.name: ("dead", "tenant_mismatch", 1) for job in named}
    assert office.seen == []
    assert outdoors.rows("where id <> all(%s)", forged) == before
    with pytest.raises(NoFile):
        files().get(key)
