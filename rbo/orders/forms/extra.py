"""The fields of one extra: a grip, a dampener."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Form
from wtforms.validators import Optional

from rbo.platform.fields import LINE_FITS, NumberField, TextField, price_in_range


class ExtraForm(Form):
    """One line on the bill beside labour and strings; an empty line says nothing."""

    text = TextField(lazy_gettext("Extra"), [LINE_FITS])
    price = NumberField(lazy_gettext("Price"), [Optional(), price_in_range()])

    def validate(self, extra_validators: Any = None) -> bool:
        """A price needs words."""
        is_valid = bool(super().validate(extra_validators))
        if self.price.data and not self.text.data:
            self.text.errors = (_("Enter what this is for."),)
            return False
        return is_valid
