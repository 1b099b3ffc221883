"""Form fields that take what people type: 24,5 is a number, 9.11.2026 is a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from wtforms import (
    DateField,
    DecimalField,
    Field,
    FieldList,
    FormField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.form import BaseForm
from wtforms.validators import Length, NumberRange, StopValidation, ValidationError
from wtforms.widgets import TextInput

from rbo.platform.addresses import complete_address
from rbo.platform.errors import Refused
from rbo.platform.units import short

NAME_FITS = Length(max=80, message=lazy_gettext("Shorten this to 80 characters."))
LINE_FITS = Length(max=120, message=lazy_gettext("Shorten this to 120 characters."))
TEXT_FITS = Length(max=2000, message=lazy_gettext("Shorten this to 2000 characters."))
DAY_PATTERNS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y")
LONGEST_NUMBER, LARGEST_EXPONENT = 30, 12
PLACE = re.compile("-[0-9]{1,4}(?:-|$)")
OLDEST_YEAR = 1970  # whoever types 0026 meant another year
LARGEST_PRICE = Decimal("99999999.99")


def price_in_range() -> NumberRange:
    """The check of a price: nothing below zero, nothing the book cannot hold."""
    return NumberRange(0, LARGEST_PRICE, lazy_gettext("Enter an amount between 0.00 and 99999999.99."))


def is_address(_form: BaseForm, field: Field) -> None:
    """Refuse what cannot be a mail address, is longer than one may be, or stops before its `.com`."""
    if not complete_address(field.data or ""):
        raise ValidationError(_("Enter a complete email address, like anna@example.com."))


class TextField(StringField):
    """One line of text without spaces around it."""

    data: str

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Strip what was typed."""
        self.data = " ".join(valuelist[0].split()) if valuelist else ""


class ParagraphField(TextAreaField):
    """Several lines of text without empty ones around them."""

    data: str

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Strip what was typed."""
        self.data = valuelist[0].strip() if valuelist else ""


class NumberField(DecimalField):
    """A decimal number; comma and point are the same, apostrophes and spaces are let go.

    *decimals* is how many its column holds: what the book would round is refused.
    """

    widget = TextInput()

    def __init__(self, *args: Any, decimals: int = 2, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decimals = decimals

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed; an empty field is None."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        bare = typed.replace("’", "").replace("'", "").replace(" ", "").replace(",", ".")
        try:
            number = Decimal(bare)
        except InvalidOperation:
            raise ValueError(_("Enter a number like 24.5.")) from None
        fits = len(bare) <= LONGEST_NUMBER and number.adjusted() <= LARGEST_EXPONENT
        if not (number.is_finite() and fits):
            raise ValueError(_("Enter a number like 24.5."))
        if number != round(number, self.decimals):
            most = ngettext(
                "Enter at most %(num)d decimal.", "Enter at most %(num)d decimals.", self.decimals
            )
            raise ValueError(most)
        self.data = number

    def pre_validate(self, _form: BaseForm) -> None:
        """Ask no more of what could not be read: one sentence is enough."""
        if self.process_errors:
            raise StopValidation


def plain(value: Any) -> Any:
    """A value for a field of `places=None`: a number without needless zeros, anything else as it is."""
    return Decimal(short(value)) if isinstance(value, Decimal) else value


class DayField(DateField):
    """A day, from the browser's picker or typed the Swiss way."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed; an empty field is None."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if typed:
            self.data = _day(typed)


class LinesField(FieldList):  # type: ignore[type-arg]
    """Several lines of the same fields; what no form of ours has numbered is passed over."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        numbered = [name for name in formdata if PLACE.match(name.removeprefix(prefix))]
        found: Iterator[int] = super()._extract_indices(prefix, numbered)  # type: ignore[misc]
        return found


class Part(FormField):  # type: ignore[type-arg]
    """A form within a form, several times alike: its label tells whose field one is."""


def marked(form: BaseForm, page: str = "") -> list[tuple[str, str]]:
    """The fields of *form* that were refused, those within others too: where each is, and what it is called.

    They stand in the order of *page*, the HTML of the fields.
    """
    named = [(_anchor(field), f"{part}{field.label.text}") for field, part in _refused(form)]
    return sorted(named, key=lambda each: page.find(f'id="{each[0]}"'))


def _anchor(field: Field) -> str:
    """The id of *field* on its page; of several circles that of the first."""
    return f"{field.id}-0" if isinstance(field, RadioField) else str(field.id)


def _refused(form: BaseForm, part: str = "") -> Iterator[tuple[Field, str]]:
    for field in form:
        yield from _marked(field, part)


def _marked(field: Field, part: str = "") -> Iterator[tuple[Field, str]]:
    if isinstance(field, FormField):
        yield from _refused(field.form, f"{field.label.text}: " if isinstance(field, Part) else part)
    elif isinstance(field, FieldList):
        for entry in field.entries:
            yield from _marked(entry, part)
    elif field.errors:
        yield field, part


def day_of(form: Mapping[str, str], name: str, otherwise: date) -> date:
    """The day typed into a small form.

    Raises:
        Refused: that is no day.
    """
    typed = form.get(name, "").strip()
    try:
        return _day(typed) if typed else otherwise
    except ValueError as problem:
        raise Refused(str(problem)) from None


def _day(typed: str) -> date:
    for pattern in DAY_PATTERNS:
        try:
            day = datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if day.year >= OLDEST_YEAR:
            return day
    raise ValueError(_("Enter a day like 2026-03-04."))
