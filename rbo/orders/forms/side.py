"""The fields of one side in the form of a stringjob."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, FormField
from wtforms.validators import DataRequired, InputRequired, Optional

from rbo.orders.gauge import GaugeField
from rbo.platform.fields import LINE_FITS, NAME_FITS, NumberField, TextField, price_in_range

ALIKE, DIFFERENT = "alike", "different"


class SideForm(Form):
    """Mains or crosses."""

    string = TextField(
        lazy_gettext("String"),
        [DataRequired(lazy_gettext("Enter the string, for example Luxilon ALU Power 1.25.")), LINE_FITS],
    )
    gauge = GaugeField(lazy_gettext("Gauge"))
    colour = TextField(lazy_gettext("Colour"), [NAME_FITS])
    tension = NumberField(
        lazy_gettext("Tension"),
        [InputRequired(lazy_gettext("Enter the tension."))],
        decimals=1,
        places=None,
    )
    byo = BooleanField(lazy_gettext("Client’s own string"))
    price = NumberField(lazy_gettext("Price"), [Optional(), price_in_range()])


class CrossField(FormField):  # type: ignore[type-arg]
    """The crosses; when they are like the mains, nothing but whose string they are is read."""

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check the crosses only where they differ."""
        return form.follow.data != DIFFERENT or super().validate(form, extra_validators)
