"""`/admin/health`: what `rbo doctor` finds, for whoever has no terminal at hand."""

from __future__ import annotations

import os

from flask import render_template
from flask.typing import ResponseReturnValue

from rbo.admin.views.door import bp
from rbo.platform.db import db
from rbo.platform.doctor.examination import examine

DRAWN_WITHIN_S = 60


@bp.get("/health")
def health() -> ResponseReturnValue:
    """Each part, how it is, and what mends it."""
    db.session.close()  # drawing and knocking take seconds, and nobody has to wait for this reading
    return render_template("admin/health.html", findings=examine(os.environ, drawn_within_s=DRAWN_WITHIN_S))
