"""What a client says of themselves."""

from __future__ import annotations

from dataclasses import asdict

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from rbo.people.models import Person, Preferences
from rbo.people.service import Personal
from rbo.platform.addresses import mail_address
from rbo.platform.fields import NAME_FITS, TextField, is_address
from rbo.stringers.models import Locale


class GranteeForm(FlaskForm):  # type: ignore[misc]
    """Which stringer may look."""

    email = TextField(
        lazy_gettext("Email of the stringer"),
        [InputRequired(lazy_gettext("Enter an email address.")), is_address],
    )

    @property
    def address(self) -> str:
        """The address in lower case."""
        return mail_address(self.email.data)


class PreferencesForm(FlaskForm):  # type: ignore[misc]
    """Names, phone, language, and what may be sent."""

    first_name = TextField(lazy_gettext("First name"), [NAME_FITS])
    last_name = TextField(lazy_gettext("Last name"), [NAME_FITS])
    phone = TextField(lazy_gettext("Phone"), [NAME_FITS])
    locale = SelectField(
        lazy_gettext("Language"),
        choices=[
            SelectChoice("", lazy_gettext("As my browser")),
            SelectChoice(Locale.EN.value, lazy_gettext("English")),
            SelectChoice(Locale.DE.value, lazy_gettext("German")),
        ],
    )
    email = BooleanField(lazy_gettext("Receipts by email"))
    sms = BooleanField(lazy_gettext("SMS"))
    whatsapp = BooleanField(lazy_gettext("WhatsApp"))
    telegram = BooleanField(lazy_gettext("Telegram"))
    signoff_opt_out = BooleanField(lazy_gettext("Receipts without a thank-you"))

    def show(self, me: Person) -> None:
        """Put what is known into the fields."""
        self.first_name.data, self.last_name.data = me.display_first_name or "", me.display_last_name or ""
        self.phone.data, self.locale.data = me.phone or "", me.default_locale or ""
        for name, wish in asdict(me.preferences).items():
            self[name].data = wish

    def entered(self) -> Personal:
        """What was entered."""
        return Personal(
            first_name=self.first_name.data,
            last_name=self.last_name.data,
            phone=self.phone.data,
            locale=self.locale.data or "",
            preferences=Preferences(**{name: bool(self[name].data) for name in asdict(Preferences())}),
        )
