"""The receipt of a shared job, with what others do not see left blank."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from rbo.platform.file_names import PDF
from rbo.receipts import answers
from rbo.receipts.handover import Copy, Deed
from rbo.sharing import paper, queries
from rbo.sharing.models import SharedJob
from rbo.sharing.views.door import bp
from rbo.sharing.views.reading import write_down
from rbo.stringers import queries as stringers


@bp.get("/shared/<uuid:shared_id>/receipt.pdf")
def receipt_pdf(shared_id: UUID) -> ResponseReturnValue:
    """Drawn by the worker; the right is looked for again before it is handed over, and that is the look."""
    copy, deed, looks = _asked_for(shared_id)
    answer = answers.hand_out(copy, deed, url_for(".receipt", shared_id=shared_id))
    queries.shared(shared_id)
    if answer.mimetype == PDF:  # a part of it, 206, is a look too
        write_down(looks)
    return answer


@bp.get("/shared/<uuid:shared_id>/receipt")
def receipt(shared_id: UUID) -> ResponseReturnValue:
    """To be printed from the browser."""
    copy, _deed, looks = _asked_for(shared_id)
    write_down(looks)
    return answers.print_view(copy)


def _asked_for(job_id: UUID) -> tuple[Copy, Deed, list[SharedJob]]:
    """The copy, and what is written down once it is shown."""
    me, job = stringers.mine(), queries.shared(job_id, with_logo=True)
    looks = [job, *queries.ways_to(job_id)]  # *job* too: where its grant has just ended there is no copy
    return paper.copy_for(me, job), paper.deed_for(me, job), looks
