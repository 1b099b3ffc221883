"""The fields of one more racket of the same bag."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, HiddenField
from wtforms.validators import Optional

from rbo.platform.fields import NumberField


class AlsoForm(Form):
    """Whether a racket gets the same set-up, and the tension of its mains where that differs."""

    racket = HiddenField()
    chosen = BooleanField(lazy_gettext("This one too"))
    tension = NumberField(lazy_gettext("Tension"), [Optional()], decimals=1, places=None)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check a racket only where it is chosen; what is hidden beside another one is not read."""
        return not self.chosen.data or bool(super().validate(extra_validators))
