"""The description put into chapters, for a page without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

GOOD = ("200", "201", "204")
Told = Mapping[str, Any]
WORDS = {"enum": "", "minimum": "≥ ", "maximum": "≤ ", "maxLength": "≤ ", "format": ""}
MOST_CHOICES, FIRST_CHOICES = 40, 3  # no page lists every time zone; the description does


@dataclass(frozen=True)
class Field:
    """One field of a form, or one parameter; *form* is the form it holds, *limits* what may stand in it."""

    name: str
    kind: str
    form: str
    limits: Sequence[str]
    is_needed: bool
    about: str


@dataclass(frozen=True)
class Operation:
    """One address with one method: the forms it takes and gives, and how it may answer."""

    verb: str
    path: str
    name: str
    summary: str
    parameters: Sequence[Field]
    takes: str
    gives: str
    statuses: Sequence[tuple[str, str]]


def chapters(told: Told) -> dict[str, list[Operation]]:
    """The operations by their tags."""
    found: dict[str, list[Operation]] = {}
    for path, verbs in told["paths"].items():
        shared = verbs.get("parameters", [])
        for verb, operation in verbs.items():
            if verb != "parameters":
                each = _operation(verb, path, operation, shared, told["components"]["responses"])
                found.setdefault(operation["tags"][0], []).append(each)
    return found


def forms(told: Told) -> dict[str, list[Field]]:
    """Every form with its fields."""
    return {
        name: [_field(part, shape, part in form.get("required", [])) for part, shape in _parts(form)]
        for name, form in sorted(told["components"]["schemas"].items())
    }


def _operation(verb: str, path: str, operation: Told, shared: Sequence[Told], known: Told) -> Operation:
    parameters = [
        _field(one["name"], one.get("schema", {}) | _about(one), one.get("required", False))
        for one in (*shared, *operation.get("parameters", []))
    ]
    answers = operation["responses"]
    good = next(answer for status, answer in answers.items() if status in GOOD)
    return Operation(
        verb=verb.upper(),
        path=path,
        name=operation["operationId"],
        summary=operation.get("summary", ""),
        parameters=parameters,
        takes=_form_of(operation.get("requestBody", {})),
        gives=_form_of(good),
        statuses=[(status, _words(answer, known)) for status, answer in sorted(answers.items())],
    )


def _words(answer: Told, known: Told) -> str:
    found = known[answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
    return str(found["description"])


def _parts(form: Told) -> Iterator[tuple[str, Told]]:
    yield from form.get("properties", {}).items()


def _field(name: str, shape: Told, is_needed: bool) -> Field:
    inner = _inner(shape)
    kinds = shape.get("type", [one.get("type", "") for one in shape.get("anyOf", [])])
    kind = " | ".join(filter(None, kinds)) if isinstance(kinds, list) else str(kinds)
    limits = [f"{sign}{_said(shape[word])}" for word, sign in WORDS.items() if word in shape]
    return Field(name, kind, inner, limits, is_needed, str(shape.get("description", "")))


def _said(limit: Any) -> str:
    if not isinstance(limit, list):
        return str(limit)
    choices = [str(one) for one in limit if one is not None]
    if len(choices) > MOST_CHOICES:
        choices = [*choices[:FIRST_CHOICES], f"… {len(choices) - FIRST_CHOICES} more"]
    return " | ".join(choices)


def _inner(shape: Told) -> str:
    """The form that a field holds, or holds many of."""
    nested = (shape, shape.get("items", {}), *shape.get("anyOf", []), *shape.get("allOf", []))
    return next((one["$ref"].rpartition("/")[2] for one in nested if "$ref" in one), "")


def _form_of(carrier: Told) -> str:
    kinds = list(carrier.get("content", {}).items())
    if not kinds:
        return ""
    kind, content = kinds[0]
    return _inner(content.get("schema", {})) or str(kind)


def _about(parameter: Told) -> dict[str, Any]:
    return {"description": parameter.get("description", "")}
