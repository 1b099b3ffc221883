"""What a stringer types to have another program told."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, ValidationError

from rbo.platform.fields import TextField
from rbo.platform.ids import new_id


class WebhookForm(FlaskForm):  # type: ignore[misc]
    """An address, and what is told there."""

    form_key = HiddenField(default=lambda: str(new_id()))
    address = TextField(
        _("Address"), validators=[InputRequired(_("Enter an address that begins with https://."))]
    )
    hears_orders = BooleanField(_("Steps of orders"), default=True)
    hears_receipts = BooleanField(_("Receipts mailed or failed"), default=True)

    def validate_hears_receipts(self, field: BooleanField) -> None:
        """Refuse a webhook that hears nothing."""
        if not (field.data or self.hears_orders.data):
            raise ValidationError(_("Choose at least one of the two."))
