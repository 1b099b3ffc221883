"""`/admin/log`: what was done beyond one book, the latest first."""

from __future__ import annotations

from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from rbo.admin import deeds, queries
from rbo.admin.views.door import bp
from rbo.platform.tables import as_csv

A_PAGE, IN_A_FILE = 50, 100_000


@bp.get("/log")
def log() -> ResponseReturnValue:
    """Every deed with its reason; *before* in the address is the last line seen already."""
    before = request.args.get("before", type=UUID)
    found = queries.log(before, A_PAGE + 1)
    older = found[A_PAGE - 1].line.id if len(found) > A_PAGE else None
    return render_template("admin/log.html", lines=found[:A_PAGE], older=older, before=before, deeds=deeds)


@bp.get("/log.csv")
def log_file() -> ResponseReturnValue:
    """The same for a spreadsheet, as far back as one can open."""
    lines = queries.log(None, IN_A_FILE)
    answer = Response(as_csv(deeds.as_table(lines)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="rbo-log.csv"'
    return answer
