"""Offering a model of one's own to everybody, and taking the offer back."""

from __future__ import annotations

from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.catalogue import offers, service
from rbo.catalogue.models import Kind
from rbo.catalogue.views.door import bp
from rbo.catalogue.views.half import RACKETS, STRINGS, Half
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.web import go


@bp.post("/rackets/<uuid:model_id>/submission")
def submit_racket(model_id: UUID) -> ResponseReturnValue:
    """Offer a racket model."""
    return _submit(RACKETS, model_id)


@bp.delete("/rackets/<uuid:model_id>/submission")
def withdraw_racket(model_id: UUID) -> ResponseReturnValue:
    """Take it back."""
    return _withdraw(RACKETS, model_id)


@bp.post("/strings/<uuid:string_id>/submission")
def submit_string(string_id: UUID) -> ResponseReturnValue:
    """Offer a string."""
    return _submit(STRINGS, string_id)


@bp.delete("/strings/<uuid:string_id>/submission")
def withdraw_string(string_id: UUID) -> ResponseReturnValue:
    """Take it back."""
    return _withdraw(STRINGS, string_id)


@bp.get("/submissions/<uuid:submission_id>")
def submission(submission_id: UUID) -> ResponseReturnValue:
    """To the model that was offered, where the decision stands."""
    found = offers.by_id(submission_id)
    if found is None:
        raise Missing
    half = RACKETS if found.catalogue_kind is Kind.RACKET else STRINGS
    return redirect(half.address(offers.model_of(found)), 303)


def _submit(half: Half, model_id: UUID) -> ResponseReturnValue:
    model = half.own(model_id)
    service.submit(model)
    db.session.commit()
    return go(half.address(model), _("%(name)s is submitted.", name=model.full_name))


def _withdraw(half: Half, model_id: UUID) -> ResponseReturnValue:
    model = half.own(model_id)
    service.withdraw(model)
    db.session.commit()
    return go(half.address(model), _("%(name)s is withdrawn.", name=model.full_name))
