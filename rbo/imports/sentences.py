"""What is said to people about a file and about a place in it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from rbo.imports.findings import Finding, Trouble
from rbo.imports.reading.unfit import Fault

FAULTS = {
    Fault.EMPTY: _("This file is empty."),
    Fault.TOO_LARGE: _(
        "This file is larger than 5 MB. Take pictures and other sheets out and save it again."
    ),
    Fault.PASSWORD: _("This workbook is protected by a password. Save it without one and choose it again."),
    Fault.OLD_EXCEL: _("This is the old Excel format. Save it as .xlsx and choose it again."),
    Fault.NO_WORKBOOK: _("This is no Excel workbook. Choose a file that ends in .xlsx."),
    Fault.NO_TABLE: _("This is no table: neither an Excel workbook nor a CSV with headings and columns."),
    Fault.DAMAGED: _("This workbook is damaged. Open it in your spreadsheet, save it and choose it again."),
    Fault.MACROS: _("This workbook contains macros. Save it as .xlsx, without macros, and choose it again."),
    Fault.BOMB: _(
        "This workbook unpacks to far more than a book of orders. Save it anew and choose it again."
    ),
    Fault.ENTITIES: _("This workbook contains definitions that no spreadsheet writes. Save it anew."),
    Fault.TOO_MANY_ROWS: _(
        "A sheet of this workbook goes beyond row 20010. Delete what stands below your jobs."
    ),
    Fault.TOO_MUCH_WORK: _(
        "This workbook takes too much time or memory to read. Save it anew, with less in it."
    ),
}
SENTENCES = {
    Trouble.NO_SHEET: _("The workbook has no such sheet."),
    Trouble.NO_HEADINGS: _("The two rows with the headings are missing."),
    Trouble.NO_COLUMN: _("The column %(column)s is missing."),
    Trouble.COLUMN_AWAY: _("The column %(column)s is missing; it stays empty."),
    Trouble.COLUMN_TWICE: _("This column has the heading of column %(column)s, which counts."),
    Trouble.CELL_ERROR: _("The cell says %(said)s. Enter what belongs there."),
    Trouble.BARE_FORMULA: _("The formula %(said)s has no result yet. Save the workbook in your spreadsheet."),
    Trouble.NO_DAY: _("“%(said)s” is no day. Write it like 31.12.2024."),
    Trouble.NO_NUMBER: _("“%(said)s” is no number."),
    Trouble.NO_YES_NO: _("“%(said)s” is neither yes nor no."),
    Trouble.NEGATIVE: _("%(said)s is below zero."),
    Trouble.TOO_LARGE: _("%(said)s is too large."),
    Trouble.TOO_LONG: _("Shorten this to %(most)s characters."),
    Trouble.UNPRINTABLE: _("The text contains a character that no book can keep. Type it anew."),
    Trouble.NO_CLIENTS: _("No column holds the client. Choose above which one does."),
    Trouble.TWO_UNITS: _("One side is in kg, the other in lb. Write both in one unit."),
    Trouble.NO_PRICE: _("“%(said)s” has no price. Write it like Grip 6.10."),
    Trouble.NO_ID: _("The row has no ID. Give it one that no other row has."),
    Trouble.ID_TWICE: _("The ID %(said)s stands in another row too."),
    Trouble.NO_PLAYER: _("The row names nobody. Enter a first or a last name."),
    Trouble.TENSION: _("%(said)s kg: no frame takes this. Enter 4 to 45 kg."),
    Trouble.IN_FUTURE: _("This day is in the future."),
    Trouble.BEFORE_ORDERED: _("This day is before the day the racket came in."),
    Trouble.BEFORE_STRUNG: _("This day is before the day the racket was strung."),
    Trouble.NOT_STRUNG: _("The racket went back, but has no day it was strung."),
    Trouble.NEVER_CAME: _("Enter the day the racket came in."),
    Trouble.CANCELLED_STRUNG: _("It was strung, so it cannot be cancelled."),
    Trouble.OWN_RACKET: _("Nobody fetches or pays for your own racket."),
    Trouble.CAME_WHEN_STRUNG: _("The day it came in is missing; the day it was strung is taken, %(taken)s."),
    Trouble.DAY_OR_MONTH: _("“%(said)s” is read as %(taken)s. Say above if the month stands first."),
    Trouble.EXTRA_FREE: _("“%(said)s” has no price; it costs nothing."),
    Trouble.ROUNDED: _("%(said)s is rounded to %(taken)s."),
    Trouble.GAUGE_AS_WORDS: _("“%(said)s” is no gauge in millimetres; it is kept as a name."),
    Trouble.GAUGE_TWICE: _("The string is called “%(said)s”; %(taken)s mm is taken as its gauge."),
    Trouble.READING_AS_WORDS: _("“%(said)s” is no number; it goes into the comments."),
    Trouble.SHEET_AWAY: _("The workbook has no such sheet; the others are read."),
    Trouble.NO_RACKET: _("No racket is named; it is called “?”."),
    Trouble.NOT_LISTED: _("%(said)s is not in the list of your rackets; it is added as it stands here."),
    Trouble.SIZE_VARIES: _("This racket has %(other)s in² in another row; what stands most often is taken."),
    Trouble.SUM_DIFFERS: _("The workbook says %(said)s, its parts add up to %(parts)s."),
}


def fault_words(fault: str) -> str:
    """Why a file is not read."""
    return str(FAULTS[Fault(fault)])


def finding_words(finding: Finding) -> str:
    """What is wrong in a place."""
    return str(SENTENCES[Trouble(finding.trouble)]) % dict(finding.values)
