"""Fields as programs write them; how long and how large they may be is the same as on the forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, ValidationError, fields, missing, validate

from rbo.platform.addresses import complete_address
from rbo.platform.fields import LARGEST_PRICE, OLDEST_YEAR

LONGEST_ADDRESS = 254
CLEAN = r"^[^\u0000]*$"
SOMETHING = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Shape(Schema):
    """What is sent holds what is described, and nothing else."""

    class Meta:
        unknown = "raise"
        ordered = True
        dateformat = "iso"

    error_messages = {  # noqa: RUF012 - as marshmallow has it
        "unknown": _l("There is no such field."),
        "type": _l("Send an object."),
    }

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """What *obj* says, field by field: no shape has hooks or defaults to ask for thousands of times."""
        is_many = self.many if many is None else many
        return [self._written(one) for one in obj] if is_many else self._written(obj)

    def _written(self, obj: Any) -> dict[str, Any]:
        find = obj.get if isinstance(obj, dict) else partial(self.get_attribute, obj)
        return {
            key: write(value, key, obj)
            for key, name, write in self._ways
            if (value := find(name, missing)) is not missing
        }

    @cached_property
    def _ways(self) -> list[tuple[str, str, Callable[..., Any]]]:
        """Where each field is written, where it is found, and how it is written."""
        return [
            (field.data_key or name, field.attribute or name, field._serialize)  # noqa: SLF001 - as its own
            for name, field in self.dump_fields.items()
        ]


class Words(fields.String):
    """Text: one line without spaces around it, or *lines* of it; *needed* where it may not be empty."""

    def __init__(self, most: int, *, lines: bool = False, needed: bool = False, **more: Any) -> None:
        self.lines, self.needed = lines, needed
        about = {"pattern": SOMETHING if needed else CLEAN} | more.pop("metadata", {})
        super().__init__(validate=validate.Length(min=int(needed), max=most), metadata=about, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **more: Any) -> str:
        said: str = super()._deserialize(value, attr, data, **more)
        if "\0" in said or any("\ud800" <= letter <= "\udfff" for letter in said):
            raise ValidationError(_("This holds a character that is no text."))
        return said.strip() if self.lines else " ".join(said.split())


class Email(Words):
    """A mail address, or nothing unless it is needed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(LONGEST_ADDRESS, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **more: Any) -> str:
        said = super()._deserialize(value, attr, data, **more)
        if said and not complete_address(said):
            raise ValidationError(_("Enter a complete email address, like anna@example.com."))
        return said


class Number(fields.Field[Decimal]):
    """A number with *decimals*, as a string: what a book keeps to the cent is no floating point number."""

    def __init__(self, decimals: int, least: Decimal, most: Decimal, **more: Any) -> None:
        self.decimals, self.least, self.most = decimals, least, most
        whole = len(str(int(most)))
        self.form = re.compile(rf"[0-9]{{1,{whole}}}(\.[0-9]{{1,{decimals}}})?")
        about = {"pattern": f"^{self.form.pattern}$", "examples": [f"{most / 2:.{decimals}f}"]}
        super().__init__(metadata=about | more.pop("metadata", {}), **more)

    def _serialize(self, value: Decimal | None, attr: str | None, obj: Any, **more: Any) -> str | None:  # noqa: ARG002
        return None if value is None else f"{value:.{self.decimals}f}"

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> Decimal:  # noqa: ARG002
        if not isinstance(value, str) or not self.form.fullmatch(value):
            raise ValidationError(_('Enter a number as a string, like "24.5".'))
        number = Decimal(value)
        if not self.least <= number <= self.most:
            between = {"least": self.least, "most": self.most}
            raise ValidationError(_("Enter a number between %(least)s and %(most)s.", **between))
        return round(number, self.decimals)


class Whole(fields.Integer):
    """A whole number, which JSON may write as 4 or as 4.0; no text and no yes or no."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            raise ValidationError(_("Enter a whole number."))
        return int(value)


class YesNo(fields.Boolean):
    """True or false; neither a number nor a word for it."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> bool:  # noqa: ARG002
        if not isinstance(value, bool):
            raise ValidationError(_("Send true or false."))
        return value


class Money(Number):
    """An amount to the cent, nothing below zero, nothing the book cannot hold."""

    def __init__(self, **more: Any) -> None:
        super().__init__(2, Decimal(0), LARGEST_PRICE, **more)


class Day(fields.Date):
    """A day, like 2026-03-04; whoever writes 0026 meant another year."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **more: Any) -> date:  # noqa: ARG002
        try:
            day = date.fromisoformat(value) if DAY.fullmatch(value) else None
        except (TypeError, ValueError):
            day = None
        if day is None or day.year < OLDEST_YEAR:
            raise ValidationError(_("Enter a day like 2026-03-04."))
        return day


DESCRIBED: dict[type[fields.Field[Any]], tuple[str, str | None]] = {
    Words: ("string", None),
    Email: ("string", None),
    Number: ("string", None),
    Money: ("string", None),
    Day: ("string", "date"),
    Whole: ("integer", None),
    YesNo: ("boolean", None),
}
