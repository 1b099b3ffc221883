"""Frozen dataclasses of plain values to JSON and back, without loss."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")

WRITERS: dict[type, Callable[[Any], str]] = {
    Decimal: str,
    date: date.isoformat,
    bytes: lambda raw: b64encode(raw).decode(),
}
READERS: dict[type, Callable[[str], Any]] = {Decimal: Decimal, date: date.fromisoformat, bytes: b64decode}


def to_values(noun: Any) -> dict[str, Any]:
    """The fields of *noun* as JSON takes them: money as text, dates as ISO, bytes as base64."""
    return {one.name: _plain(getattr(noun, one.name)) for one in fields(noun)}


def from_values(kind: type[Noun], values: Mapping[str, Any]) -> Noun:
    """The noun that *values* were taken of; a field it did not know yet gets its default.

    What it says beyond the fields of today is left out, at every depth.
    """
    hints = get_type_hints(kind)
    return kind(**{name: _typed(hints[name], value) for name, value in values.items() if name in hints})


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return to_values(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return WRITERS[type(value)](value) if type(value) in WRITERS else value


def _typed(hint: Any, value: Any) -> Any:
    kind = _without_none(hint)
    if value is None:
        return None
    if get_origin(kind) is tuple:
        return _typed_tuple(get_args(kind), value)
    if isinstance(kind, type) and is_dataclass(kind):
        return from_values(kind, value)
    return READERS[kind](value) if kind in READERS else value


def _typed_tuple(hints: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if hints[-1] is Ellipsis:
        return tuple(_typed(hints[0], one) for one in value)
    return tuple(_typed(hint, one) for hint, one in zip(hints, value, strict=True))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) is UnionType:
        return next(one for one in get_args(hint) if one is not NoneType)
    return hint
