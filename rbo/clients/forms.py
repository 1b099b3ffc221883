"""The forms of a client and of a client's racket."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, NumberRange, Optional

from rbo.catalogue.models import RacketModel
from rbo.clients.models import ClientProfile, Racket
from rbo.clients.service import NewClient, NewRacket
from rbo.platform.fields import LINE_FITS, NAME_FITS, TEXT_FITS, NumberField, TextField, is_address, plain
from rbo.platform.ids import new_id
from rbo.stringers.models import Locale


class ClientForm(FlaskForm):  # type: ignore[misc]
    """What a stringer knows about a client."""

    form_key = HiddenField(default=lambda: str(new_id()))
    version = HiddenField()
    first_name = TextField(lazy_gettext("First name"), [NAME_FITS])
    last_name = TextField(lazy_gettext("Last name"), [NAME_FITS])
    nickname = TextField(lazy_gettext("Nickname"), [NAME_FITS])
    email = TextField(lazy_gettext("Email"), [Optional(), is_address])
    phone = TextField(lazy_gettext("Phone"), [NAME_FITS])
    locale = SelectField(
        lazy_gettext("Language of the receipt"),
        choices=[
            SelectChoice("", lazy_gettext("As in my settings")),
            SelectChoice(Locale.EN.value, lazy_gettext("English")),
            SelectChoice(Locale.DE.value, lazy_gettext("German")),
        ],
    )
    tension_memo = TextField(lazy_gettext("Usual tension"), [LINE_FITS])
    internal_notes = TextAreaField(lazy_gettext("Notes"), [TEXT_FITS])

    def show(self, client: ClientProfile) -> None:
        """Put what is known about *client* into the fields."""
        self.version.data = str(client.version)
        self.first_name.data, self.last_name.data = client.entered_first_name, client.entered_last_name
        self.email.data, self.phone.data = client.entered_email, client.entered_phone
        self.locale.data = client.entered_locale or ""
        self.nickname.data, self.internal_notes.data = client.nickname, client.internal_notes
        self.tension_memo.data = client.default_tension_memo

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field, and that there is a name."""
        is_valid = bool(super().validate(extra_validators))
        if self.first_name.data or self.last_name.data:
            return is_valid
        self.first_name.errors = (*self.first_name.errors, _("Enter a first or a last name."))
        return False

    def entered(self) -> NewClient:
        """The client as typed in."""
        return NewClient(
            first_name=self.first_name.data,
            last_name=self.last_name.data,
            email=self.email.data,
            phone=self.phone.data,
            locale=Locale(self.locale.data) if self.locale.data else None,
            nickname=self.nickname.data,
            internal_notes=(self.internal_notes.data or "").strip(),
            tension_memo=self.tension_memo.data,
        )


class RacketForm(FlaskForm):  # type: ignore[misc]
    """A frame: of the catalogue when its name is there, otherwise as typed in."""

    form_key = HiddenField(default=lambda: str(new_id()))
    version = HiddenField()
    name = TextField(
        lazy_gettext("Model"),
        [DataRequired(lazy_gettext("Enter what racket it is, for example Wilson Blade 98.")), LINE_FITS],
    )
    instance_id = TextField(lazy_gettext("Short id"), [NAME_FITS])
    pattern = TextField(lazy_gettext("Pattern"), [NAME_FITS])
    head_size_in2 = NumberField(
        lazy_gettext("Head size in square inches"),
        [Optional(), NumberRange(30, 160, lazy_gettext("Enter a head size between 30 and 160."))],
        decimals=1,
        places=None,
    )
    serial = TextField(lazy_gettext("Serial number"), [NAME_FITS])
    is_retired = BooleanField(lazy_gettext("Not in use any more"))

    def show(self, racket: Racket) -> None:
        """Put what is known about *racket* into the fields."""
        self.version.data = str(racket.version)
        self.name.data, self.instance_id.data = racket.label, racket.instance_id
        self.pattern.data, self.head_size_in2.data = racket.pattern, plain(racket.head_size_in2)
        self.serial.data, self.is_retired.data = racket.serial, racket.retired_at is not None

    def entered(self, model: RacketModel | None) -> NewRacket:
        """The frame as typed in; *model* is what the catalogue knows by its name."""
        return NewRacket(
            label=self.name.data,
            model=model,
            head_size_in2=self.head_size_in2.data,
            pattern=self.pattern.data,
            serial=self.serial.data,
            instance_id=self.instance_id.data,
        )
