"""The page that somebody came from."""

from __future__ import annotations

from flask import request

from rbo.platform.security import is_local_path


def back_or(otherwise: str) -> str:
    """Where `back` of a form or an address leads, if that is a page of ours."""
    back = request.values.get("back", "")
    return back if is_local_path(back) else otherwise
