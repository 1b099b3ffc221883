"""No address of its own: whoever shows a receipt checks the right; this opens the templates of `answers`."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("receipts", __name__, template_folder="templates")
