"""The link a file is handed over by: for one export, stringer and login, and for a quarter of an hour."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from rbo.platform import clock

LIVES = timedelta(minutes=15)


def signed(export_id: UUID, stringer_id: UUID, login_id: UUID) -> str:
    """The word that opens the file."""
    until = (clock.now() + LIVES).timestamp()
    return str(_signer().dumps([*_names(export_id, stringer_id, login_id), until]))


def opens(word: str, export_id: UUID, stringer_id: UUID, login_id: UUID) -> bool:
    """Whether *word* is such a word, of the last quarter of an hour."""
    try:
        *names, until = _signer().loads(word)
    except BadSignature:
        return False
    is_alive: bool = clock.now().timestamp() < until
    return is_alive and names == _names(export_id, stringer_id, login_id)


def _names(*ids: UUID) -> list[str]:
    return [str(one) for one in ids]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="export")
