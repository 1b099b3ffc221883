"""What somebody sends with a file, and which spellings they tick."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import EmailField, FileField, HiddenField

from rbo.imports.report import Report
from rbo.platform.ids import new_id


class FileForm(FlaskForm):  # type: ignore[misc]
    """One file, and for admins whose book it is of."""

    form_key = HiddenField(default=lambda: str(new_id()))
    whose = EmailField(_("Whose book"), description=_("The address of a stringer. Empty, it is your own."))
    file = FileField(_("Workbook"))


def ticked(report: Report, form: MultiDict[str, str]) -> dict[str, dict[str, str]]:
    """Which spellings mean another: each tick names a group of *report* and one of the names in it.

    What they mean is the name that was chosen to stay, else the one that the group proposes.
    """
    choices: dict[str, dict[str, str]] = {}
    for place, group in enumerate(report.groups):
        names = {f"{place}-{nr}": one.text for nr, one in enumerate((group.kept, *group.others))}
        chosen = "" if group.is_in_book else form.get(f"stays-{place}", "")
        stays = names.get(chosen, group.kept.text)
        same = {stays, group.kept.text, *(names[tick] for tick in form.getlist("same") if tick in names)}
        choices.setdefault(group.kind, {}).update(dict.fromkeys(same - {stays}, stays))
    return {kind: meant for kind, meant in choices.items() if meant}
