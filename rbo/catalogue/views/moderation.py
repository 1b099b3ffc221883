"""`/admin/submissions`: models that wait for everybody's catalogue, each beside what the house has."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth.visitor import need_admin
from rbo.catalogue import likeness, moderation, offers
from rbo.catalogue.forms import PromotionForm, RejectionForm
from rbo.catalogue.refusals import KnownModel
from rbo.platform.versions import ChangedMeanwhile, seen
from rbo.platform.web import go

bp = Blueprint("moderation", __name__, url_prefix="/admin/submissions", template_folder="../templates")
bp.before_request(need_admin)


@bp.app_context_processor
def _badge() -> dict[str, Callable[[], int]]:
    """For the landlord's pages; counted only where one of them shows it."""
    return {"submissions_waiting": moderation.count_waiting}


@bp.get("")
def index() -> ResponseReturnValue:
    """The queue, whoever waits longest first."""
    return render_template("catalogue/moderation/index.html", offers=moderation.waiting())


@bp.get("/<uuid:submission_id>")
def show(submission_id: UUID) -> ResponseReturnValue:
    """One submission with what is called like it, or what became of it."""
    return _page(submission_id, PromotionForm(), RejectionForm())


@bp.post("/<uuid:submission_id>/promotion")
def promote(submission_id: UUID) -> ResponseReturnValue:
    """Into everybody's catalogue."""
    form = PromotionForm()
    if not form.validate():
        return _page(submission_id, form, RejectionForm(formdata=None)), 422
    try:
        name = moderation.promote(submission_id, seen(form.version.data), form.notes.data)
    except (KnownModel, ChangedMeanwhile) as refusal:
        return _page(submission_id, form, RejectionForm(formdata=None), str(refusal)), refusal.status
    return go(url_for(".index"), _("%(name)s is in everybody’s catalogue now.", name=name))


@bp.post("/<uuid:submission_id>/rejection")
def reject(submission_id: UUID) -> ResponseReturnValue:
    """Not into it, and why."""
    form = RejectionForm()
    if not form.validate():
        return _page(submission_id, PromotionForm(formdata=None), form), 422
    name = moderation.reject(submission_id, form.reason.data)
    return go(url_for(".index"), _("%(name)s stays with its submitter, who is told why.", name=name))


def _page(submission_id: UUID, promotion: PromotionForm, rejection: RejectionForm, refusal: str = "") -> str:
    offer = moderation.offer(submission_id)
    promotion.version.data = str(offer.model.version) if offer.model else ""
    return render_template(
        "catalogue/moderation/show.html",
        offer=offer,
        near=likeness.near(offer.model) if offer.model else [],
        became=offers.made_from(offer.submission),
        promotion=promotion,
        rejection=rejection,
        refusal=refusal,
    )
