"""Two people in one form: what was saved meanwhile, beside what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, Field, HiddenField, SelectField
from wtforms.form import BaseForm

from rbo.platform.units import short


@dataclass(frozen=True)
class Difference:
    """One field: its label, what is saved in it now, what was typed."""

    words: str
    saved: str
    typed: str


def differences(typed: BaseForm, saved: BaseForm) -> Sequence[Difference]:
    """The fields in which *typed* says something else than *saved*, a form of the same kind."""
    pairs = [(field, saved[field.name]) for field in typed if not isinstance(field, HiddenField)]
    return [
        Difference(str(field.label.text), _read(stored), _read(field))
        for field, stored in pairs
        if (field.data or None) != (stored.data or None)
    ]


def _read(field: Field) -> str:
    if isinstance(field, BooleanField):
        return str(_("Yes") if field.data else _("No"))
    if isinstance(field, SelectField):
        return next((str(label) for value, label, *_more in field.iter_choices() if value == field.data), "")
    return _written(field.data)


def _written(value: Any) -> str:
    if isinstance(value, Decimal):
        return short(value)
    return "" if value is None else str(value)
