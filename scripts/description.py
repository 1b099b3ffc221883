"""Compares the description of /api/v1 with docs/api/v1.json; `--update` writes it if that breaks nothing."""

import json
import sys
from pathlib import Path
from typing import Any

from flask import Flask

from rbo.api.v1 import install
from rbo.api.v1.description import description
from rbo.platform.web import RowNumber
from scripts.breaks import breaks

KEPT = Path(__file__).parents[1] / "docs/api/v1.json"


def main() -> None:
    """Say what would break; then whether the file is what the addresses are."""
    before, after = json.loads(KEPT.read_text()) if KEPT.exists() else {}, told()
    broken = breaks(before, after) if before else []
    if broken:
        sys.exit("\n".join([*broken, "This breaks programs; docs/api-versions.md says what to do instead."]))
    if "--update" in sys.argv:
        KEPT.write_text(json.dumps(after, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    elif before != after:
        sys.exit("docs/api/v1.json is of yesterday; run: .venv/bin/python -m scripts.description --update")


def told() -> dict[str, Any]:
    """The description as the addresses make it, with no server behind them."""
    site = Flask("rbo")
    site.url_map.converters["int"] = RowNumber
    install(site, lambda _year, _today: None)
    described: dict[str, Any] = json.loads(json.dumps(description(site)))
    return described


if __name__ == "__main__":
    main()
