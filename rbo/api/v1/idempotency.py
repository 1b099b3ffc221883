"""`Idempotency-Key`: a program that is not sure sends a deed again, and gets the first answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid5

from flask import Response, request
from flask_babel import gettext as _

from rbo.platform import once
from rbo.platform.errors import Refused

HONOURED = timedelta(hours=24)
OURS = UUID("6f2f6f0e-6b0a-5a3e-9c0b-0f2d2b3f7a11")
KEY = re.compile(r"[!-~]{1,255}")
KEPT = ("Content-Type", "ETag", "Location")


class BadKey(Refused):
    """No key is like this."""

    status = 400


def answered_once(answer: Callable[[], Response]) -> Response:
    """What *answer* gives, or gave when the same key came before.

    Raises:
        BadKey: it is empty, too long, or no plain word.
        FormReused: it came with another request.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or request.method != "POST":
        return answer()
    if not KEY.fullmatch(key):
        raise BadKey(_("Send an Idempotency-Key of 1 to 255 characters."))
    asked = (("to", request.full_path), ("sent", request.get_data(as_text=True)))
    kept = once.answered(uuid5(OURS, key), asked, HONOURED, lambda: _kept(answer()))
    return Response(kept["body"], kept["status"], kept["headers"])


def _kept(answer: Response) -> once.Answer:
    headers = {name: answer.headers[name] for name in KEPT if name in answer.headers}
    return once.Answer(status=answer.status_code, headers=headers, body=answer.get_data(as_text=True))
