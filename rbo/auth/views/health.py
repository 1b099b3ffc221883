"""`/auth/v1/health` where a real gotrue is used; the embedded service answers for itself."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from rbo.auth.gotrue import Away, SaidNo, gotrue
from rbo.auth.views.door import bp
from rbo.platform.web import public


@bp.get("/auth/v1/health")
@public
def health() -> ResponseReturnValue:
    """What gotrue says of itself; 503 when it says nothing."""
    try:
        return jsonify(gotrue().health())
    except (Away, SaidNo):
        return jsonify(code="unexpected_failure", message="The identity service does not answer"), 503
