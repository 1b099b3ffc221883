"""The form of Add stringjob."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Field, FormField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import NumberRange, Optional, StopValidation

from rbo.catalogue.models import RacketModel
from rbo.clients.models import Racket
from rbo.clients.service import NewClient, NewRacket
from rbo.orders.forms.also import AlsoForm
from rbo.orders.forms.job import JobForm
from rbo.orders.offers.short_ids import short_ids
from rbo.platform.fields import LINE_FITS, NAME_FITS, DayField, LinesField, TextField, is_address
from rbo.stringers.models import Locale

NEW, ME = "new", "me"
MOST_FRAMES, MOST_NEW = 200, 9


def of_new_racket(form: BaseForm, field: Field) -> None:
    """Ask nothing of a field that is hidden because a known racket is chosen."""
    if form["racket"].data != NEW:
        field.errors = []
        raise StopValidation


class StringjobForm(JobForm):
    """Rackets to string: of a known client, a new one or oneself; known rackets or a new one."""

    form_key = HiddenField()
    client = HiddenField()
    first_name = TextField(lazy_gettext("First name"), [NAME_FITS])
    last_name = TextField(lazy_gettext("Last name"), [NAME_FITS])
    email = TextField(lazy_gettext("Email"), [Optional(), is_address])
    phone = TextField(lazy_gettext("Phone"), [NAME_FITS])
    locale = SelectField(lazy_gettext("Language of the receipt"), default="")
    racket = RadioField(lazy_gettext("Racket"))
    also = LinesField(FormField(AlsoForm), max_entries=MOST_FRAMES)
    racket_name = TextField(lazy_gettext("Model"), [of_new_racket, LINE_FITS])
    racket_instance = TextField(lazy_gettext("Short id"), [of_new_racket, NAME_FITS])
    racket_pattern = TextField(lazy_gettext("Pattern"), [of_new_racket, NAME_FITS])
    racket_count = IntegerField(
        lazy_gettext("How many of these"),
        [
            of_new_racket,
            Optional(),
            NumberRange(1, MOST_NEW, lazy_gettext("Enter a number of rackets from 1 to 9.")),
        ],
    )
    ordered_at = DayField(lazy_gettext("Ordered on"), [Optional()])

    @property
    def bag(self) -> dict[str, Decimal | None]:
        """The other rackets that get the same set-up, each with a tension of its own where one is given."""
        chosen = {also.racket.data: also.tension.data for also in self.also if also.chosen.data}
        return {racket: tension for racket, tension in chosen.items() if racket != self.racket.data}

    @property
    def count(self) -> int:
        """How many rackets are in the bag."""
        new = self.racket_count.data if self.racket.data == NEW and not self.racket_count.errors else None
        return (new or 1) + len(self.bag)

    def new_client(self) -> NewClient:
        """The client that was typed in."""
        return NewClient(
            first_name=self.first_name.data,
            last_name=self.last_name.data,
            email=self.email.data,
            phone=self.phone.data,
            locale=Locale(self.locale.data) if self.locale.data else None,
        )

    def new_rackets(self, model: RacketModel | None) -> list[NewRacket]:
        """The rackets that were typed in; *model* is what the catalogue knows by that name."""
        return [
            NewRacket(
                label=self.racket_name.data,
                model=model,
                pattern=self.racket_pattern.data,
                instance_id=short_id,
            )
            for short_id in short_ids(self.racket_instance.data, self.racket_count.data or 1)
        ]

    def offer(self, rackets: Sequence[Racket]) -> None:
        """The choices of this client and this day."""
        self.offer_days()
        self.racket.choices = [(str(racket.id), racket.label) for racket in rackets] + [
            (NEW, _("New racket"))
        ]
        asked = {also.racket.data for also in self.also}
        for racket in rackets:
            if str(racket.id) not in asked and len(self.also) < MOST_FRAMES:
                self.also.append_entry({"racket": str(racket.id)})
        self.locale.choices = [
            SelectChoice("", _("As in my settings")),
            SelectChoice(Locale.EN.value, _("English")),
            SelectChoice(Locale.DE.value, _("German")),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field, and what only together makes sense."""
        is_valid = super().validate(extra_validators)
        if self.racket.data == NEW and not self.racket_name.data:
            self.racket_name.errors = (_("Enter what racket it is."),)
            is_valid = False
        for also in self.also:
            is_valid = (not also.chosen.data or self.is_pull(also.tension)) and is_valid
        if not self.bag.keys() <= {choice.data for choice in self.racket}:
            self.racket.errors = (_("Choose rackets of this client."),)
            is_valid = False
        if self.client.data == NEW and not (self.first_name.data or self.last_name.data):
            self.first_name.errors = (_("Enter a first or a last name."),)
            is_valid = False
        return is_valid
