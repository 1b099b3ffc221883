"""`/admin/catalogue-imports`: staged rows of foreign catalogues, each beside what the house has."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth.visitor import need_admin
from rbo.catalogue import likeness, staging
from rbo.catalogue.forms import RejectionForm, StagingForm
from rbo.catalogue.models import ImportStatus, Kind
from rbo.catalogue.refusals import KnownModel
from rbo.platform.errors import Refused
from rbo.platform.web import go, takes_file, up_to

bp = Blueprint("staged", __name__, url_prefix="/admin/catalogue-imports", template_folder="../templates")
bp.before_request(need_admin)
LARGEST_REQUEST = 2 * 1024 * 1024  # ten thousand models; a larger file is staged at the machine


@bp.get("")
def index() -> ResponseReturnValue:
    """What nobody has decided on, the oldest first, and the form for a file."""
    return _index(StagingForm())


@bp.post("")
@takes_file
@up_to(LARGEST_REQUEST)
def bring() -> ResponseReturnValue:
    """Stage the rows of a file; the bad ones are named, each by its line."""
    form, file = StagingForm(), request.files.get("file")
    if not form.validate():
        return _index(form), 422
    try:
        content = file.read() if file else b""
        return _index(
            StagingForm(formdata=None), staging.bring(Kind(form.kind.data), form.source.data, content)
        )
    except Refused as refusal:
        form.file.errors = [str(refusal)]
        return _index(form), refusal.status


@bp.get("/<uuid:import_id>")
def show(import_id: UUID) -> ResponseReturnValue:
    """One row with what is called like it, or what became of it."""
    return _page(import_id, RejectionForm())


@bp.post("/<uuid:import_id>/promotion")
def promote(import_id: UUID) -> ResponseReturnValue:
    """A new model for everybody."""
    try:
        name = staging.promote(import_id)
    except KnownModel as known:
        return _page(import_id, RejectionForm(formdata=None), str(known)), known.status
    return go(url_for(".index"), _("%(name)s is in everybody’s catalogue now.", name=name))


@bp.post("/<uuid:import_id>/matches/<uuid:model_id>")
def match(import_id: UUID, model_id: UUID) -> ResponseReturnValue:
    """The same as a model that everybody has."""
    name = staging.match(import_id, model_id)
    return go(url_for(".index"), _("%(name)s is in everybody’s catalogue already.", name=name))


@bp.post("/<uuid:import_id>/rejection")
def reject(import_id: UUID) -> ResponseReturnValue:
    """Not into the catalogue, and why."""
    form = RejectionForm()
    if not form.validate():
        return _page(import_id, form), 422
    name = staging.reject(import_id, form.reason.data)
    return go(url_for(".index"), _("%(name)s is left out.", name=name))


def _index(form: StagingForm, staged: staging.Staged | None = None) -> str:
    rows = [(row, staging.model_of(row)) for row in staging.waiting()]
    return render_template("catalogue/staged/index.html", rows=rows, form=form, staged=staged)


def _page(import_id: UUID, rejection: RejectionForm, refusal: str = "") -> str:
    row = staging.by_id(import_id)
    model = staging.model_of(row)
    is_open = row.status is ImportStatus.STAGED
    return render_template(
        "catalogue/staged/show.html",
        row=row,
        model=model,
        near=likeness.near(model) if is_open else [],
        rejection=rejection,
        refusal=refusal,
    )
