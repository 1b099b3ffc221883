"""The form of Add stringjob."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from rbo.catalogue.models import RacketModel
from rbo.clients.models import Racket
from rbo.clients.service import NewClient, NewRacket
from rbo.orders.job_form import JobForm
from rbo.platform.fields import LINE_FITS, NAME_FITS, DayField, TextField, is_address
from rbo.stringers.models import Locale

NEW = "new"


class StringjobForm(JobForm):
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
    ordered_at = DayField(lazy_gettext("Ordered on"), [Optional()])

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
        self.offer_days()
        self.racket.choices = [(str(racket.id), racket.label) for racket in rackets] + [
            (NEW, _("New racket"))
        ]
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
        if self.client.data == NEW and not (self.first_name.data or self.last_name.data):
            self.first_name.errors = (_("Enter a first or a last name."),)
            is_valid = False
        return is_valid
