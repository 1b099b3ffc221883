"""What an admin types."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from rbo.platform.fields import is_address


class InvitationForm(FlaskForm):  # type: ignore[misc]
    """Who is invited, and in which language."""

    email = EmailField(_("Email"), [InputRequired(_("Enter an email address.")), is_address])
    locale = RadioField(
        _("Language of the letter"),
        choices=[SelectChoice("en", "English"), SelectChoice("de", "Deutsch")],
        default="en",
    )
