"""What people type to sign in, to choose a password, to let a program in, and to leave."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length

from rbo.auth.models import Reach
from rbo.platform.fields import NAME_FITS, TextField, is_address
from rbo.platform.ids import new_id

DAYS = [
    SelectChoice("30", _("30 days")),
    SelectChoice("90", _("90 days")),
    SelectChoice("365", _("One year")),
    SelectChoice("", _("Until I revoke it")),
]


def trimmed(value: str | None) -> str | None:
    """*value* without the spaces that phones add."""
    return value.strip() if value else value


class LinkForm(FlaskForm):  # type: ignore[misc]
    """Who wants a link mailed; *next* is where they were going."""

    email = EmailField(
        _("Email"), filters=[trimmed], validators=[InputRequired(_("Enter your email address.")), is_address]
    )
    next = HiddenField()


class SignInForm(LinkForm):
    """Who signs in with a password."""

    password = PasswordField(
        _("Password"),
        validators=[InputRequired(_("Enter your password, or have a link mailed."))],
    )


class ConfirmForm(FlaskForm):  # type: ignore[misc]
    """The click that uses a mailed link up."""

    token_hash = HiddenField(validators=[InputRequired()])
    type = HiddenField(validators=[InputRequired(), Length(max=32)])
    next = HiddenField()


class LeaveForm(FlaskForm):  # type: ignore[misc]
    """The name, typed by somebody who means it."""

    name = TextField(_("Your name on receipts"))


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password."""

    password = PasswordField(_("New password"), validators=[InputRequired(_("Enter a password."))])


class TokenForm(FlaskForm):  # type: ignore[misc]
    """A program that is to be let in."""

    form_key = HiddenField(default=lambda: str(new_id()))
    name = TextField(
        _("Name of the program"),
        validators=[InputRequired(_("Give it a name, to know it again.")), NAME_FITS],
    )
    reach = RadioField(
        _("What it may do"),
        choices=[SelectChoice(Reach.READ, _("Read")), SelectChoice(Reach.WRITE, _("Read and write"))],
        default=Reach.READ.value,
    )
    days = SelectField(_("Good for"), choices=DAYS, default="90")

    @property
    def good_for(self) -> timedelta | None:
        """How long; None for as long as nobody revokes it."""
        return timedelta(days=int(self.days.data)) if self.days.data else None
