"""What stands on a receipt: plain values, no rows, so that a snapshot can be drawn years later."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from rbo.receipts.snapshot import from_values, to_values

NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Business:
    """The stringer as the client sees them; *logo* is a raster image."""

    display_name: str
    business_name: str | None = None
    street: str | None = None
    house_number: str | None = None
    postal_code: str | None = None
    town: str | None = None
    country: str | None = None
    phone: str | None = None
    email: str | None = None
    logo: bytes | None = None

    @property
    def name(self) -> str:
        """The name the stringer does business under."""
        return self.business_name or self.display_name


@dataclass(frozen=True, kw_only=True)
class Party:
    """The client as the stringer entered them."""

    name: str
    email: str | None = None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The racket on the bench, with the pattern of this job."""

    label: str
    head_size_in2: Decimal | None = None
    pattern: str | None = None
    instance_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Side:
    """Mains or crosses: *label* is maker and model, the tension stays in the unit it was entered in."""

    label: str | None = None
    gauge_mm: Decimal | None = None
    gauge_label: str | None = None
    tension: Decimal | None = None
    tension_unit: str | None = None
    colour: str | None = None
    price: Decimal = NOTHING
    byo: bool = False

    @property
    def charged(self) -> Decimal:
        """What this side adds to the total: nothing when the client brought the string."""
        return NOTHING if self.byo else self.price


@dataclass(frozen=True, kw_only=True)
class Method:
    """How it was strung; *machine_mode* is free text."""

    pieces: int | None = None
    knots: int | None = None
    prestretch_pct: Decimal | None = None
    machine_mode: str | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A receipt before it has a number. *extras* are (text, price); *thank_you* is in *locale* already.

    A copy *is_shared* with another stringer: what it cost, how to pay and how to reach anybody stays blank.
    One that *is_discreet* too leaves out the last name and the comments.
    """

    business: Business
    client: Party
    racket: Frame
    main: Side
    cross: Side
    method: Method = field(default_factory=Method)
    dynamic_tension: Decimal | None = None
    dynamic_tension_instrument: str | None = None
    labour_price: Decimal = NOTHING
    extras: tuple[tuple[str, Decimal], ...] = ()
    currency: str = "CHF"
    ordered_at: date | None = None
    strung_at: date | None = None
    returned_at: date | None = None
    paid_at: date | None = None
    comments: str | None = None
    thank_you: str | None = None
    locale: str = "en"
    iban: str | None = None
    is_shared: bool = False
    is_discreet: bool = False

    @property
    def total(self) -> Decimal:
        """Labour, the stringer's own strings and the extras."""
        sides = self.main.charged + self.cross.charged
        return self.labour_price + sides + sum((price for _, price in self.extras), NOTHING)

    def to_json(self) -> dict[str, Any]:
        """The snapshot: money as text, dates as ISO, the logo as base64."""
        return to_values(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Draft":
        """The draft a snapshot was taken of, equal in every field."""
        return from_values(cls, values)
