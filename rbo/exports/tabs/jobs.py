"""Stringjobs in the V1 layout, clients' and one's own; to the right stands what V1 had no column for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from rbo.exports import workbook as v1
from rbo.exports.tabs import asked
from rbo.exports.tabs.strings import Split, splitter, string_cells, yes_no
from rbo.exports.xlsx import Cell, Tab
from rbo.orders.constraints import Kind
from rbo.orders.lifecycle import State, state_of
from rbo.receipts.draft import NOTHING

MORE: Mapping[str, Callable[[Any], Cell]] = {
    "Receipt": lambda job: job.receipt,
    "Legacy reference": lambda job: job.legacy_ref,
    "Ordered": lambda job: job.ordered_at,
    "Cancelled": lambda job: job.cancelled_at,
    "Promised for": lambda job: job.promised_for,
    "Redo of": lambda job: job.redo_of,
    "Racket ID": lambda job: job.instance_id,
    "Currency": lambda job: job.currency,
    "Tension unit": lambda job: str(job.tension_unit),
    "Main tension": lambda job: job.main.tension,
    "Main gauge label": lambda job: job.main.gauge_label,
    "Main colour": lambda job: job.main.colour,
    "Cross tension": lambda job: job.cross.tension,
    "Cross gauge label": lambda job: job.cross.gauge_label,
    "Cross colour": lambda job: job.cross.colour,
    "Extras": lambda job: job.extras,
    "Extras price": lambda job: job.extras_price,
    "Total with extras": lambda job: _total(job) + (job.extras_price or NOTHING),
    "Pieces": lambda job: job.pieces,
    "Knots": lambda job: job.knots,
    "Pre-stretch %": lambda job: job.prestretch_pct,
    "Machine": lambda job: job.machine_mode,
    "DT instrument": lambda job: job.dynamic_tension_instrument,
}


def client_jobs() -> Tab:
    """The sheet of clients' orders."""
    return _tab(v1.CLIENT_ORDERS, Kind.CLIENT, partial(_of_client, splitter()))


def own_jobs() -> Tab:
    """The sheet of one's own."""
    return _tab(v1.SELF_ORDERS, Kind.SELF, partial(_of_mine, splitter()))


def _tab(sheet: v1.Sheet, kind: Kind, cells_of: Callable[[Any], tuple[Cell, ...]]) -> Tab:
    whole = v1.Sheet(sheet.name, (*sheet.fields, *v1.MORE))
    more = [MORE[field.name] for field in v1.MORE]
    rows = ((*cells_of(job), *(value(job) for value in more)) for job in asked.jobs(kind))
    return Tab(sheet.name, (whole.groups, tuple(field.name for field in whole.fields)), rows)


def id_to_total(split: Split, job: Any) -> tuple[Cell, ...]:
    """The first 25 cells of V1, which knows no extras."""
    main, cross, strings = job.main, job.cross, _strings(job)
    return (
        *(job.number, job.ordered_at, job.strung_at, job.returned_at, job.paid_at),
        *(job.entered_last_name, job.entered_first_name, job.label, job.head_size_in2, job.pattern),
        *(*string_cells(main, split, job.tension_unit), main.price, yes_no(main.byo)),
        *(*string_cells(cross, split, job.tension_unit), cross.price, yes_no(cross.byo)),
        *(job.labour_price, strings, job.labour_price + strings),
    )


def _of_client(split: Split, job: Any) -> tuple[Cell, ...]:
    return (*id_to_total(split, job), job.dynamic_tension, job.comments, *_derived(job))


def _of_mine(split: Split, job: Any) -> tuple[Cell, ...]:
    main, cross = job.main, job.cross
    return (
        *(job.number, job.strung_at, job.instance_id, job.label, job.head_size_in2, job.pattern),
        *(*string_cells(main, split, job.tension_unit), main.colour),
        *(*string_cells(cross, split, job.tension_unit), cross.colour),
        *(None, job.dynamic_tension, job.comments),
        job.strung_at.year if job.strung_at else None,
    )


def _strings(job: Any) -> Decimal:
    charged: Decimal = job.main.charged + job.cross.charged
    return charged


def _total(job: Any) -> Decimal:
    labour: Decimal = job.labour_price
    return labour + _strings(job)


def _derived(job: Any) -> tuple[Cell, ...]:
    is_strung, state = job.strung_at is not None, state_of(job)
    is_open = is_strung and job.paid_at is None
    stands = (state is State.ORDERED, is_strung, is_open, state is State.DONE)
    when = job.strung_at
    return (*map(yes_no, stands), when and when.year, when and when.month, int(is_strung))
