"""Two books with a row in every table, and the rows of the house between them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from rbo.catalogue import service as catalogue
from rbo.catalogue.models import RacketModel, StringModel, Visibility
from rbo.clients import service as clients
from rbo.exports import service as exports
from rbo.exports.models import Format
from rbo.imports import service as imports
from rbo.imports.models import ImportedRow
from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.orders import batches
from rbo.orders import service as orders
from rbo.orders.constraints import Step
from rbo.orders.side import Side
from rbo.platform import once, roles
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.rows import HOUSE
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_tenant
from rbo.portal import links
from rbo.portal.models import LinkKind
from rbo.stringers.models import Stringer
from tests.make import a_client, an_order, today
from tests.walls import grants, undone
from tests.walls.catalog import public_tables
from tests.webhooks.making import let_in_and_told

Row = dict[str, Any]

AROUND = """
insert into persons (id, display_first_name, email, email_verified_at, gotrue_user_id, created_by_kind)
    values (%(person)s, 'Petra', 'petra@example.com', now(), %(sub)s, 'person');
insert into client_profiles (stringer_id, id, person_id, entered_first_name, accepted_at)
    values (%(mine)s, %(profile)s, %(person)s, 'Petra', now());
insert into racket_models (stringer_id, id, model, tension_unit, brand, visibility, source)
    values (%(house)s, %(id)s, 'Blade', 'lb', 'Wilson', 'catalogue_shared', 'imported');
insert into string_models (stringer_id, id, name, brand, visibility, source)
    values (%(house)s, %(id)s, 'Hyper-G', 'Solinco', 'catalogue_shared', 'imported');
insert into catalogue_submissions
    (stringer_id, id, catalogue_kind, string_model_id, status, reviewer_id, reviewed_at, notes)
    select stringer_id, %(id)s, 'string', id, 'rejected', %(mine)s, now(), 'A spelling of Hyper-G.'
    from string_models where stringer_id = %(mine)s and name = 'String';
insert into form_keys (stringer_id, id, body_hash, created_at, answer)
    values (%(mine)s, %(id)s, 'old', now() - interval '8 days', '{}');
insert into admin_audit_log (id, actor, deed, stringer_id, reason)
    select gen_random_uuid(), actor, 'book_read', about, reason from (values
        ('stringer:' || %(mine)s, %(theirs)s::uuid, 'A question about a receipt.'),
        ('stringer:' || %(theirs)s, %(mine)s::uuid, 'Asked by phone.'),
        ('stringer:' || %(theirs)s, %(theirs)s::uuid, ''),
        ('system', null, '')) as lines (actor, about, reason);
insert into notifications (stringer_id, id, kind, subject_id, label)
    values (%(mine)s, %(id)s, 'receipt_mail_failed', %(id)s, '2026-0001');
insert into notifications (stringer_id, id, kind, subject_id, acting_person_id)
    values (%(mine)s, %(profile)s, 'share_granted_to_me', %(id)s, %(person)s);
insert into exports (stringer_id, id, format, key, outbox_id, expires_at)
    select stringer_id, %(id)s, 'json', 'old', id, now() - interval '1 day'
    from outbox where stringer_id = %(mine)s limit 1;
insert into catalogue_imports (id, catalogue_kind, source_name, source_external_id, content_hash, content)
    values (%(id)s, 'racket', 'maker', 'B98', 'hash', '{}');
insert into outbox_pauses (channel, until, reason) values ('mail', now(), 'quota');
insert into schedule_runs (name, period) values ('sweep', 1)
"""
LOGIN = """
insert into logins (id, sub, stringer_id, person_id, created_at, last_seen_at)
    values (%s, %s, %s, %s, now(), now())
