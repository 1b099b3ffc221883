"""The stringer whose book it is, and all that can be set."""

from __future__ import annotations

from dataclasses import fields as names_of
from typing import Any

from marshmallow import ValidationError, fields, validate

from rbo.api.v1.shapes.fields import Money, Shape, Words, YesNo
from rbo.platform.errors import Refused
from rbo.platform.fields import NAME_FITS
from rbo.platform.iban import check_iban
from rbo.stringers import choices
from rbo.stringers.forms.profile import NUMBER_FITS, PHONE_FITS
from rbo.stringers.forms.settings import THANKS_FIT
from rbo.stringers.models import Locale, Role, Stringer, TensionUnit, Theme
from rbo.stringers.service import Settings

NAME, NUMBER, PHONE, THANKS = (int(fit.max) for fit in (NAME_FITS, NUMBER_FITS, PHONE_FITS, THANKS_FIT))
COUNTRIES = sorted(choices.territories("en"))


class Iban(Words):
    """An account number, checked and without spaces; or nothing."""

    def __init__(self) -> None:
        super().__init__(42)

    def _deserialize(self, value: Any, *args: Any, **more: Any) -> str:
        said = super()._deserialize(value, *args, **more)
        try:
            return check_iban(said) if said else ""
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal


class ThanksShape(Shape):
    """What stands below the price, by language."""

    en = Words(THANKS, lines=True)
    de = Words(THANKS, lines=True)


class SettingsShape(Shape):
    """All that can be set; what is left out stays."""

    display_name = Words(NAME, needed=True)
    business_name = Words(NAME)
    street = Words(NAME)
    house_number = Words(NUMBER)
    postal_code = Words(NUMBER)
    town = Words(NAME)
    country = fields.String(validate=validate.OneOf(COUNTRIES))
    phone = Words(PHONE)
    default_locale = fields.Enum(Locale, by_value=fields.String)
    timezone = fields.String(validate=validate.OneOf(choices.timezones()))
    currency = fields.String(validate=validate.OneOf(choices.CURRENCIES))
    default_tension_unit = fields.Enum(TensionUnit, by_value=fields.String)
    default_labour_price = Money()
    receipt_thankyou_text = fields.Nested(ThanksShape)
    iban = Iban()
    theme = fields.Enum(Theme, by_value=fields.String)
    shortcuts_on = YesNo()


class MeShape(SettingsShape):
    """The stringer whose book it is."""

    id = fields.UUID(required=True)
    email = fields.String(required=True)
    role = fields.Enum(Role, by_value=fields.String, required=True)
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


def as_set(stringer: Stringer, changes: dict[str, Any]) -> Settings:
    """The settings of *stringer* with some *changes*."""
    known = {one.name: getattr(stringer, one.name) for one in names_of(Settings)}
    return Settings(**known | changes)
