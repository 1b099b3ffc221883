"""What somebody sends with a file, and which spellings they tick."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, FileField, HiddenField

from rbo.imports.report import Report
from rbo.platform.ids import new_id


class FileForm(FlaskForm):  # type: ignore[misc]
    """One file, and for admins whose book it is of."""

    form_key = HiddenField(default=lambda: str(new_id()))
    whose = EmailField(_("Whose book"), description=_("The address of a stringer. Empty, it is your own."))
    file = FileField(_("Workbook"))


def ticked(report: Report, ticks: Sequence[str]) -> dict[str, dict[str, str]]:
    """Which spellings mean another: each tick names a group of *report* and one of the others in it."""
    choices: dict[str, dict[str, str]] = {}
    for place, group in enumerate(report.groups):
        for other, spelling in enumerate(group.others):
            if f"{place}-{other}" in ticks:
                choices.setdefault(group.kind, {})[spelling.text] = group.kept.text
    return choices
