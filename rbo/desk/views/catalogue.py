"""The page of one model of the catalogue, with where it is used."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from rbo.catalogue import queries as catalogue
from rbo.desk import uses
from rbo.desk.views.door import bp


@bp.get("/catalogue/rackets/<uuid:model_id>")
def racket_model(model_id: UUID) -> ResponseReturnValue:
    """One racket model."""
    model = catalogue.racket_by_id(model_id)
    return render_template(
        "desk/racket_model.html",
        model=model,
        submission=catalogue.submission_of(model) if model.is_own else None,
        use=uses.use_of_racket(model),
    )


@bp.get("/catalogue/strings/<uuid:string_id>")
def string_model(string_id: UUID) -> ResponseReturnValue:
    """One string in one gauge, with its other gauges."""
    string = catalogue.string_by_id(string_id)
    return render_template(
        "desk/string_model.html",
        model=string,
        gauges=catalogue.gauges_of(string),
        submission=catalogue.submission_of(string) if string.is_own else None,
        use=uses.use_of_string(string),
    )
