"""`python -m rbo.imports.reading`: a workbook in, its cells as JSON out, in a process that may not grow.

It knows neither the database nor any secret; what it makes of a file cannot reach further than its answer.
"""

from __future__ import annotations

import json
import resource
import sys
from itertools import accumulate
from typing import Any

from rbo.imports.reading import unfit
from rbo.imports.reading.package import look_through
from rbo.imports.reading.unfit import Fault, Unfit


def answer(content: bytes) -> dict[str, Any]:
    """The cells, or the fault."""
    try:
        look_through(content)
        from rbo.imports.reading.cells import cells_of  # noqa: PLC0415 - a refusal need not wait for openpyxl

        return cells_of(content)
    except Unfit as found:
        return {"fault": found.fault}
    except MemoryError:
        return {"fault": Fault.TOO_MUCH_WORK}
    except Exception as error:  # noqa: BLE001 - whatever openpyxl stumbles over, the file is to blame
        return {"fault": Fault.DAMAGED, "said": f"{type(error).__name__}: {error}"}


def bounded(found: dict[str, Any]) -> dict[str, Any]:
    """*found*, unless whoever asked could not hold it."""
    rows = (cells for sheet in found.get("sheets", ()) for _number, cells in sheet["rows"])
    lengths = accumulate(len(json.dumps(cells)) for cells in rows)
    is_flood = any(length > unfit.MOST_LETTERS for length in lengths)
    return {"fault": Fault.TOO_MUCH_WORK} if is_flood else found


def main() -> None:
    """Read from the standard input, answer on the standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (unfit.MOST_MEMORY_BYTES, unfit.MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (unfit.MOST_S, unfit.MOST_S))
    sys.stdout.write(json.dumps(bounded(answer(sys.stdin.buffer.read()))))  # in one go it is written by C


if __name__ == "__main__":
    main()
