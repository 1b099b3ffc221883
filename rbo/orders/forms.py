"""The form of Add stringjob."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import format_date, lazy_gettext
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import FormField, HiddenField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange, Optional

from rbo.catalogue.models import RacketModel
from rbo.clients.models import Racket
from rbo.clients.service import NewClient, NewRacket
from rbo.orders.side import NOTHING
from rbo.orders.side_form import ALIKE, DIFFERENT, CrossField, SideForm
from rbo.platform.fields import (
    LINE_FITS,
    NAME_FITS,
    TEXT_FITS,
    DayField,
    NumberField,
    TextField,
    is_address,
    price_in_range,
)
from rbo.platform.words import local_today
from rbo.stringers.models import Locale, TensionUnit

NEW = "new"
OTHER_DAY = "other"


class StringjobForm(FlaskForm):  # type: ignore[misc]
    """One racket to string: for a known client or a new one, in a known racket or a new one."""

    form_key = HiddenField()
    client = HiddenField()
    first_name = TextField(lazy_gettext("First name"), [NAME_FITS])
    last_name = TextField(lazy_gettext("Last name"), [NAME_FITS])
    email = TextField(lazy_gettext("Email"), [Optional(), is_address])
    phone = TextField(lazy_gettext("Phone"), [NAME_FITS])
    locale = SelectField(lazy_gettext("Language of the receipt"), default="")
    racket = RadioField(lazy_gettext("Racket"))
    racket_name = TextField(lazy_gettext("Model"), [LINE_FITS])
    racket_instance = TextField(lazy_gettext("Short id"), [NAME_FITS])
    racket_pattern = TextField(lazy_gettext("Pattern"), [NAME_FITS])
    unit = RadioField(
        lazy_gettext("Unit"),
        choices=[SelectChoice(unit.value) for unit in TensionUnit],
        default=TensionUnit.KG.value,
    )
    main = FormField(SideForm, separator="_")
    follow = RadioField(
        lazy_gettext("Cross string"),
        choices=[
            SelectChoice(ALIKE, lazy_gettext("Like mains")),
            SelectChoice(DIFFERENT, lazy_gettext("Different")),
        ],
        default=ALIKE,
    )
    cross = CrossField(SideForm, separator="_")
    labour_price = NumberField(lazy_gettext("Labour"), [Optional(), price_in_range()])
    set_price = NumberField(lazy_gettext("Strings, the set"), [Optional(), price_in_range()])
    promised = RadioField(lazy_gettext("Promised for"), default="")
    promised_other = DayField(lazy_gettext("Day"), [Optional()])
    ordered_at = DayField(lazy_gettext("Ordered on"), [Optional()])
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
    prestretch_pct = IntegerField(
        lazy_gettext("Pre-stretch in %"),
        [Optional(), NumberRange(0, 50, lazy_gettext("Enter a percentage from 0 to 50."))],
    )
    comments = TextAreaField(lazy_gettext("Comment on the receipt"), [TEXT_FITS])

    @property
    def is_alike(self) -> bool:
        """Whether the crosses are like the mains."""
        return bool(self.follow.data != DIFFERENT)

    @property
    def total(self) -> Decimal:
        """What it costs as the form stands."""
        sides = [(self.main.price, self.main), (self.cross.price, self.cross)]
        if self.is_alike:
            sides = [(self.set_price, self.main)]
        strings = [price.data or NOTHING for price, side in sides if not side.byo.data]
        total: Decimal = sum(strings, self.labour_price.data or NOTHING)
        return total

    @property
    def promised_day(self) -> date | None:
        """The day that was promised, if any."""
        if self.promised.data == OTHER_DAY:
            day: date | None = self.promised_other.data
            return day
        return date.fromisoformat(self.promised.data) if self.promised.data else None

    def new_client(self) -> NewClient:
        """The client that was typed in."""
        return NewClient(
            first_name=self.first_name.data,
            last_name=self.last_name.data,
            email=self.email.data,
            phone=self.phone.data,
            locale=Locale(self.locale.data) if self.locale.data else None,
        )

    def new_racket(self, model: RacketModel | None) -> NewRacket:
        """The racket that was typed in; *model* is what the catalogue knows by that name."""
        return NewRacket(
            label=self.racket_name.data,
            model=model,
            pattern=self.racket_pattern.data,
            instance_id=self.racket_instance.data,
        )

    def offer(self, rackets: Sequence[Racket]) -> None:
        """The choices of this client and this day."""
        self.racket.choices = [(str(racket.id), racket.label) for racket in rackets] + [
            (NEW, _("New racket"))
        ]
        self.promised.choices = _days()
        self.locale.choices = [
            SelectChoice("", _("As in my settings")),
            SelectChoice(Locale.EN.value, _("English")),
            SelectChoice(Locale.DE.value, _("German")),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field, and what only together makes sense."""
        is_valid = bool(super().validate(extra_validators))
        if self.racket.data == NEW and not self.racket_name.data:
            self.racket_name.errors = (_("Enter what racket it is."),)
            is_valid = False
        if self.client.data == NEW and not (self.first_name.data or self.last_name.data):
            self.first_name.errors = (_("Enter a first or a last name."),)
            is_valid = False
        if self.promised.data == OTHER_DAY and not self.promised_other.data:
            self.promised_other.errors = (*self.promised_other.errors, _("Choose the day, or choose Open."))
            is_valid = False
        return is_valid


def _days() -> list[SelectChoice]:
    today = local_today()
    tomorrow = today + timedelta(days=1)
    return [
        SelectChoice("", _("Open")),
        SelectChoice(today.isoformat(), _("Today")),
        SelectChoice(tomorrow.isoformat(), format_date(tomorrow, "EEE d")),
        SelectChoice(OTHER_DAY, _("Other")),
    ]
