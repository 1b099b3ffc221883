"""The caught mail as pages, in development only."""

import io
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, abort, render_template, send_file
from flask.typing import ResponseReturnValue

from rbo.platform.config import settings
from rbo.platform.embedded import mailbox
from rbo.platform.web import public

bp = Blueprint("mailbox", __name__, url_prefix="/mailbox", template_folder="templates")


@bp.get("")
@public
def letters() -> ResponseReturnValue:
    """Every caught letter."""
    return render_template("mailbox/letters.html", letters=mailbox.letters(_folder()))


@bp.get("/<name>")
@public
def letter(name: str) -> ResponseReturnValue:
    """One letter."""
    return render_template("mailbox/caught.html", letter=_find(name))


@bp.get("/<name>/<int:number>")
@public
def attachment(name: str, number: int) -> ResponseReturnValue:
    """One enclosure of a letter, to be saved or, when it is a PDF, to be looked at."""
    parts = _find(name).attachments
    if number >= len(parts):
        abort(HTTPStatus.NOT_FOUND)
    part = parts[number]
    content = part.get_payload(decode=True)
    is_pdf = part.get_content_type() == "application/pdf"
    return send_file(
        io.BytesIO(content if isinstance(content, bytes) else b""),
        mimetype=part.get_content_type() if is_pdf else "application/octet-stream",
        as_attachment=not is_pdf,
        download_name=part.get_filename() or "enclosure",
    )


def _find(name: str) -> mailbox.Letter:
    found = mailbox.letter(_folder(), name)
    return found or abort(HTTPStatus.NOT_FOUND)


def _folder() -> Path:
    return settings().data_dir / "mail"
