"""What a stringjob puts on its receipt, as plain values."""

from __future__ import annotations

from decimal import Decimal

from rbo.clients.models import ClientProfile
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.people import queries as people
from rbo.people.models import Person
from rbo.receipts import draft as paper
from rbo.receipts.models import Skipped
from rbo.receipts.service import Envelope
from rbo.stringers.models import Stringer


def draft_of(order: Order, stringer: Stringer) -> paper.Draft:
    """Today's receipt of *order*, which must be loaded with its client, racket and extras."""
    person = people.visible(order.client.person_id)
    locale = _locale(order.client, person, stringer)
    return paper.Draft(
        business=business_of(stringer),
        client=paper.Party(name=order.client.name, email=order.client.entered_email or None),
        racket=paper.Frame(
            label=order.racket.label,
            head_size_in2=order.racket.head_size_in2,
            pattern=order.pattern or None,
            instance_id=order.racket.instance_id or None,
        ),
        main=_side(order.main, order.tension_unit),
        cross=_side(order.cross, order.tension_unit),
        method=paper.Method(
            pieces=order.pieces,
            knots=order.knots,
            prestretch_pct=None if order.prestretch_pct is None else Decimal(order.prestretch_pct),
            machine_mode=order.machine_mode or None,
        ),
        dynamic_tension=order.dynamic_tension,
        dynamic_tension_instrument=order.dynamic_tension_instrument or None,
        labour_price=order.labour_price,
        extras=tuple((extra.text, extra.price) for extra in order.extras),
        currency=order.currency,
        ordered_at=order.ordered_at,
        strung_at=order.strung_at,
        returned_at=order.returned_at,
        paid_at=order.paid_at,
        comments=order.comments or None,
        thank_you=_thank_you(person, stringer, locale),
        locale=locale,
        iban=stringer.iban or None,
    )


def envelope_of(order: Order) -> Envelope:
    """Where the receipt of *order* goes, or why it goes nowhere."""
    if not order.client.entered_email:
        return Envelope(skipped=Skipped.NO_ADDRESS)
    person = people.visible(order.client.person_id)
    if person is not None and not person.preferences.email:
        return Envelope(skipped=Skipped.NOT_WANTED)
    return Envelope(email=order.client.entered_email)


def _locale(client: ClientProfile, person: Person | None, stringer: Stringer) -> str:
    chosen = person.default_locale if person is not None else None
    return str(chosen or client.entered_locale or stringer.default_locale)


def _thank_you(person: Person | None, stringer: Stringer, locale: str) -> str | None:
    is_unwanted = person is not None and person.preferences.signoff_opt_out
    return None if is_unwanted else stringer.receipt_thankyou_text.get(locale)


def business_of(stringer: Stringer) -> paper.Business:
    """The stringer as clients read them."""
    return paper.Business(
        display_name=stringer.display_name or "",
        business_name=stringer.business_name or None,
        street=stringer.street or None,
        house_number=stringer.house_number or None,
        postal_code=stringer.postal_code or None,
        town=stringer.town or None,
        country=stringer.country or None,
        phone=stringer.phone or None,
        email=stringer.email,
        logo=stringer.logo,
    )


def _side(side: Side, unit: str) -> paper.Side:
    return paper.Side(
        label=side.label or None,
        gauge_mm=side.gauge_mm,
        gauge_label=side.gauge_label or None,
        tension=side.tension,
        tension_unit=str(unit),
        colour=side.colour or None,
        price=side.price,
        byo=side.byo,
    )
