"""The form of a stringjob's content: the same where it is added and where it is changed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import format_date, lazy_gettext
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import FormField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Optional

from rbo.orders.forms.extra import ExtraForm
from rbo.orders.forms.side import ALIKE, DIFFERENT, CrossField, SideForm
from rbo.orders.side import NOTHING
from rbo.platform.fields import (
    NAME_FITS,
    TEXT_FITS,
    DayField,
    LinesField,
    NumberField,
    Part,
    TextField,
    price_in_range,
)
from rbo.platform.money import halves
from rbo.platform.units import can_be_strung
from rbo.platform.words import local_today
from rbo.stringers.models import TensionUnit

OTHER_DAY = "other"
MOST_EXTRAS = 12


class JobForm(FlaskForm):  # type: ignore[misc]
    """What is done to a racket, for how much and until when."""

    unit = RadioField(
        lazy_gettext("Unit"),
        choices=[SelectChoice(unit.value) for unit in TensionUnit],
        default=TensionUnit.KG.value,
    )
    main = Part(SideForm, lazy_gettext("Mains"), separator="_")
    follow = RadioField(
        lazy_gettext("Cross string"),
        choices=[
            SelectChoice(ALIKE, lazy_gettext("Like mains")),
            SelectChoice(DIFFERENT, lazy_gettext("Different")),
        ],
        default=ALIKE,
    )
    cross = CrossField(SideForm, lazy_gettext("Crosses"), separator="_")
    labour_price = NumberField(lazy_gettext("Labour"), [Optional(), price_in_range()])
    set_price = NumberField(lazy_gettext("Strings, the set"), [Optional(), price_in_range()])
    extras = LinesField(FormField(ExtraForm), max_entries=MOST_EXTRAS)
    promised = RadioField(lazy_gettext("Promised for"), default="")
    promised_other = DayField(lazy_gettext("Day"), [Optional()])
    pattern = TextField(lazy_gettext("Pattern of this job"), [NAME_FITS])
    pieces = RadioField(
        lazy_gettext("Pieces"),
        choices=[
            SelectChoice("", lazy_gettext("Not said")),
            SelectChoice("1", lazy_gettext("One")),
            SelectChoice("2", lazy_gettext("Two")),
        ],
        default="",
    )
    knots = IntegerField(
        lazy_gettext("Knots"),
        [Optional(), NumberRange(1, 8, lazy_gettext("Enter a number of knots from 1 to 8."))],
    )
    prestretch_pct = IntegerField(
        lazy_gettext("Pre-stretch in %"),
        [Optional(), NumberRange(0, 50, lazy_gettext("Enter a percentage from 0 to 50."))],
    )
    machine_mode = TextField(lazy_gettext("Machine mode"), [NAME_FITS])
    dynamic_tension = NumberField(
        lazy_gettext("Dynamic tension"),
        [Optional(), NumberRange(1, 999, lazy_gettext("Enter a reading between 1 and 999."))],
        decimals=1,
        places=None,
    )
    dynamic_tension_instrument = TextField(lazy_gettext("Measured with"), [NAME_FITS])
    comments = TextAreaField(lazy_gettext("Comment on the receipt"), [TEXT_FITS])

    @property
    def is_alike(self) -> bool:
        """Whether the crosses are like the mains."""
        return bool(self.follow.data != DIFFERENT)

    @property
    def side_prices(self) -> tuple[Decimal, Decimal]:
        """The prices of mains and crosses; a set that has one price is split."""
        if self.is_alike:
            return halves(self.set_price.data or NOTHING)
        return self.main.price.data or NOTHING, self.cross.price.data or NOTHING

    @property
    def total(self) -> Decimal:
        """What it costs as the form stands."""
        sides = zip(self.side_prices, (self.main, self.cross), strict=True)
        strings = [price for price, side in sides if not side.byo.data]
        extras = [extra.price.data or NOTHING for extra in self.extras]
        total: Decimal = sum([*strings, *extras], self.labour_price.data or NOTHING)
        return total

    @property
    def promised_day(self) -> date | None:
        """The day that was promised, if any."""
        if self.promised.data == OTHER_DAY:
            day: date | None = self.promised_other.data
            return day
        return date.fromisoformat(self.promised.data) if self.promised.data else None

    def offer_days(self) -> None:
        """The days that are promised most."""
        today = local_today()
        tomorrow = today + timedelta(days=1)
        self.promised.choices = [
            SelectChoice("", _("Open")),
            SelectChoice(today.isoformat(), _("Today")),
            SelectChoice(tomorrow.isoformat(), format_date(tomorrow, "EEE d")),
            SelectChoice(OTHER_DAY, _("Other")),
        ]

    def add_line(self) -> None:
        """One more empty line for an extra, unless there is one."""
        last = self.extras[-1] if len(self.extras) else None
        if len(self.extras) < MOST_EXTRAS and (last is None or last.text.data or last.price.data):
            self.extras.append_entry()

    def is_pull(self, tension: Any) -> bool:
        """Whether a frame can take what stands in the field *tension*; says so there if not."""
        if tension.errors or tension.data is None or can_be_strung(tension.data, self.unit.data):
            return True
        tension.errors = (_("Enter a tension between 4 and 45 kg (9 and 99 lb)."),)
        return False

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field, and what only together makes sense."""
        is_valid = bool(super().validate(extra_validators))
        for side in (self.main,) if self.is_alike else (self.main, self.cross):
            is_valid = self.is_pull(side.tension) and is_valid
        if self.promised.data == OTHER_DAY and not self.promised_other.data:
            self.promised_other.errors = (*self.promised_other.errors, _("Choose the day, or choose Open."))
            is_valid = False
        return is_valid
