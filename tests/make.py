"""What tests are about: a stringer, a client, a racket, a job on the bench."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from rbo.catalogue import staging
from rbo.catalogue.models import CatalogueImport, Kind, RacketModel, Sport, StringModel
from rbo.catalogue.reading import Good
from rbo.catalogue.service import NewRacketModel, NewStringModel, add_racket_model, add_string_model
from rbo.clients.models import ClientProfile, Racket
from rbo.clients.service import NewClient, NewRacket, add_client, add_racket
from rbo.orders import queries, service
from rbo.orders.intake import NewOrder, take_in
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform import clock
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.receipts.models import Receipt, ReceiptEmission
from rbo.stringers.models import Locale, Status, Stringer, TensionUnit

SERIAL = count(1)


def today() -> date:
    """The day in the stringers' time zone."""
    return clock.today("Europe/Zurich")


def a_stringer(name: str, locale: Locale = Locale.EN) -> Stringer:
    """A stringer who filled in the profile; known to the database, with nobody's book open."""
    stringer = Stringer(
        id=new_id(),
        email=f"{name.lower()}.{next(SERIAL)}@example.org",
        display_name=f"{name}’s Strings",
        status=Status.ACTIVE,
        default_locale=locale,
        gotrue_user_id=new_id(),
    )
    with system_session() as rows:
        rows.add(stringer)
        rows.flush()
        rows.refresh(stringer)
        rows.expunge(stringer)
    return stringer


def a_client(first_name: str = "Lena", last_name: str = "Muster", **more: Any) -> ClientProfile:
    """A client in the open book, with an address."""
    known = {"email": f"{first_name.lower()}@example.com", **more}
    return add_client(NewClient(first_name=first_name, last_name=last_name, **known))


def a_racket(client: ClientProfile, instance_id: str = "PA98_1") -> Racket:
    """A frame of *client*."""
    return add_racket(
        client,
        NewRacket(
            label="Babolat Pure Aero 98", head_size_in2=Decimal(98), pattern="16x20", instance_id=instance_id
        ),
    )


def a_racket_model(brand: str = "Own", model: str = "Frame", **more: Any) -> RacketModel:
    """A racket model in one's own part of the catalogue."""
    return add_racket_model(NewRacketModel(sport=Sport.TENNIS, brand=brand, model=model, **more))


def a_string_model(brand: str = "Own", name: str = "Gut", **more: Any) -> StringModel:
    """A string in one's own part of the catalogue, 1.25 mm."""
    known = {"gauge_mm": Decimal("1.25"), **more}
    return add_string_model(NewStringModel(sport=Sport.TENNIS, brand=brand, name=name, **known))


def an_order(client: ClientProfile | None = None, **more: Any) -> Order:
    """A racket on the bench, ordered today, with all that belongs to it: 25.00 labour and 14.00 a side."""
    number = just_taken_in(client, **more).number
    rows = select(Order).where(Order.number == number).options(*queries.WHOLE)
    return db.session.scalars(rows.execution_options(populate_existing=True)).one()


def just_taken_in(client: ClientProfile | None = None, **more: Any) -> Order:
    """The same, for whoever looks no further than its number or its id."""
    client = client or a_client()
    side = Side(label="Solinco Hyper-G", gauge_mm=Decimal("1.20"), tension=Decimal(24), price=Decimal(14))
    racket = more.pop("racket", None) or a_racket(client, f"R{next(SERIAL)}")
    values = {"main": side, "labour_price": Decimal(25), "tension_unit": TensionUnit.KG, **more}
    order = take_in(NewOrder(client=client, racket=racket, **values))
    db.session.commit()
    return order


def reloaded(number: int) -> Order:
    """The order as the next request would find it, locked."""
    return queries.by_number(number, lock=True)


def strung(order: Order, days_ago: int = 0) -> Order:
    """The order, off the machine."""
    service.mark_strung(reloaded(order.number), on=today() - timedelta(days=days_ago))
    db.session.commit()
    return order


def newest(count: int = 1) -> list[Order]:
    """The orders that came last, the newest first, as another request left them."""
    db.session.rollback()
    return list(
        db.session.scalars(select(Order).options(*queries.WHOLE).order_by(Order.number.desc()).limit(count))
    )


def receipt_numbers() -> list[str]:
    """Numbers given out in the open book."""
    rows = db.session.scalars(select(Receipt).order_by(Receipt.year, Receipt.seq))
    return [receipt.number for receipt in rows]


def a_staged_row(**content: str) -> UUID:
    """A row of a foreign catalogue that waits for an admin."""
    said = {"sport": "tennis", "brand": "Babolat", "model": "PureAero 98", "year": "2023", **content}
    with system_session() as rows:
        staging.stage(rows, Kind.RACKET, "maker", Good(2, "A98", said))
    with system_session() as rows:
        return rows.scalars(select(CatalogueImport.id).order_by(CatalogueImport.id.desc()).limit(1)).one()


def letter_of(order: Order) -> ReceiptEmission:
    """The letter that went out for *order* last."""
    rows = select(ReceiptEmission).where(ReceiptEmission.receipt_id == order.receipt_id)
    return db.session.scalars(rows.order_by(ReceiptEmission.id.desc()).limit(1)).one()


def ids_of(rows: list[Any]) -> set[UUID]:
    """Ids of nouns."""
    return {row.id for row in rows}
