"""Files that cannot be read, or must not be; and the bounds (ASVS 5.0: 5.2)."""

from __future__ import annotations

from enum import StrEnum

MOST_BYTES = 5 * 1024 * 1024
MOST_PARTS = 200
MOST_UNPACKED_BYTES = 50 * 1024 * 1024
MOST_RATIO = 100
LAST_ROW = 20_010  # twenty thousand jobs, and room for headings
LAST_COLUMN = 60
MOST_LETTERS = 10_000_000  # in all cells together; one text of a file may stand in a million of them
MOST_MEMORY_BYTES = 512 * 1024 * 1024
MOST_S = 20  # of work
MOST_WAIT_S = 60  # on a machine that has other things to do


class Fault(StrEnum):
    """Why a file is not read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    PASSWORD = "password"  # noqa: S105 - the word alone
    OLD_EXCEL = "old_excel"
    NO_WORKBOOK = "no_workbook"
    NO_TABLE = "no_table"
    DAMAGED = "damaged"
    MACROS = "macros"
    BOMB = "bomb"
    ENTITIES = "entities"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MUCH_WORK = "too_much_work"


class Unfit(Exception):
    """This file is not read; the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
