"""What somebody sends with a file, and which spellings they tick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from flask_babel import gettext as _now
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import EmailField, FileField, HiddenField

from rbo.imports.mapped.days import DAY_FIRST, MONTH_FIRST
from rbo.imports.mapped.fields import BY_KEY
from rbo.imports.preview import COLUMNS, READING
from rbo.imports.report import Report
from rbo.platform.errors import Refused
from rbo.platform.ids import new_id
from rbo.stringers.models import TensionUnit


class TwiceNamed(Refused):
    """Two columns cannot hold the same."""


class FileForm(FlaskForm):  # type: ignore[misc]
    """One file, and for admins whose book it is of."""

    form_key = HiddenField(default=lambda: str(new_id()))
    whose = EmailField(_("Whose book"), description=_("The address of a stringer. Empty, it is your own."))
    file = FileField(_("Workbook"))


def named(report: Report, sent: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What each column of *report* holds, and how its numbers are read.

    Raises:
        TwiceNamed: two columns are to hold the same.
    """
    count = len(report.table.columns) if report.table else 0
    said = {str(place): sent.get(f"column-{place}", "") for place in range(count)}
    columns = {place: key for place, key in said.items() if key in BY_KEY}
    for key, times in Counter(columns.values()).items():
        if times > 1:
            raise TwiceNamed(_now("Only one column can hold “%(field)s”.", field=BY_KEY[key].label))
    unit = TensionUnit.LB if sent.get("unit") == TensionUnit.LB else TensionUnit.KG
    decimal = sent.get("decimal", "") if sent.get("decimal") in (".", ",") else ""
    days = sent.get("days", "") if sent.get("days") in (DAY_FIRST, MONTH_FIRST) else ""
    return {COLUMNS: columns, READING: {"unit": unit.value, "decimal": decimal, "days": days}}


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
