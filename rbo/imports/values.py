"""What stands in a cell, however it was typed: a day as a day or as text, a number as text, Yes, Ja."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from rbo.imports.findings import Trouble, Unreadable
from rbo.imports.reading.workbook import Cell, CellError, Formula

ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T][\d:.]+Z?)?")
SWISS = re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4}|\d{2})(?: [\d:.]+)?")
SLASHED = re.compile(
    r"(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4}|\d{2})(?: [\d:.]+(?: ?[AP]M)?)?", re.IGNORECASE
)
MONTHS = 12
FIRST_DAY, FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
SERIALS = range(25_000, 60_000)  # 1968 to 2064; a smaller number is no day that somebody strung on
CENTURY = 2000
YES = frozenset({"yes", "y", "ja", "j", "true", "wahr", "x", "1"})
NO = frozenset({"no", "n", "nein", "false", "falsch", "0", "-"})
AROUND_MONEY = re.compile(
    r"(?:chf|fr\.?|sfr\.?|eur|€)\s*|[.,]?[-–—]+$|\s*(?:chf|fr\.?|eur|€)$", re.IGNORECASE
)
INCHES = re.compile(r"\s*(?:sq\.?\s?in\.?|square inches|in²|in2|in|\")$", re.IGNORECASE)
UNIT = re.compile(r"\s*(?:kg|kp|kilo)$", re.IGNORECASE)
LARGEST = Decimal(100_000_000)
LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 80, 200, 2000


def name(cell: Cell) -> str:
    """A maker or a colour, no longer than a form takes it: the index of what was strung holds both sides."""
    return _short(_words(cell).strip(), LONGEST_NAME)


def string(cell: Cell, maker: str) -> str:
    """The name of a string, no longer than a line with its *maker*: an export of ours may say both in one."""
    return _short(_words(cell).strip(), LONGEST_LINE - len(maker and f"{maker} "))


def line(cell: Cell) -> str:
    """Words as they stand, without stray blanks around them."""
    return _short(_words(cell).strip(), LONGEST_LINE)


def text(cell: Cell) -> str:
    """The same where there is more to say."""
    return _short(_words(cell).strip(), LONGEST_TEXT)


def bare(cell: Cell) -> str:
    """What is read as a day, a number or a word, however many blanks stand in between."""
    return " ".join(line(cell).split())


def day(cell: Cell, *, is_1904: bool = False, month_first: bool | None = None) -> date | None:
    """A day: as one, as text of any kind, or as the number that spreadsheets count days by.

    03/04/2024 is one only where it is known whether the month stands first.
    """
    if isinstance(cell, date):
        return cell
    said = bare(cell)
    if not said:
        return None
    if isinstance(cell, Decimal) and int(cell) in SERIALS:
        return (FIRST_DAY_1904 if is_1904 else FIRST_DAY) + timedelta(days=int(cell))
    try:
        return _written_day(said, month_first=month_first)
    except ValueError:
        return _no(Trouble.NO_DAY, said)


def number(cell: Cell) -> Decimal | None:
    """A number; comma and point are the same, apostrophes between thousands are let go."""
    if isinstance(cell, Decimal):
        found = cell
    else:
        said = bare(cell)
        if not said:
            return None
        try:
            found = Decimal(_digits(said))
        except InvalidOperation:
            return _no(Trouble.NO_NUMBER, said)
    if not found.is_finite():
        return _no(Trouble.NO_NUMBER, str(found))
    if found < 0:
        return _no(Trouble.NEGATIVE, str(found))
    return found if found < LARGEST else _no(Trouble.TOO_LARGE, str(found))


def money(cell: Cell) -> Decimal | None:
    """An amount, however it is written."""
    return number(AROUND_MONEY.sub("", bare(cell)) if isinstance(cell, str) else cell)


def kilograms(cell: Cell) -> Decimal | None:
    """A pull, with its unit behind it or without."""
    return number(UNIT.sub("", bare(cell)) if isinstance(cell, str) else cell)


def square_inches(cell: Cell) -> Decimal | None:
    """A head size, with its unit behind it or without."""
    return number(INCHES.sub("", bare(cell)) if isinstance(cell, str) else cell)


def yes_no(cell: Cell) -> bool | None:
    """Yes or no in English or German; None where nothing stands."""
    if isinstance(cell, bool):
        return cell
    said = bare(cell)
    if not said:
        return None
    word = said.lower()
    return word in YES if word in YES | NO else _no(Trouble.NO_YES_NO, said)


def _words(cell: Cell) -> str:
    if isinstance(cell, CellError):
        raise Unreadable(Trouble.CELL_ERROR, said=cell.code)
    if isinstance(cell, Formula):
        raise Unreadable(Trouble.BARE_FORMULA, said=cell.text[:80])
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    said = str(cell)
    return said if "\0" not in said else _no(Trouble.UNPRINTABLE, "")


def _short(said: str, most: int) -> str:
    if len(said) > most:
        raise Unreadable(Trouble.TOO_LONG, most=str(most))
    return said


def _written_day(said: str, *, month_first: bool | None) -> date:
    if read := ISO.fullmatch(said) or SWISS.fullmatch(said):
        return date(_year(read["y"]), int(read["m"]), int(read["d"]))
    read = SLASHED.fullmatch(said)
    if read is None:
        raise ValueError(said)
    first, second = int(read["a"]), int(read["b"])
    if max(first, second) > MONTHS or first == second:
        month_first = second > MONTHS
    if month_first is None:
        raise ValueError(said)
    month, day_of_it = (first, second) if month_first else (second, first)
    return date(_year(read["y"]), month, day_of_it)


def _year(said: str) -> int:
    return int(said) + (CENTURY if len(said) == 2 else 0)


def _digits(said: str) -> str:
    """Without what sets thousands apart: the mark that stands last is the decimal one, if it stands once."""
    joined = re.sub(r"[’'\s]", "", said)
    mark, other = (",", ".") if joined.rfind(",") > joined.rfind(".") else (".", ",")
    whole = joined.replace(other, "")
    return whole.replace(mark, "." if joined.count(mark) == 1 else "")


def _no(trouble: Trouble, said: str) -> NoReturn:
    raise Unreadable(trouble, said=said[:80])
