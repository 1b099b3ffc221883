"""What an address answers that hands a file over."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext as _

from rbo.exports.models import Export, Format
from rbo.platform.errors import Missing, Refused
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import NoFile, StorageAway

TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
    Format.ZIP: "application/zip",
}


class FilesAway(Refused):
    """The file is there, and out of reach for the moment."""

    status = 503


def hand_over(export: Export) -> Response:
    """The file of *export*, piece by piece.

    Raises:
        Missing: it is not there any more.
        FilesAway: it is out of reach.
    """
    try:
        pieces = files().get(export.key)
    except NoFile:
        raise Missing from None
    except StorageAway:
        raise FilesAway(_("Your files are out of reach for a moment. Try again shortly.")) from None
    answer = Response(pieces, mimetype=TYPES[export.format])
    answer.headers.set("Content-Disposition", "attachment", filename=_name_of(export))
    answer.headers["Content-Length"] = str(export.size)
    answer.set_etag(export.sha256 or "")
    return answer


def _name_of(export: Export) -> str:
    return f"rbo-{export.created_at:%Y-%m-%d}.{export.format}"
