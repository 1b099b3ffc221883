"""Frozen dataclasses of plain values to JSON and back, without loss."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")


def to_values(noun: Any) -> dict[str, Any]:
    """The fields of *noun* as JSON takes them: money as text, dates as ISO, bytes as base64."""
    return {one.name: _plain(getattr(noun, one.name)) for one in fields(noun)}


def from_values(kind: type[Noun], values: Mapping[str, Any]) -> Noun:
    """The noun that *values* were taken of; a field it did not know yet gets its default."""
    hints = get_type_hints(kind)
    return kind(**{name: _typed(hints[name], value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case bytes():
            return b64encode(value).decode()
        case tuple():
            return [_plain(one) for one in value]
        case _ if is_dataclass(value):
            return to_values(value)
    return value


def _typed(hint: Any, value: Any) -> Any:
    kind = _without_none(hint)
    if value is None:
        return None
    if get_origin(kind) is tuple:
        return _typed_tuple(get_args(kind), value)
    if is_dataclass(kind) and isinstance(kind, type):
        return from_values(kind, value)
    readers = {Decimal: Decimal, date: date.fromisoformat, bytes: b64decode}
    return readers[kind](value) if kind in readers else value


def _typed_tuple(hints: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if hints[-1] is Ellipsis:
        return tuple(_typed(hints[0], one) for one in value)
    return tuple(_typed(hint, one) for hint, one in zip(hints, value, strict=True))


def _without_none(hint: Any) -> Any:
    if get_origin(hint) is UnionType:
        return next(one for one in get_args(hint) if one is not NoneType)
    return hint
