"""The door that all pages of this room hang on, and how it answers whoever was merged in that moment."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint
from flask.typing import ResponseReturnValue

from rbo.auth.visitor import recognise_again
from rbo.people.service import JustMoved
from rbo.platform.db import db

bp = Blueprint("portal", __name__, template_folder="../templates")


def ask_once_more(refusal: JustMoved, page: Callable[[JustMoved], str]) -> ResponseReturnValue:
    """The *page* with what was typed, in the view of whoever is left: everything is theirs by now.

    Raises:
        JustMoved: nobody is left, they were erased.
    """
    db.session.rollback()
    if not recognise_again():
        raise refusal
    return page(refusal), refusal.status
