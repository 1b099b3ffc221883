"""Reading one setting out of the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

SHARE = re.compile(r"0(\.\d+)?|1(\.0+)?")
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")


class BadSetting(Exception):
    """A setting is missing or wrong; the message is one sentence for whoever runs the program."""


def data_dir(environ: Mapping[str, str]) -> Path:
    """The folder that RBO keeps its own things in."""
    return Path(environ.get("RBO_DATA_DIR") or "var").resolve()


def run_dir(environ: Mapping[str, str]) -> Path:
    """The folder of signs that running processes give, worth nothing after them."""
    return Path(environ.get("RBO_RUN_DIR") or data_dir(environ) / "run").resolve()


def one_of(environ: Mapping[str, str], name: str, choices: tuple[str, ...], default: str) -> str:
    """One of a few words.

    Raises:
        BadSetting: it is another.
    """
    value = environ.get(name) or default
    if value not in choices:
        raise BadSetting(f"{name} is {value!r}; it must be {', '.join(choices[:-1])} or {choices[-1]}.")
    return value


def whole(environ: Mapping[str, str], name: str, default: int, highest: int = 86_400) -> int:
    """A whole number from 1.

    Raises:
        BadSetting: it is none, or above *highest*.
    """
    value = environ.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= highest:
        raise BadSetting(f"{name} is {value!r}; it must be a whole number from 1 to {highest}.")
    return int(value)


def port(environ: Mapping[str, str], name: str, default: int) -> int:
    """A port of this machine.

    Raises:
        BadSetting: it is none.
    """
    return whole(environ, name, default, highest=65_535)


def address(environ: Mapping[str, str], name: str, default: str) -> str:
    """A mail address.

    Raises:
        BadSetting: it is none.
    """
    value = environ.get(name) or default
    if "@" not in value or any(c in value for c in "\r\n"):
        raise BadSetting(f"{name} is {value!r}; it must be a mail address.")
    return value


def storage(environ: Mapping[str, str], name: str, default: Path) -> str:
    """A folder as file:///path, or a bucket as s3://bucket/prefix.

    Raises:
        BadSetting: it names neither.
    """
    value = environ.get(name) or default.as_uri()
    parts = urlsplit(value)
    is_whole = bool(parts.netloc) if parts.scheme == "s3" else not parts.netloc and len(parts.path) > 1
    if not is_whole or parts.query or parts.fragment:
        raise BadSetting(f"{name} is {value!r}; it must be file:///a/folder or s3://bucket/prefix.")
    return value


def share(environ: Mapping[str, str], name: str) -> float:
    """A part of all, from 0 to 1; all of it where nothing is set.

    Raises:
        BadSetting: it is none.
    """
    value = environ.get(name) or "1"
    if not SHARE.fullmatch(value):
        raise BadSetting(f"{name} is {value!r}; it must be a number from 0 to 1.")
    return float(value)


def origins(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Sites as browsers name them; none where nothing is set.

    Raises:
        BadSetting: one is named otherwise.
    """
    named = tuple(environ.get(name, "").replace(",", " ").split())
    if not all(ORIGIN.fullmatch(one) for one in named):
        raise BadSetting(f"{name} must name sites like https://app.example.org, with commas between them.")
    return named
