"""The sheet `Clients` of an export: what the stringer knows about people besides their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbo.clients.service import NewClient
from rbo.imports import values
from rbo.imports.findings import Finding
from rbo.imports.line import Line
from rbo.imports.reading.workbook import Sheet
from rbo.imports.rows import ClientRow
from rbo.stringers.models import Locale

CLIENTS = "Clients"
LAST, FIRST = "Last name", "First name"
HEADINGS = (LAST, FIRST, "Email", "Phone", "Language", "Nickname", "Notes", "Usual tension")
ASIDE = ("Myself", "Archived")


def known_clients(sheet: Sheet, findings: list[Finding]) -> Iterator[ClientRow]:
    """Everybody but oneself; nobody where the headings are not those of an export."""
    (first, heads), *rows = sheet.rows or [(0, ())]
    places = {str(name): place for place, name in enumerate(heads)}
    for row, cells in rows if first == 1 and places.keys() >= {*HEADINGS, *ASIDE} else ():
        line = Line(sheet.name, row, cells, places, findings)
        client = _client(line)
        name = f"{client.first_name} {client.last_name}".strip()
        if name and not line.read("Myself", values.yes_no, None):
            yield ClientRow(ref=name, new=client, is_archived=line["Archived"] is not None)


def with_what_is_known(met: Mapping[str, ClientRow], known: Iterator[ClientRow]) -> list[ClientRow]:
    """Those whose rackets were met and those who are only listed; of one name there is one."""
    return list({**met, **{row.ref: row for row in reversed(list(known))}}.values())


def _client(line: Line) -> NewClient:
    said = {name: line.read(name, values.line, "") for name in HEADINGS if name != "Notes"}
    return NewClient(
        first_name=said[FIRST],
        last_name=said[LAST],
        email=said["Email"],
        phone=said["Phone"],
        locale=Locale(said["Language"]) if said["Language"] in set(Locale) else None,
        nickname=said["Nickname"],
        internal_notes=line.read("Notes", values.text, ""),
        tension_memo=said["Usual tension"],
    )
