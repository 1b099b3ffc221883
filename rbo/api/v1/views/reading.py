"""`/openapi.json` for programs and `/docs` for those who write them: public, for they tell nobody's book."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, json, render_template

from rbo.api.v1 import limits
from rbo.api.v1.description import description
from rbo.api.v1.handbook import chapters, forms
from rbo.platform.web import public

pages = Blueprint("programs", __name__, url_prefix="/api/v1", template_folder="../templates")


@pages.get("/openapi.json")
@public
def openapi() -> Response:
    """The description, in OpenAPI 3.1."""
    told = json.dumps(description(current_app), indent=2, sort_keys=False)
    return Response(told, mimetype="application/json")


@pages.get("/docs")
@public
def docs() -> str:
    """The same to be read."""
    told = description(current_app)
    return render_template(
        "programs/docs.html",
        about=told["info"],
        chapters=chapters(told),
        forms=forms(told),
        limits=limits.PER_MINUTE,
    )
