"""Adding models of one's own, new or as a copy, and changing them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.catalogue.refusals import KnownModel
from rbo.catalogue.views.door import bp
from rbo.catalogue.views.half import RACKETS, STRINGS, Half, Model
from rbo.platform import once
from rbo.platform.db import db
from rbo.platform.meanwhile import differences
from rbo.platform.versions import ChangedMeanwhile, seen
from rbo.platform.web import go


@bp.route("/rackets/new", methods=["GET", "POST"])
def add_racket() -> ResponseReturnValue:
    """One more racket model, for oneself; *from* in the address is the one it is a copy of."""
    return _add(RACKETS)


@bp.route("/strings/new", methods=["GET", "POST"])
def add_string() -> ResponseReturnValue:
    """One more string, for oneself."""
    return _add(STRINGS)


@bp.route("/rackets/<uuid:model_id>/edit", methods=["GET", "POST"])
def edit_racket(model_id: UUID) -> ResponseReturnValue:
    """What is known about a racket model of one's own, to be changed."""
    return _edit(RACKETS, model_id)


@bp.route("/strings/<uuid:string_id>/edit", methods=["GET", "POST"])
def edit_string(string_id: UUID) -> ResponseReturnValue:
    """What is known about a string of one's own, to be changed."""
    return _edit(STRINGS, string_id)


def _add(half: Half) -> ResponseReturnValue:
    form, copied = half.form(), _original(half)
    if not form.is_submitted():
        if copied is not None:
            form.show(copied)
        return _drawn(half, form, copied=copied)
    if not form.validate():
        return _drawn(half, form, copied=copied), 422
    try:
        sent = request.form.items(multi=True)
        made = once.made(form.form_key.data, sent, lambda: half.address(half.add(form.entered(), copied)))
    except KnownModel as known:
        db.session.rollback()
        return _drawn(half, form, copied=copied, refusal=str(known)), known.status
    return _saved(made)


def _edit(half: Half, model_id: UUID) -> ResponseReturnValue:
    model, form = half.own(model_id), half.form()
    if not form.is_submitted():
        form.show(model)
        return _drawn(half, form, model=model)
    if not form.validate():
        return _drawn(half, form, model=model), 422
    try:
        half.change(model, form.entered(), seen(form.version.data))
    except KnownModel as known:
        db.session.rollback()
        return _drawn(half, form, model=model, refusal=str(known)), known.status
    except ChangedMeanwhile as changed:
        db.session.rollback()
        return _both(half, form, model), changed.status
    return _saved(half.address(model))


def _both(half: Half, form: Any, model: Model) -> str:
    """What is saved now beside what was typed; saved again, the form overwrites that."""
    stored = half.form(formdata=None)
    stored.show(model)
    form.version.data = stored.version.data
    return _drawn(half, form, model=model, changes=differences(form, stored))


def _saved(address: str) -> ResponseReturnValue:
    db.session.commit()
    return go(address, _("Saved. Only you see it."))


def _original(half: Half) -> Model | None:
    """The model that the address asks to copy."""
    model_id = request.args.get("from", type=UUID)
    return None if model_id is None else half.find(model_id)


def _drawn(half: Half, form: Any, **known: Any) -> str:
    nothing = {"model": None, "copied": None, "refusal": "", "changes": None}
    return render_template(half.template, form=form, **(nothing | known))
