"""What people type to sign in, to choose a password, and to leave."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from rbo.platform.fields import TextField, is_address


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