"""


@dataclass(frozen=True)
class TwoBooks:
    """Whose books they are, the person who accepted the first, and every row of every table."""

    mine: UUID
    theirs: UUID
    person: UUID
    rows: dict[str, list[Row]]

    def foreign(self, table: str) -> Row:
        """The newest row of the other book."""
        return self._newest(table, self.theirs)

    def own(self, table: str, pointing: str = "id") -> Row:
        """The newest row of the open book, one that points somewhere by the column *pointing* if there is."""
        return self._newest(table, self.mine, pointing)

    def of_mine(self, table: str) -> list[Row]:
        """Every row of the open book."""
        return [row for row in self.rows[table] if self.mine in owners(row)]

    def _newest(self, table: str, owner: UUID, pointing: str = "id") -> Row:
        rows = [row for row in self.rows[table] if owner in owners(row)]
        return max(rows, key=lambda row: (row.get(pointing) is not None, str(row.get("id"))))


def owners(row: Row) -> set[UUID]:
    """Every stringer that a row names as its own."""
    named = (row.get("stringer_id"), row.get("created_by_id"), row.get("id"))
    return {UUID(str(value)) for value in named if value}


def fill_two(superuser: str, anna: Stringer, ben: Stringer) -> UUID:
    """Fill both books; gives the person who accepted the first."""
    for stringer in (anna, ben):
        with open_tenant(stringer.id):
            fill_book()
    person = new_id()
    with psycopg.connect(roles.plain(superuser)) as connection:
        names = {"person": person, "sub": new_id(), "mine": anna.id, "theirs": ben.id, "house": HOUSE}
        for statement in AROUND.split(";"):
            connection.execute(statement, {**names, "profile": new_id(), "id": new_id()})
        for stringer_id, person_id in ((anna.id, None), (ben.id, None), (None, person)):
            connection.execute(LOGIN, [new_id(), new_id(), stringer_id, person_id])
        grants.put_grants(connection, anna.id, ben.id, person)
        undone.put_undone(connection, anna.id, ben.id)
    return person


def fill_book() -> None:
    """A client, a racket and a string of one's own, a stringjob with all that follows from it."""
    secret = {"brand": "Own", "visibility": Visibility.PRIVATE}  # never offered to anybody
    db.session.add_all([RacketModel(model="Secret", **secret), StringModel(name="Secret", **secret)])
    db.session.flush()
    frame = RacketModel(brand="Own", model="Frame", head_size_in2=Decimal(98))
    string = StringModel(brand="Own", name="String", gauge_mm=Decimal("1.25"))
    db.session.add_all([frame, string])
    db.session.flush()
    client = a_client()
    racket = clients.add_racket(client, clients.NewRacket(model=frame, instance_id="OWN_1"))
    catalogue.submit(frame)
    catalogue.submit(string)
    once.made(str(new_id()), [("name", "once")], lambda: "/clients")
    side = Side(label=string.label, string_owner=string.stringer_id, string_id=string.id, price=Decimal(14))
    order = an_order(client, racket=racket, main=side, extras=(("Grip", Decimal(5)),))
    orders.mark_strung(order, on=today())
    links.make(order, LinkKind.CLIENT)
    batches.move_all([order.number], Step.PAID, today())
    notify(current_stringer(), Kind.EXPORT_READY, new_id(), "Excel")
    exports.ask_for(Format.JSON)
    clients.add_racket(client, clients.NewRacket(label="Spare", instance_id="SPARE"))
    let_in_and_told()
    entry = imports.bring("orders.xlsx", b"PK\3\4")
    for made in ({"client_id": client.id}, {"racket_id": racket.id}, {"order_id": order.id}):
        db.session.add(ImportedRow(import_id=entry.id, made_version=1, **made))
    db.session.commit()


def all_rows(connection: psycopg.Connection[Any]) -> dict[str, list[Row]]:
    """Every row of every table, as JSON."""
    tables = public_tables(connection)
    parts = [f"(select '{table}', to_jsonb(t) from {table} t order by to_jsonb(t))" for table in tables]
    found: dict[str, list[Row]] = {table: [] for table in tables}
    for table, row in connection.execute(" union all ".join(parts)):
        found[table].append(row)
    return found


def copy_of(row: Row) -> Jsonb:
    """A row as a parameter."""
    return Jsonb(row)
