"""Whom to let look."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField
from wtforms.validators import InputRequired

from rbo.platform.fields import is_address


class ShareForm(FlaskForm):  # type: ignore[misc]
    """The address of another stringer."""

    grantee_email = EmailField(
        _("Email of the other stringer"),
        filters=[lambda typed: typed.strip() if typed else typed],
        validators=[InputRequired(_("Enter the email address of the other stringer.")), is_address],
    )
