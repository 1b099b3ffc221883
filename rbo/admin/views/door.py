"""The addresses of the landlord, and who may use them."""

from __future__ import annotations

from flask import Blueprint

from rbo.auth.visitor import need_admin

bp = Blueprint("admin", __name__, url_prefix="/admin", template_folder="../templates")
bp.before_request(need_admin)
