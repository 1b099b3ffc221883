"""What stands on a page of the list of orders."""

from __future__ import annotations

import re

from werkzeug.test import TestResponse

ROWS = re.compile(r'name="number" value="(\d+)"')


def rows(page: TestResponse) -> list[int]:
    """The numbers of the orders on a page, from the top."""
    return [int(number) for number in ROWS.findall(page.text)]
