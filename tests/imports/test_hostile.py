"""Hostile files (S-25 to S-27): a clear sentence, in little time and memory, and nothing changed."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from rbo.imports.models import Import, State
from rbo.imports.reading import unfit
from rbo.imports.reading.unfit import Fault, Unfit
from rbo.imports.reading.workbook import read_workbook
from rbo.imports.sentences import fault_words
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.imports import hostile
from tests.imports.bringing import bring, brought
from tests.imports.hostile import CORPUS, cost_of

MOST_KB = 100 * 1024


@pytest.mark.parametrize("name", CORPUS)
def test_it_is_refused_for_what_it_is_in_little_memory(name):
    make, fault = CORPUS[name]

    answer, most_kb, _worked_s = cost_of(make())

    assert answer == f'{{"fault": "{fault}"}}'
    assert most_kb < MOST_KB
    assert str(fault_words(fault)).endswith(".")


def test_blanks_between_the_parts_of_a_cell_keep_nobody_busy():
    answer, _most_kb, _worked_s = cost_of(hostile.long_pause())

    assert '"x"' in answer


def test_a_sheet_that_is_only_coloured_to_its_end_is_read():
    (sheet,) = read_workbook(hostile.empty_far_cell()).sheets

    assert sheet.rows == [(1, ("x",))]


def test_a_hostile_file_ends_in_a_sentence_and_nothing_is_changed(anna, annas, superuser):
    page = brought(annas, hostile.with_entities(), superuser)

    said = annas.get(page).text
    assert "This workbook contains definitions that no spreadsheet writes. Save it anew." in said
    db.session.rollback()
    entry = db.session.scalars(select(Import)).one()
    assert (entry.state, entry.fault, entry.content) == (State.FAILED, "entities", None)
    assert db.session.scalar(select(func.count()).select_from(Order)) == 0


def test_a_file_too_large_for_a_book_is_told_so_on_the_page(anna, annas):
    answer = bring(annas, b"PK\3\4" + b"\0" * unfit.MOST_BYTES)

    assert answer.status_code == 422
    assert "This file is larger than 5 MB." in answer.text


def test_one_too_large_for_a_request_is_told_nothing_else_of_what_fits(anna, annas):
    answer = bring(annas, b"PK\3\4" + b"\0" * 2 * unfit.MOST_BYTES)

    assert answer.status_code == 413
    assert "Send a smaller file, or less text." in answer.text


def test_a_reader_that_works_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(unfit, "MOST_WAIT_S", 0.001)

    with pytest.raises(Unfit) as refused:
        read_workbook(hostile.CELLS.packed())

    assert refused.value.fault is Fault.TOO_MUCH_WORK
