"""What of a new description would break a program that was written for the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Told = Mapping[str, Any]
VERBS = ("get", "post", "patch", "put", "delete")
TIGHTER = {"maxLength": 1, "maximum": 1, "maxItems": 1, "minLength": -1, "minimum": -1}
NARROW = ("pattern", "format")


def breaks(before: Told, after: Told) -> list[str]:
    """One sentence for each change that a program would notice."""
    return list(_operations(before, after))


def _operations(before: Told, after: Told) -> Iterator[str]:
    for path, verbs in before["paths"].items():
        for verb in VERBS:
            if verb not in verbs:
                continue
            place, now = f"{verb.upper()} {path}", after["paths"].get(path, {}).get(verb)
            if now is None:
                yield f"{place} is gone."
            else:
                yield from _parameters(place, _sent(before, path, verb), _sent(after, path, verb))
                yield from _body(place, (before, verbs[verb]), (after, now))
                yield from _answers(place, (before, verbs[verb]), (after, now))


def _sent(told: Told, path: str, verb: str) -> dict[str, Told]:
    verbs = told["paths"][path]
    return {one["name"]: one for one in (*verbs.get("parameters", []), *verbs[verb].get("parameters", []))}


def _parameters(place: str, before: Mapping[str, Told], after: Mapping[str, Told]) -> Iterator[str]:
    for name, one in before.items():
        if name not in after:
            yield f"{place}: the parameter {name} is gone."
        else:
            yield from _taken(f"{place}: {name}", ({}, one["schema"]), ({}, after[name]["schema"]))
    for name, one in after.items():
        if one.get("required") and not before.get(name, {}).get("required"):
            yield f"{place}: the parameter {name} is needed now."


def _body(place: str, before: tuple[Told, Told], after: tuple[Told, Told]) -> Iterator[str]:
    old, new = (_content(operation.get("requestBody", {})) for _told, operation in (before, after))
    if new and not old and after[1]["requestBody"].get("required"):
        yield f"{place} needs a body now."
    if old and not new:
        yield f"{place} takes no body any more."
    if old and new:
        yield from _taken(f"{place} takes", (before[0], old), (after[0], new))


def _answers(place: str, before: tuple[Told, Told], after: tuple[Told, Told]) -> Iterator[str]:
    for status, answer in before[1]["responses"].items():
        if not status.startswith("2"):
            continue
        now = after[1]["responses"].get(status)
        if now is None:
            yield f"{place} does not answer {status} any more."
        elif set(answer.get("content", {})) != set(now.get("content", {})):
            yield f"{place} answers with another kind of content."
        else:
            old, new = _content(answer), _content(now)
            yield from _given(f"{place} gives", (before[0], old), (after[0], new))


def _content(carrier: Told) -> Told:
    found: Told = next((one.get("schema", {}) for one in carrier.get("content", {}).values()), {})
    return found


def _taken(place: str, before: tuple[Told, Told], after: tuple[Told, Told]) -> Iterator[str]:
    """What was good to send must be good still."""
    old, new = _shape(*before), _shape(*after)
    if _kinds(old) - _kinds(new):
        yield f"{place} is of another kind."
    if (set(new.get("enum", [])) and set(old.get("enum", [])) - set(new["enum"])) or "enum" in set(new) - set(
        old
    ):
        yield f"{place} allows fewer words."
    for word, sign in TIGHTER.items():
        if word in new and (word not in old or sign * new[word] < sign * old[word]):
            yield f"{place} has a tighter {word}."
    yield from (
        f"{place} has another {word}." for word in NARROW if word in new and new[word] != old.get(word)
    )
    for name in set(new.get("required", [])) - set(old.get("required", [])):
        yield f"{place} {name}, which is needed now."
    yield from _parts(place, (before[0], old), (after[0], new), _taken)


def _given(place: str, before: tuple[Told, Told], after: tuple[Told, Told]) -> Iterator[str]:
    """What was answered must be answered still; a new field, or a new word, is no break."""
    old, new = _shape(*before), _shape(*after)
    if _kinds(new) - _kinds(old):
        yield f"{place} is of another kind."
    for name in set(old.get("required", [])) - set(new.get("required", [])):
        yield f"{place} {name} not always any more."
    yield from _parts(place, (before[0], old), (after[0], new), _given)


def _parts(place: str, before: tuple[Told, Told], after: tuple[Told, Told], compare: Any) -> Iterator[str]:
    known = after[1].get("properties", {})
    for name, part in before[1].get("properties", {}).items():
        if name not in known:
            yield f"{place} {name} no more."
        else:
            yield from compare(f"{place} {name}", (before[0], part), (after[0], known[name]))
    if "items" in before[1]:
        yield from compare(
            f"{place} []", (before[0], before[1]["items"]), (after[0], after[1].get("items", {}))
        )


def _shape(told: Told, shape: Told) -> Told:
    """*shape* itself: what a reference leads to, and of several kinds the one that is not null."""
    if "$ref" in shape:
        return _shape(told, told["components"]["schemas"][shape["$ref"].rpartition("/")[2]])
    for either in (*shape.get("anyOf", []), *shape.get("allOf", [])):
        if either.get("type") != "null":
            return {**_shape(told, either), "nullable": "anyOf" in shape}
    return shape


def _kinds(shape: Told) -> set[str]:
    kinds = shape.get("type", [])
    null = {"null"} if shape.get("nullable") else set()
    return ({kinds} if isinstance(kinds, str) else set(kinds)) | null
