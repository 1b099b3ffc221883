"""The profile, as it is typed on a phone."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, InputRequired, Length

from rbo.platform.fields import NAME_FITS, NumberField, TextField, price_in_range
from rbo.stringers import choices
from rbo.stringers.models import Locale, TensionUnit
from rbo.stringers.service import Profile

NUMBER_FITS = Length(max=16, message=_("Shorten this to 16 characters."))
PHONE_FITS = Length(max=32, message=_("Shorten this to 32 characters."))


class ProfileForm(FlaskForm):  # type: ignore[misc]
    """What a stringer says of their business."""

    kept: type[Profile] = Profile

    display_name = TextField(
        _("Your name on receipts"), [DataRequired(_("Enter the name your clients know you by.")), NAME_FITS]
    )
    business_name = TextField(_("Business name"), [NAME_FITS])
    street = TextField(_("Street"), [NAME_FITS])
    house_number = TextField(_("House number"), [NUMBER_FITS])
    postal_code = TextField(_("Postal code"), [NUMBER_FITS])
    town = TextField(_("Town"), [NAME_FITS])
    country = SelectField(_("Country"))
    phone = TextField(_("Phone"), [PHONE_FITS])
    default_locale = RadioField(
        _("Language"), choices=[SelectChoice("en", "English"), SelectChoice("de", "Deutsch")], coerce=Locale
    )
    timezone = SelectField(_("Time zone"))
    currency = SelectField(_("Currency"), choices=[SelectChoice(code) for code in choices.CURRENCIES])
    default_tension_unit = RadioField(
        _("Tension in"), choices=[SelectChoice(unit.value) for unit in TensionUnit], coerce=TensionUnit
    )
    default_labour_price = NumberField(
        _("Usual price of your work"),
        [InputRequired(_("Enter an amount, for example 25.00.")), price_in_range()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = [SelectChoice(*pair) for pair in choices.countries(get_locale().language)]
        self.timezone.choices = [SelectChoice(name, name.replace("_", " ")) for name in choices.timezones()]

    @property
    def profile(self) -> Profile:
        """The checked profile."""
        return Profile(**self.good)

    @property
    def good(self) -> dict[str, Any]:
        """The fields that hold something usable."""
        usable = (self[field.name] for field in fields(self.kept))
        return {field.name: field.data for field in usable if not field.errors and field.data is not None}


class WelcomeForm(ProfileForm):
    """The first page: the profile, and a password for who wants one."""

    password = PasswordField(_("Password"))
