"""`/imports` and `/admin/imports`: a file is brought, its report read, the whole approved or discarded."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth.visitor import visitor
from rbo.imports import queries, service
from rbo.imports.forms import FileForm, named, ticked
from rbo.imports.handing import opened_for
from rbo.imports.jobs import forsaken
from rbo.imports.mapped.fields import FIELDS
from rbo.imports.mapped.template import MIMETYPES, template_as
from rbo.imports.models import Import
from rbo.imports.sentences import fault_words, finding_words
from rbo.imports.undoing import take_out
from rbo.platform import once
from rbo.platform.db import db
from rbo.platform.errors import Missing, Refused
from rbo.platform.jobs.progress import progress_of
from rbo.platform.scope import current_stringer
from rbo.platform.web import go, takes_file, unattended, up_to
from rbo.stringers.models import Role

bp = Blueprint("imports", __name__, url_prefix="/imports", template_folder="templates")
FOR_ADMINS = "admin_imports"  # the same pages once more, from where a file may go into another's book
LARGEST_REQUEST = 8 * 1024 * 1024  # room for the sentence about files that are larger than 5 MB


@bp.before_request
def need_admin() -> None:
    """For everybody else the admin's way to these pages is not there."""
    if request.blueprint == FOR_ADMINS and visitor().role != Role.ADMIN:
        abort(404)


@bp.get("")
def index() -> ResponseReturnValue:
    """What was brought so far, and the form for the next file."""
    return _page(FileForm())


@bp.post("")
@takes_file
@up_to(LARGEST_REQUEST)
def bring() -> ResponseReturnValue:
    """Take a file in."""
    form, file = FileForm(), request.files.get("file")
    name, content = (file.filename or "", file.read()) if file else ("", b"")
    whose = form.whose.data if request.blueprint == FOR_ADMINS else ""
    try:
        if whose and whose.casefold() != g.me.email.casefold():
            return _handed_over(whose, name, content)
        body = request.form.items(multi=True)
        address = once.made(form.form_key.data, body, lambda: _brought(name, content))
    except Refused as refusal:
        db.session.rollback()
        (form.whose if isinstance(refusal, Missing) else form.file).errors = [str(refusal)]
        return _page(form), refusal.status
    db.session.commit()
    return go(address)


@bp.get("/<uuid:file_id>")
def show(file_id: UUID) -> ResponseReturnValue:
    """Where an import stands."""
    return render_template("imports/show.html", **_shown(queries.by_id(file_id)))


@bp.get("/<uuid:file_id>/standing")
@unattended
def standing(file_id: UUID) -> ResponseReturnValue:
    """The progress, which asks for itself as long as a worker has the file; then the whole in its place."""
    shown = _shown(queries.by_id(file_id))
    if shown["is_at_work"]:
        return render_template("imports/_at_work.html", **shown)
    answer = make_response(render_template("imports/_import.html", **shown))
    answer.headers["HX-Retarget"] = "#import"
    return answer


@bp.get("/template.csv")
def template_csv() -> ResponseReturnValue:
    """A file to fill in, as text."""
    return _template("csv")


@bp.get("/template.xlsx")
def template_xlsx() -> ResponseReturnValue:
    """A file to fill in, for spreadsheets."""
    return _template("xlsx")


@bp.post("/<uuid:file_id>/columns")
def name_columns(file_id: UUID) -> ResponseReturnValue:
    """Look again, with the columns named so."""
    entry = queries.by_id(file_id, lock=True)
    service.choose(entry, named(service.report_of(entry), request.form))
    db.session.commit()
    return go(url_for(".show", file_id=file_id))


@bp.post("/<uuid:file_id>/spellings")
def choose(file_id: UUID) -> ResponseReturnValue:
    """Look again, with these spellings as one."""
    entry = queries.by_id(file_id, lock=True)
    service.choose(entry, ticked(service.report_of(entry), request.form))
    db.session.commit()
    return go(url_for(".show", file_id=file_id))


@bp.post("/<uuid:file_id>/approval")
def approve(file_id: UUID) -> ResponseReturnValue:
    """Write it into the book."""
    entry = queries.by_id(file_id, lock=True)
    service.approve(entry, ticked(service.report_of(entry), request.form))
    db.session.commit()
    return go(url_for(".show", file_id=file_id))


@bp.delete("/<uuid:file_id>/approval")
def undo(file_id: UUID) -> ResponseReturnValue:
    """Take all of it out of the book again."""
    numbers = service.to_take_back(queries.by_id(file_id))
    db.session.rollback()
    take_out(current_stringer(), file_id, numbers)
    return go(url_for(".show", file_id=file_id), _("Import undone. Nothing of it is in your book."))


@bp.delete("/<uuid:file_id>")
def discard(file_id: UUID) -> ResponseReturnValue:
    """Let go of it."""
    service.discard(queries.by_id(file_id, lock=True))
    db.session.commit()
    return go(url_for(".index"), _("Import discarded. Nothing of it is in your book."))


def _template(kind: str) -> ResponseReturnValue:
    answer = make_response(template_as(kind))
    answer.mimetype = MIMETYPES[kind]
    answer.headers.set("Content-Disposition", "attachment", filename=f"rbo.{kind}")
    return answer


def _brought(name: str, content: bytes) -> str:
    return url_for(".show", file_id=service.bring(name, content).id)


def _handed_over(email: str, name: str, content: bytes) -> ResponseReturnValue:
    """Into another's book, where its owner reads the report and decides."""
    db.session.rollback()
    with opened_for(email):
        service.bring(name, content)
        db.session.commit()
    return go(url_for(".index"), _("%(email)s finds the file under Import and decides there.", email=email))


def _page(form: FileForm) -> str:
    is_admins = request.blueprint == FOR_ADMINS
    imports = queries.latest()
    return render_template(
        "imports/index.html", form=form, imports=imports, forsaken=forsaken(imports), is_admins=is_admins
    )


def _shown(entry: Import) -> dict[str, object]:
    is_at_work = entry.is_waiting and not forsaken([entry])
    return {
        "entry": entry,
        "is_at_work": is_at_work,
        "report": service.report_of(entry),
        "percent": progress_of(entry.id) if is_at_work else None,
        "fault_words": fault_words,
        "finding_words": finding_words,
        "fields": FIELDS,
    }
