"""The small form that notes a dynamic tension."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import NumberRange, Optional

from rbo.platform.fields import NAME_FITS, NumberField, TextField


class ReadingForm(FlaskForm):  # type: ignore[misc]
    """What an instrument said, which one it was, and whether the client learns of it."""

    dynamic_tension = NumberField(
        lazy_gettext("Dynamic tension"),
        [Optional(), NumberRange(1, 999, lazy_gettext("Enter a reading between 1 and 999."))],
        decimals=1,
        places=None,
    )
    dynamic_tension_instrument = TextField(lazy_gettext("Measured with"), [NAME_FITS])
    send = BooleanField(lazy_gettext("Send the receipt again"))

    @property
    def noted_instrument(self) -> str:
        """The instrument, which says nothing without a reading."""
        return self.dynamic_tension_instrument.data if self.dynamic_tension.data is not None else ""

    def validate(self, extra_validators: Any = None) -> bool:
        """A reading without its instrument says nothing."""
        is_valid = bool(super().validate(extra_validators))
        if self.dynamic_tension.data is not None and not self.dynamic_tension_instrument.data:
            self.dynamic_tension_instrument.errors = (_("Enter the instrument it was measured with."),)
            is_valid = False
        return is_valid
