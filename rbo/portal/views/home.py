"""`/portal`: everything a client has had strung at every stringer; one job of it, and its receipt."""

from __future__ import annotations

from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rbo.people.service import JustMoved
from rbo.platform.web import row_number
from rbo.portal import history, paper
from rbo.portal.forms import GranteeForm
from rbo.portal.views.door import bp
from rbo.receipts import answers


@bp.get("/portal")
def home() -> ResponseReturnValue:
    """The client's stringjobs: what is ready first, then the history."""
    page = request.args.get("page", 0, type=row_number)
    jobs, has_more = history.jobs(page)
    return render_template(
        "portal/home.html",
        jobs=jobs,
        page=page,
        has_more=has_more,
        ready=history.ready() if page == 0 else [],
        waiting=[at for at in history.stringers() if at.accepted_at is None],
        state=history.state,
    )


@bp.get("/portal/jobs/<uuid:job_id>")
def job(job_id: UUID) -> ResponseReturnValue:
    """One job."""
    return job_page(job_id, GranteeForm(formdata=None))


@bp.get("/portal/jobs/<uuid:job_id>/receipt.pdf")
def receipt_pdf(job_id: UUID) -> ResponseReturnValue:
    """Its receipt, drawn by the worker."""
    copy, deed = paper.copy_for(g.person, job_id), paper.deed_for(g.person, job_id)
    return answers.hand_out(copy, deed, url_for(".receipt", job_id=job_id))


@bp.get("/portal/jobs/<uuid:job_id>/receipt")
def receipt(job_id: UUID) -> ResponseReturnValue:
    """Its receipt to be printed from here."""
    return answers.print_view(paper.copy_for(g.person, job_id))


def job_page(job_id: UUID, form: GranteeForm, refusal: JustMoved | None = None) -> str:
    """The page of one job, with the form that lets another stringer look."""
    found = history.job(job_id)
    return render_template(
        "portal/job.html",
        job=found,
        state=history.state(found),
        bill=paper.draft_of(found, g.person),
        given=history.given(job_id),
        form=form,
        refusal=refusal,
    )
