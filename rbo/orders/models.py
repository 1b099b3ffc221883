"""The stringjob: one entity for a client's racket and for one's own."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from blinker import Signal
from sqlalchemy import ForeignKeyConstraint, Index, Numeric, SmallInteger, func
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from rbo.clients.models import ClientProfile, Racket
from rbo.orders.constraints import KIND, ORDER_RULES, STEP, TENSION, Kind, Step
from rbo.orders.lifecycle import State, is_prepaid, state_of
from rbo.orders.side import NOTHING, Side
from rbo.platform.numbering import Counter
from rbo.platform.rows import PERSONAL, TOLD_ELSEWHERE, Base, Owned, Versioned
from rbo.receipts.models import Receipt
from rbo.stringers.models import TENSION_UNIT, TensionUnit

client_changed = Signal("An order was another client's; whoever gave the first one something takes it back.")


class OrderCounter(Counter, Base):
    """The last order number of one stringer."""

    __tablename__ = "order_counters"


class Order(Owned, Versioned, Base):
    """One racket on the bench. Its state is derived from its dates."""

    __tablename__ = "orders"
    __table_args__ = ORDER_RULES

    number: Mapped[int]
    kind: Mapped[Kind] = mapped_column(KIND, default=Kind.CLIENT)
    client_id: Mapped[UUID]
    racket_id: Mapped[UUID]
    pattern: Mapped[str] = mapped_column(default="")
    tension_unit: Mapped[TensionUnit] = mapped_column(TENSION_UNIT)
    main: Mapped[Side] = composite(
        mapped_column("main_label", default=""),
        mapped_column("main_string_owner"),
        mapped_column("main_string_id"),
        mapped_column("main_gauge_mm", Numeric(3, 2)),
        mapped_column("main_gauge_label", default=""),
        mapped_column("main_tension", TENSION),
        mapped_column("main_colour", default=""),
        mapped_column("main_price"),
        mapped_column("main_byo"),
    )
    cross: Mapped[Side] = composite(
        mapped_column("cross_label", default=""),
        mapped_column("cross_string_owner"),
        mapped_column("cross_string_id"),
        mapped_column("cross_gauge_mm", Numeric(3, 2)),
        mapped_column("cross_gauge_label", default=""),
        mapped_column("cross_tension", TENSION),
        mapped_column("cross_colour", default=""),
        mapped_column("cross_price"),
        mapped_column("cross_byo"),
    )
    labour_price: Mapped[Decimal] = mapped_column(default=NOTHING)
    currency: Mapped[str]
    pieces: Mapped[int | None] = mapped_column(SmallInteger)
    knots: Mapped[int | None] = mapped_column(SmallInteger)
    prestretch_pct: Mapped[int | None] = mapped_column(SmallInteger)
    machine_mode: Mapped[str] = mapped_column(default="")
    dynamic_tension: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    dynamic_tension_instrument: Mapped[str] = mapped_column(default="")
    comments: Mapped[str] = mapped_column(default="", info=PERSONAL)
    ordered_at: Mapped[date | None] = mapped_column(info=TOLD_ELSEWHERE)
    strung_at: Mapped[date | None] = mapped_column(info=TOLD_ELSEWHERE)
    returned_at: Mapped[date | None] = mapped_column(info=TOLD_ELSEWHERE)
    paid_at: Mapped[date | None] = mapped_column(info=TOLD_ELSEWHERE)
    cancelled_at: Mapped[date | None] = mapped_column(info=TOLD_ELSEWHERE)
    promised_for: Mapped[date | None]
    redo_of: Mapped[UUID | None]
    receipt_id: Mapped[UUID | None] = mapped_column(info=TOLD_ELSEWHERE)
    legacy_ref: Mapped[str | None]
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now(), sort_order=91
    )

    client: Mapped[ClientProfile] = relationship(lazy="raise", viewonly=True, overlaps="racket")
    racket: Mapped[Racket] = relationship(lazy="raise", viewonly=True, overlaps="client")
    receipt: Mapped[Receipt | None] = relationship(lazy="raise", viewonly=True)
    original: Mapped[Order | None] = relationship(
        lazy="raise", viewonly=True, remote_side="[Order.stringer_id, Order.id]"
    )
    extras: Mapped[list[OrderExtra]] = relationship(
        lazy="raise", order_by="OrderExtra.position", cascade="all, delete-orphan"
    )

    @property
    def state(self) -> State:
        """Where the racket stands."""
        return state_of(self)

    @property
    def is_strung(self) -> bool:
        """Whether the racket came off the machine."""
        return self.strung_at is not None

    @property
    def is_prepaid(self) -> bool:
        """Whether it was paid before it was strung."""
        return is_prepaid(self)

    @property
    def is_waiting(self) -> bool:
        """Whether a client still has to fetch the racket or to pay for it."""
        return self.kind is Kind.CLIENT and self.state in (State.STRUNG, State.RETURNED, State.PAID)

    @property
    def is_hybrid(self) -> bool:
        """Whether mains and crosses are different strings."""
        return self.main.string != self.cross.string

    @property
    def total(self) -> Decimal:
        """Labour, the stringer's own strings and the extras."""
        extras = sum((extra.price for extra in self.extras), NOTHING)
        return self.labour_price + self.main.charged + self.cross.charged + extras


class OrderExtra(Owned, Base):
    """Something else on the bill: a grip, a dampener."""

    __tablename__ = "order_extras"
    __table_args__ = (
        ForeignKeyConstraint(
            ["stringer_id", "order_id"], ["orders.stringer_id", "orders.id"], ondelete="CASCADE"
        ),
        Index("ix_order_extras_order", "stringer_id", "order_id", postgresql_include=("price",)),
    )

    order_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(SmallInteger)
    text: Mapped[str]
    price: Mapped[Decimal]


class OrderStateAudit(Owned, Base):
    """One move of one order: which date went from what to what, and by whom."""

    __tablename__ = "order_state_audit"
    is_a_record = True
    __table_args__ = (
        ForeignKeyConstraint(["stringer_id", "order_id"], ["orders.stringer_id", "orders.id"]),
        Index("ix_order_state_audit_order", "stringer_id", "order_id"),
    )

    order_id: Mapped[UUID]
    step: Mapped[Step] = mapped_column(STEP)
    was: Mapped[date | None]
    became: Mapped[date | None]
    actor: Mapped[str]
    request_id: Mapped[str]
