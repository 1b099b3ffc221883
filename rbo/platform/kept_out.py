"""What browsers kept out of a page, as they tell it (CSP, `report-uri`): counted, and not kept."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from rbo.platform.metrics.counting import count
from rbo.platform.metrics.families import CSP_REPORTS
from rbo.platform.security import POLICY, csrf
from rbo.platform.web import public, unattended, up_to

bp = Blueprint("kept_out", __name__)
LARGEST = 16 * 1024
DIRECTIVES = {rule.split()[0] for rule in POLICY.split(";")}


@bp.post("/csp-reports")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@unattended
@up_to(LARGEST)
def take() -> ResponseReturnValue:
    """Count it by the rule that was broken; anybody may send anything, so no word of theirs is told."""
    count(CSP_REPORTS, directive=_directive(request.get_data()))
    return "", 204


def _directive(body: bytes) -> str:
    try:
        told: Any = json.loads(body)["csp-report"]
        said = str(told.get("effective-directive") or told["violated-directive"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "-"
    named = said.split(" ", maxsplit=1)[0].removesuffix("-elem").removesuffix("-attr")
    return named if named in DIRECTIVES else "-"
