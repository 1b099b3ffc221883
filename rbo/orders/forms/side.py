"""The fields of one side in the form of a stringjob."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, Form, StringField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from rbo.orders.gauge import Gauge, gauge_of
from rbo.orders.naming import odds_between
from rbo.platform.fields import LINE_FITS, NAME_FITS, NumberField, Part, TextField, price_in_range

ALIKE, DIFFERENT = "alike", "different"


class GaugeField(StringField):
    """A gauge in one line: 1.25, 1,25 mm, 16L or 1.25 16L."""

    data: Any

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed; an empty field is an unknown gauge."""
        self.data = gauge_of(valuelist[0]) if valuelist else Gauge()

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else str(self.data or "")


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

    def validate_gauge(self, field: GaugeField) -> None:
        """Refuse two gauges of one string."""
        said = "" if field.errors else odds_between(self.string.data or "", field.data or Gauge())
        if said:
            raise ValidationError(said)


class CrossField(Part):
    """The crosses; when they are like the mains, nothing but whose string they are is read."""

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check the crosses only where they differ."""
        return form.follow.data != DIFFERENT or super().validate(form, extra_validators)
