"""`/portal/grants`: whom a client lets look at one job (rule 2) or at everything (rule 3), and who looked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.people.service import JustMoved
from rbo.platform.db import db
from rbo.platform.errors import TooOften
from rbo.platform.web import for_a_while, go
from rbo.portal import history, service
from rbo.portal.forms import GranteeForm
from rbo.portal.refusals import OwnStringer
from rbo.portal.views.door import ask_once_more, bp
from rbo.portal.views.home import job_page
from rbo.sharing.service import end, give_again


@bp.get("/portal/grants")
def grants() -> ResponseReturnValue:
    """Everybody who may look, and when they did."""
    return _page(GranteeForm(formdata=None))


@bp.post("/portal/grants")
def share_everything() -> ResponseReturnValue:
    """Let one stringer look at every job."""
    form = GranteeForm()
    return _shared(form, service.share_everything, partial(_page, form), url_for(".grants"))


@bp.post("/portal/jobs/<uuid:job_id>/grants")
def share_job(job_id: UUID) -> ResponseReturnValue:
    """Let one stringer look at one job."""
    form, share = GranteeForm(), partial(service.share_job, history.job(job_id))
    return _shared(form, share, partial(job_page, job_id, form), url_for(".job", job_id=job_id))


@bp.delete("/portal/grants/<uuid:grant_id>")
def revoke(grant_id: UUID) -> ResponseReturnValue:
    """End it; with the next look there is nothing to see."""
    end(history.grant(grant_id))
    db.session.commit()
    undo = url_for(".share_again", grant_id=grant_id)
    return go(url_for(".grants"), _("Revoked. Nobody looks any more."), undo)


@bp.delete("/portal/grants/<uuid:grant_id>/end")
def share_again(grant_id: UUID) -> ResponseReturnValue:
    """Revoking was a mistake."""
    give_again(history.ended_grant(grant_id))
    db.session.commit()
    return go(url_for(".grants"), _("Shared again."))


@bp.post("/portal/stringers/<uuid:profile_id>/acceptance")
def accept(profile_id: UUID) -> ResponseReturnValue:
    """Let a stringer read what the client says of themselves."""
    service.accept(profile_id)
    return go(url_for(".preferences"), _("Accepted."))


@bp.delete("/portal/stringers/<uuid:profile_id>/acceptance")
def leave(profile_id: UUID) -> ResponseReturnValue:
    """Take that back."""
    service.leave(profile_id)
    return go(url_for(".preferences"), _("Taken back. The stringjobs stay in the history."))


def _shared(
    form: GranteeForm, share: Callable[[str], None], page: Callable[..., str], place: str
) -> ResponseReturnValue:
    if not form.validate():
        return page(), 422
    try:
        share(form.address)
    except JustMoved as refusal:
        return ask_once_more(refusal, page)
    except (OwnStringer, TooOften) as refusal:
        db.session.rollback()
        form.email.errors = (str(refusal),)
        return for_a_while((page(), refusal.status), refusal)
    db.session.commit()
    said = _("Shared with %(email)s, if a stringer works here under that address.", email=form.address)
    return go(place, said)


def _page(form: GranteeForm, refusal: JustMoved | None = None) -> str:
    return render_template("portal/grants.html", form=form, refusal=refusal, given=history.given())
