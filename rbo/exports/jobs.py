"""Making files behind the page. A worker that dies leaves nothing to download; the next one starts anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _l

from rbo.exports import queries
from rbo.exports.making import made
from rbo.exports.models import Format
from rbo.exports.pieces import Measure
from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.platform import clock
from rbo.platform.jobs.crash import crash_point
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.outcomes import Done, ServerAway
from rbo.platform.jobs.progress import Progress
from rbo.platform.jobs.slip import Slip
from rbo.platform.scope import current_stringer
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import StorageAway

KEPT = timedelta(days=7)
LONGEST_S = 2 * 3600  # ten thousand receipts take a quarter of an hour to draw


@dataclass(frozen=True)
class Wanted:
    """What is to be made, as plain values."""

    stringer_id: UUID
    format: Format
    key: str


def read_wanted(export_id: UUID) -> Wanted:
    """What was asked for.

    Raises:
        Done: it is there already.
    """
    export = queries.export(export_id)
    if export.finished_at is not None:
        raise Done
    return Wanted(current_stringer(), export.format, export.key)


def make(wanted: Wanted, slip: Slip) -> Measure:
    """Write the file into storage, where it appears when all of it is there.

    Raises:
        ServerAway: storage is full or away; it is tried again when it is not.
    """
    measure = Measure()
    with closing(made(wanted.format, wanted.stringer_id, Progress(slip).tell)) as pieces:
        try:
            files().put(wanted.key, while_ours(measure.passing(pieces), slip))
        except StorageAway as away:
            raise ServerAway("storage_away", str(away)) from away
    return measure


def while_ours(pieces: Iterable[bytes], slip: Slip) -> Iterator[bytes]:
    """*pieces*, and no end to them when another worker has the row by then."""
    for piece in pieces:
        crash_point("while_exporting")
        yield piece
    slip.renew()


def note(measure: Measure, slip: Slip) -> None:
    """The file is there: write down how large it is and until when, and tell its owner."""
    export = queries.export(slip.subject_id, lock=True)
    if export.finished_at is not None:
        return
    export.size, export.sha256 = measure.size, measure.sha256
    export.finished_at = clock.now()
    export.expires_at = export.finished_at + KEPT
    notify(current_stringer(), Kind.EXPORT_READY, export.id, export.format.upper())


make_export = Job(
    "exports.make",
    queue="bulk",
    timeout_s=LONGEST_S,
    read=read_wanted,
    do=make,
    title=_l("Export"),
    write=note,
    channel="storage",
    even_closed=True,
)
