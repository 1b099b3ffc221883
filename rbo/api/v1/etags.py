"""Which version of a row a program has seen: told as `ETag`, asked for as `If-Match`."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from flask_babel import gettext as _

from rbo.platform.errors import Refused
from rbo.platform.rows import Versioned

TAG = re.compile(r'"[0-9]{1,9}"|\*')


class BadTag(Refused):
    """No row has such a version."""

    status = 400


class PreconditionFailed(Refused):
    """Somebody changed it since it was read."""

    status = 412


def tagged(row: Any, **headers: str) -> tuple[Any, dict[str, str]]:
    """*row* as the answer, with its version."""
    return row, headers_telling(row.version, **headers)


def headers_telling(version: int, **headers: str) -> dict[str, str]:
    """The headers that tell a *version*."""
    return {"ETag": f'"{version}"', **headers}


def seen(row: Versioned) -> int:
    """The version to go on from: that of *row*, unless the program has seen another one.

    Raises:
        BadTag: it asks with something that is none of our tags.
        PreconditionFailed: it has.
    """
    asked = request.headers.get("If-Match")
    if asked is not None and not TAG.fullmatch(asked):
        raise BadTag(_("Send If-Match as the ETag that was read, or an asterisk."))
    if asked is not None and str(row.version) not in request.if_match:
        raise PreconditionFailed(_("This was changed meanwhile. Read it again, then change it."))
    return row.version
