"""The door that all pages of this room hang on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("portal", __name__, template_folder="../templates")
