"""In, out, into an empty book and out again: only ids and times of writing differ (U-07, S-28)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from rbo.clients.service import archive
from rbo.exports import workbook as v1
from rbo.exports.models import Format
from rbo.exports.xlsx import Tab, workbook
from rbo.imports.attempt import attempt, read_file
from rbo.imports.service import entry_of
from rbo.orders import service as orders
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import TensionUnit
from tests.exports.books import a_job_with_everything, exported
from tests.imports.v1 import v1_book
from tests.imports.years import years
from tests.make import a_client, a_racket, an_order, reloaded, today

IDS = {"Receipt", "Legacy reference", "Redo of"}
TIMES = {"Added", "Archived"}
SHEETS = ("Client-Stringing-Orders", "Self-Stringing-Orders", "Lists", "Clients")
LOOKALIKES = (
    *("=1+1", "+41", "-2", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "🎾 Ωß", "0012", "31.12.2024"),
    *("Yes", "NaN", "1e5", "_x005F_", "x005F_", "<b>&amp;", "'quoted", "a\x01b\x1fc", "x" * 190),
)
SIGNS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
TEXTS = st.one_of(SIGNS, st.builds("{}{}".format, st.sampled_from("=+-@\t\r'\""), SIGNS))
FIELDS = (
    *(("Player", "Last Name"), ("Racquet", "Model"), ("Racquet", "String Pattern"), ("DT", "DT")),
    *(("Main-String", "Manufacturer"), ("Main-String", "Model"), ("Cross-String", "Model")),
)
IN_A_ROW = 25


def brought_in(file):
    entry = entry_of("book.xlsx", file)
    db.session.add(entry)
    db.session.flush()
    report = attempt(entry, read_file(file, {}), lambda _done, _of: None, keep=True)
    db.session.commit()
    assert report.is_ok, report.findings


def cells_of(file):
    """The rows of each sheet by the names of their columns, without ids and times; and the formulas."""
    book = load_workbook(BytesIO(file))
    rows = {name: list(_rows(book[name], 1 if name == "Clients" else 2)) for name in SHEETS}
    return rows, [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def _rows(sheet, heads):
    names = [cell.value for cell in sheet[heads]]
    for row in sheet.iter_rows(min_row=heads + 1, values_only=True):
        said = dict(zip(names, row, strict=True))
        if not said.get("Myself"):
            yield {name: value for name, value in said.items() if name not in IDS | TIMES}


def out_and_in_again(anna, ben):
    """What an export of the one book says, and an export of the empty one that it came into."""
    file = exported(anna, Format.XLSX)
    first, formulas = cells_of(file)
    with open_tenant(ben.id):
        brought_in(file)
        second, more_formulas = cells_of(exported(ben, Format.XLSX))
    assert formulas + more_formulas == []
    return first, second


def nasty_texts(count):
    found = []

    @settings(max_examples=count, phases=[Phase.generate], database=None, deadline=None)
    @given(TEXTS)
    def gather(text):
        found.append(text)

    gather()
    return found


def a_workbook_of(texts):
    """A V1 workbook whose rows hold *texts* wherever somebody types words; those left over are comments."""
    fields = v1.CLIENT_ORDERS.fields
    piles = [texts[first : first + IN_A_ROW] for first in range(0, len(texts), IN_A_ROW)]
    usual = {("Dates", "Ordered"): today(), ("Player", "First Name"): "A", ("Price", "Labor"): 25}
    rows = [{**usual, **dict(zip(FIELDS, pile, strict=False))} for pile in piles]
    for number, (row, pile) in enumerate(zip(rows, piles, strict=True)):
        row["", "ID"], row["Comments", "Comments"] = f"n{number}", "\n".join(pile[len(FIELDS) :])
    lines = [[row.get((field.group, field.name)) for field in fields] for row in rows]
    heads = (v1.CLIENT_ORDERS.groups, tuple(field.name for field in fields))
    return b"".join(workbook([Tab(v1.CLIENT_ORDERS.name, heads, lines)]))


def test_years_and_a_thousand_nasty_texts_go_out_and_come_in_again_the_same(anna, ben):
    texts = [*LOOKALIKES, *nasty_texts(1000)]
    brought_in(v1_book(years(clients=20, own=10)).packed())
    brought_in(a_workbook_of(texts))

    first, second = out_and_in_again(anna, ben)

    assert second == first
    assert [len(first[name]) for name in SHEETS[:2]] == [20 + -(-len(texts) // IN_A_ROW), 10]


def test_an_extra_of_which_a_sign_would_end_lines_elsewhere_comes_in_again_as_one(anna, ben):
    an_order(extras=(("Grip\u2028white\x85thin", Decimal("6.10")), ("Knot", Decimal(1))))
    db.session.commit()

    first, second = out_and_in_again(anna, ben)

    assert second == first
    assert first["Client-Stringing-Orders"][0]["Extras"] == "Grip\u2028white\x85thin 6.10\nKnot 1.00"


def test_what_v1_has_no_column_for_comes_in_again_too(anna, ben):
    a_job_with_everything()
    lena = a_client(
        "Eva", "Lang", phone="+41 79 1", nickname="Evi", internal_notes="=Pays\nlate", tension_memo="24/23"
    )
    archive(a_client("Tim", "Weg"))
    pounds = Side(label="Gut " * 46 + "Gut", tension=Decimal("52.5"), gauge_label="16L", colour="red")
    two = [a_racket(lena, name) for name in ("PA_1", "PA_2")]
    an_order(
        lena,
        racket=two[0],
        main=pounds,
        tension_unit=TensionUnit.LB,
        promised_for=today() + timedelta(days=2),
    )
    odd = Side(label="Hyper-G 1.20", gauge_mm=Decimal("1.30"), tension=Decimal(24))
    gone = an_order(lena, racket=two[1], main=odd)
    orders.cancel(reloaded(gone.number), on=today())
    db.session.commit()

    first, second = out_and_in_again(anna, ben)

    assert second == first
    assert first["Client-Stringing-Orders"][0]["Extras"] == "Grip 6.10\nDampener 0.00"
    assert second["Client-Stringing-Orders"][1]["Tension unit"] == "lb"
    assert {row["Phone"] for row in second["Clients"]} >= {"+41 79 1"}
