"""What a demo shows beside the pages: the accounts that anybody may use."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from rbo.demo.people import ACCOUNTS, CLIENT, PASSWORD

bp = Blueprint("demo", __name__, template_folder="templates")


@bp.app_context_processor
def accounts() -> dict[str, Any]:
    """The demo's accounts and their password, for the sign-in page."""
    return {"demo_accounts": ACCOUNTS, "demo_client": CLIENT, "demo_password": PASSWORD}
