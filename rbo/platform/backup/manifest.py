"""What a backup says about itself: its version, and for each table the rows, bytes and checksum."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from rbo.platform.errors import Refused

FORMAT = 2
NAME = "manifest.json"


class BackupRefused(Refused):
    """A backup is not made, or not believed; nothing was changed."""


class Damaged(BackupRefused):
    """The file is not what was written."""


@dataclass(frozen=True)
class Part:
    """One table: *columns* in the order of the text that COPY made of it."""

    table: str
    columns: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """*schema* is the revision of the migrations that the rows fit; *keys* names those that sealed some."""

    rbo: str
    schema: str
    made_at: str
    parts: tuple[Part, ...]
    keys: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(part.rows for part in self.parts)

    @property
    def bytes(self) -> int:
        """Bytes of all rows, as COPY writes them."""
        return sum(part.bytes for part in self.parts)

    def as_json(self) -> str:
        """As it stands in the file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1)


def read(text: bytes) -> Manifest:
    """The manifest in *text*.

    Raises:
        BackupRefused: a later RBO made it.
        Damaged: it is none.
    """
    try:
        said = json.loads(text)
        made_in = int(said.pop("format"))
        if made_in > FORMAT:
            raise BackupRefused(
                f"This backup has format {made_in}, and this RBO reads up to {FORMAT}: update RBO first."
            )
        parts = [Part(**{**part, "columns": tuple(part["columns"])}) for part in said.pop("parts")]
        return Manifest(**said | {"keys": tuple(said.get("keys", ())), "parts": tuple(parts)})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged("The backup is damaged: it does not say what is in it.") from error
