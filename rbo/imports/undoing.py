"""An import is undone: what it made leaves the book, and its numbers are given out again.

Nobody deletes an order or a receipt otherwise; the policies of the system role let these go, and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Delete, Update, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from rbo.clients.models import ClientProfile, Racket
from rbo.imports.models import Import, ImportedRow, State
from rbo.imports.queries import Written
from rbo.orders.models import Order, OrderCounter, OrderStateAudit
from rbo.people.models import Person
from rbo.platform import clock
from rbo.platform.db import system_session
from rbo.platform.errors import Conflict
from rbo.platform.tenancy import refuse_open_transaction
from rbo.receipts.models import Receipt, ReceiptCounter

Noun = type[Order] | type[ClientProfile] | type[Racket]


class Touched(Conflict):
    """Something of it is not as it was made, or a number came after it."""


def take_out(stringer_id: UUID, import_id: UUID, written: Written) -> None:
    """Delete all that the import made, or nothing; *written* are its numbers. Commits.

    Raises:
        Touched: somebody was faster, or a row of the book leads to one of these.
        ScopeChanged: a transaction is still open; end it first.
    """
    refuse_open_transaction()
    try:
        with system_session() as rows:
            _Undoing(rows, stringer_id, import_id).run(written)
    except IntegrityError as held:
        raise _touched() from held


class _Undoing:
    """The deletes of one import, each of which takes exactly as many rows as were made."""

    def __init__(self, rows: Session, stringer_id: UUID, import_id: UUID) -> None:
        self.rows, self.stringer_id, self.import_id = rows, stringer_id, import_id

    def run(self, written: Written) -> None:
        """What leads to something goes before it."""
        self._mark()
        said = delete(OrderStateAudit).where(OrderStateAudit.stringer_id == self.stringer_id)
        self._do(said.where(self._is_made(OrderStateAudit.order_id, ImportedRow.order_id)))
        self._let_go(Order, ImportedRow.order_id)
        self._wind_back(written.first_number, written.last_number, written.receipts)
        self._let_go(Racket, ImportedRow.racket_id)
        self._clients()

    def _mark(self) -> None:
        """From here on the policies know these rows as those that may go."""
        mine = (Import.stringer_id == self.stringer_id, Import.id == self.import_id)
        is_done = (Import.state == State.DONE, Import.undone_at.is_(None))
        self._do(update(Import).where(*mine, *is_done).values(undone_at=clock.now()), wanted=1)

    def _let_go(self, noun: Noun, made: InstrumentedAttribute[UUID | None]) -> None:
        count = select(func.count(made)).where(ImportedRow.import_id == self.import_id)
        is_as_made = ImportedRow.made_version == noun.version
        gone = delete(noun).where(noun.stringer_id == self.stringer_id)
        gone = gone.where(self._is_made(noun.id, made, is_as_made))
        self._do(gone, wanted=self.rows.scalar(count) or 0)

    def _wind_back(self, first: int, last: int, receipts: Mapping[int, tuple[int, int]]) -> None:
        counter = (OrderCounter.stringer_id == self.stringer_id, OrderCounter.last == last)
        self._do(update(OrderCounter).where(*counter).values(last=first - 1), wanted=1)
        for year, (least, most) in receipts.items():
            gone = delete(Receipt).where(Receipt.stringer_id == self.stringer_id, Receipt.year == year)
            self._do(gone.where(Receipt.seq.between(least, most)), wanted=most - least + 1)
            of_year = (ReceiptCounter.stringer_id == self.stringer_id, ReceiptCounter.year == year)
            wound = update(ReceiptCounter).where(*of_year, ReceiptCounter.last == most)
            self._do(wound.values(last=least - 1), wanted=1)

    def _clients(self) -> None:
        """The clients, and the persons behind them whom nobody else knows."""
        profiles = select(ClientProfile.person_id).where(ClientProfile.stringer_id == self.stringer_id)
        made = self._is_made(ClientProfile.id, ImportedRow.client_id)
        people = self.rows.scalars(profiles.where(made)).all()
        self._let_go(ClientProfile, ImportedRow.client_id)
        self._do(delete(Person).where(Person.id.in_(people), Person.created_by_id == self.stringer_id))

    def _is_made(
        self,
        key: InstrumentedAttribute[UUID],
        made: InstrumentedAttribute[UUID | None],
        *more: ColumnElement[bool],
    ) -> ColumnElement[bool]:
        of_it = (ImportedRow.stringer_id == self.stringer_id, ImportedRow.import_id == self.import_id)
        return select(ImportedRow.id).where(*of_it, made == key, *more).exists()

    def _do(self, deed: Delete | Update, wanted: int | None = None) -> None:
        done: Any = self.rows.execute(deed, execution_options={"synchronize_session": False})
        if wanted is not None and done.rowcount != wanted:
            raise _touched()


def _touched() -> Touched:
    return Touched(_("This import stays: something in your book leads to a row of it."))
