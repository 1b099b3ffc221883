"""An erasure reaches links and files, too: what came in, what was made, and what is only promised (U-35)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from sqlalchemy import select

from rbo.admin import erasure
from rbo.exports.models import Format
from rbo.exports.service import ask_for
from rbo.imports.service import bring
from rbo.orders.models import Order
from rbo.platform.config import settings
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import NoFile
from rbo.portal import links
from rbo.portal.models import LinkKind
from tests.admin.test_erasure import CANARY, REASON, naming, petra
from tests.faults.kit import work

__all__ = ["petra"]
DONE = """
insert into imports (stringer_id, id, source, file_name, sha256, state, report, actor, done_at)
values (%s, %s, 'v1', 'Zzyzx 2024.xlsx', '', 'done', %s, 'stringer:' || %s, now())
"""


def test_links_and_files_that_came_in_or_were_made_go_too(petra, anna, database):
    """Also the file that is only promised, and what was said of one that is in the book."""
    order = db.session.scalars(select(Order)).one()
    address = links.make(order, LinkKind.CLIENT)
    bring(f"{CANARY}.xlsx", b"PK\3\4" + CANARY.encode())
    db.session.commit()
    made, promised = (ask_for(wanted) for wanted in (Format.JSON, Format.XLSX))
    db.session.commit()
    key, rows = made.key, (made.outbox_id, promised.outbox_id)
    db.session.rollback()
    work(rows[0])
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute(DONE, [anna.id, new_id(), f'{{"said": "Muster {CANARY}"}}', anna.id])
    assert CANARY.encode() in b"".join(files().get(key)).lower()
    assert naming(database) >= {"public.imports"}

    erasure.erase(petra, REASON)
    work(rows[1])

    assert naming(database) == set()
    assert links.look(address.rpartition("/")[2]) is None
    assert [file for file in kept_files() if CANARY.encode() in file.read_bytes().lower()] == []
    with pytest.raises(NoFile):
        files().get(key)


FAILED = """
insert into imports (stringer_id, id, source, file_name, sha256, state, fault, report, choices, actor)
values (%s, %s, 'table', 'jobs.csv', '', 'failed', 'damaged', %s, %s, 'stringer:' || %s)
"""


def test_what_was_said_of_a_file_that_failed_goes_with_a_person_of_the_book(petra, anna, database):
    """It was looked at before it failed, and may name them as nobody else does."""
    said = ('{"said": "Pe Musterová"}', '{"player": {"Pe Musterová": "P. M."}}')
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute(FAILED, [anna.id, new_id(), *said, anna.id])

    erasure.erase(petra, REASON)

    with psycopg.connect(database["superuser"]) as connection:
        left = connection.execute("select state, report, choices, fault from imports").fetchall()
    assert left == [("discarded", None, {}, None)]


def kept_files():
    return [
        file for file in Path(unquote(urlsplit(settings().storage_url).path)).rglob("*") if file.is_file()
    ]
