"""What an admin types."""

from __future__ import annotations

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from rbo.platform.fields import is_address
from rbo.platform.ids import new_id


class InvitationForm(FlaskForm):  # type: ignore[misc]
    """Who is invited, and in which language."""

    form_key = HiddenField(default=lambda: str(new_id()))
    email = EmailField(_("Email"), [InputRequired(_("Enter an email address.")), is_address])
    locale = RadioField(
        _("Language of the letter"),
        choices=[SelectChoice("en", "English"), SelectChoice("de", "Deutsch")],
        default=lambda: str(get_locale()),
    )
