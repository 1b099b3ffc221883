"""A V1 workbook as what it says: two sheets of jobs, and the list of one's own rackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbo.exports.workbook import CLIENT_ORDERS, LISTS, SELF_ORDERS
from rbo.imports.findings import Finding, Trouble
from rbo.imports.reading.workbook import Sheet, Workbook
from rbo.imports.rows import ClientRow, FileBook, JobRow, SheetCount
from rbo.imports.v1.client_jobs import client_jobs
from rbo.imports.v1.clients import CLIENTS, known_clients, with_what_is_known
from rbo.imports.v1.lists import own_rackets
from rbo.imports.v1.own_jobs import own_jobs
from rbo.imports.v1.seen import Choices, Seen
from rbo.orders.constraints import Kind


def read_v1(workbook: Workbook, choices: Choices) -> FileBook:
    """What *workbook* says; *choices* are the spellings that the stringer has confirmed to mean another."""
    findings: list[Finding] = []
    sheets = {_bare(sheet.name): sheet for sheet in workbook.sheets}
    clients, own, lists = (sheets.get(_bare(layout.name)) for layout in (CLIENT_ORDERS, SELF_ORDERS, LISTS))
    findings += _away({CLIENT_ORDERS.name: clients, SELF_ORDERS.name: own, LISTS.name: lists})
    seen = Seen(choices, own_rackets(lists, findings) if lists else {}, is_1904=workbook.is_1904)
    of_clients: list[JobRow] = list(client_jobs(clients, seen, findings)) if clients else []
    of_own: list[JobRow] = list(own_jobs(own, seen, findings)) if own else []
    return FileBook(
        clients=with_what_is_known(seen.clients, _listed(sheets, findings)),
        rackets=list(seen.all_rackets()),
        jobs=[*of_clients, *of_own],
        sheets=[
            SheetCount(name=CLIENT_ORDERS.name, kind=Kind.CLIENT, rows=len(of_clients)),
            SheetCount(name=SELF_ORDERS.name, kind=Kind.SELF, rows=len(of_own)),
        ],
        findings=findings,
        spellings=seen.spellings,
    )


def is_v1(workbook: Workbook) -> bool:
    """Whether one of its sheets is called as in V1."""
    names = {_bare(layout.name) for layout in (CLIENT_ORDERS, SELF_ORDERS, LISTS)}
    return any(_bare(sheet.name) in names for sheet in workbook.sheets)


def _listed(sheets: Mapping[str, Sheet], findings: list[Finding]) -> Iterator[ClientRow]:
    sheet = sheets.get(_bare(CLIENTS))
    return known_clients(sheet, findings) if sheet else iter(())


def _away(sheets: dict[str, Sheet | None]) -> list[Finding]:
    """The sheets that are not there; without any of jobs it is another workbook."""
    away = [name for name, sheet in sheets.items() if sheet is None]
    is_other = {CLIENT_ORDERS.name, SELF_ORDERS.name} <= set(away)
    return [Finding(name, Trouble.NO_SHEET if is_other else Trouble.SHEET_AWAY) for name in away]


def _bare(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
