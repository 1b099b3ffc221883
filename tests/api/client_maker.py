"""A typed Python client, written from the description alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Told = Mapping[str, Any]
KINDS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
HEAD = """from __future__ import annotations
from collections.abc import Callable
from typing import Any, Literal, NotRequired, TypedDict
from urllib.parse import quote, urlencode
"""
CLASS = """
class Client:
    def __init__(self, send: Callable[[str, str, Any], Any]) -> None:
        self._send = send
"""


def source(told: Told) -> str:
    """The text of a module with a type for each form and a method for each operation."""
    forms = [form for name, shape in told["components"]["schemas"].items() for form in _form(name, shape)]
    methods = [
        line
        for path, verbs in told["paths"].items()
        for verb, operation in verbs.items()
        if verb != "parameters"
        for line in _method(path, verb, operation)
    ]
    return "\n".join([HEAD, *forms, CLASS, *methods])


def _form(name: str, shape: Told) -> Iterator[str]:
    needed = shape.get("required", [])
    fields = {part: _type(kind) for part, kind in shape.get("properties", {}).items()}
    typed = [
        f"{part!r}: {kind if part in needed else f'NotRequired[{kind}]'}" for part, kind in fields.items()
    ]
    yield f"{name} = TypedDict({name!r}, {{{', '.join(typed)}}})"


def _method(path: str, verb: str, operation: Told) -> Iterator[str]:
    ids = re.findall(r"{(\w+)}", path)
    sent = operation.get("requestBody")
    body = f"body: {_type(_content(sent))}" if sent else ""
    arguments = [f"{part}: str | int" for part in ids] + ([body] if body else ["**query: Any"])
    good = next(
        operation["responses"][status] for status in ("200", "201", "204") if status in operation["responses"]
    )
    gives = _type(_content(good)) if "content" in good else "None"
    address = f'f"{path}"' if ids else repr(path)
    if not body:
        address += " + ('?' + urlencode(query) if query else '')"
    yield f"    def {operation['operationId']}(self, {', '.join(arguments)}) -> {gives}:"
    yield f"        return self._send({verb.upper()!r}, {address}, {'body' if body else 'None'})"


def _content(carrier: Told) -> Told:
    shape: Told = next(iter(carrier["content"].values())).get("schema", {})
    return shape


def _type(shape: Told) -> str:
    if "$ref" in shape:
        return str(shape["$ref"].rpartition("/")[2])
    if "anyOf" in shape:
        return " | ".join(_type(one) for one in shape["anyOf"])
    if "enum" in shape:
        return f"Literal[{', '.join(map(repr, shape['enum']))}]"
    kinds = shape.get("type", [])
    return " | ".join(_kind(kind, shape) for kind in ([kinds] if isinstance(kinds, str) else kinds)) or "Any"


def _kind(kind: str, shape: Told) -> str:
    if kind == "array":
        return f"list[{_type(shape.get('items', {}))}]"
    return "dict[str, Any]" if kind == "object" else KINDS[kind]
