"""Staged rows of foreign catalogues: put there once, looked at by admins, promoted, matched or rejected."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rbo.catalogue import content
from rbo.catalogue.house import Entry, copied, refuse_known
from rbo.catalogue.models import CatalogueImport, ImportStatus, Kind, RacketModel, StringModel
from rbo.catalogue.reading import Bad, Good, read
from rbo.catalogue.refusals import DecidedAlready
from rbo.platform import audit, clock
from rbo.platform.db import system_session
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id
from rbo.platform.rows import HOUSE
from rbo.platform.scope import current_stringer
from rbo.stringers.bypass import refuse_no_admin

STAGED = CatalogueImport.status == ImportStatus.STAGED
MOST_SHOWN = 100


@dataclass(frozen=True)
class Staged:
    """What became of the lines of a file: how many are new, how many were there, and those that are bad."""

    new: int
    known: int
    bad: tuple[Bad, ...]


def stage_all(rows: Session, kind: Kind, source: str, found: Iterable[Good | Bad]) -> Staged:
    """Put the good lines of a file there; one that is bad keeps no other out."""
    bad, staged = list[Bad](), Counter[bool]()
    for line in found:
        if isinstance(line, Bad):
            bad.append(line)
        else:
            staged[stage(rows, kind, source, line)] += 1
    return Staged(staged[True], staged[False], tuple(bad))


def bring(kind: Kind, source: str, file: bytes) -> Staged:
    """Stage a file that an admin brings; the log says how much of whose.

    Raises:
        NotACatalogue: it is none.
        NoAdmin: the acting stringer is no active admin.
    """
    found = read(kind, file)
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        staged = stage_all(rows, kind, source, found)
        counts = {"kind": kind.value, "new": staged.new, "known": staged.known, "bad": len(staged.bad)}
        audit.note(rows, "catalogue_staged", reason=source, detail=counts)
    return staged


def stage(rows: Session, kind: Kind, source: str, good: Good) -> bool:
    """Put one row there; False where the same content of the same source came before."""
    said = json.dumps(good.content, sort_keys=True, ensure_ascii=False)
    row = {
        "id": new_id(),
        "catalogue_kind": kind,
        "source_name": source,
        "source_external_id": good.external_id,
        "content_hash": hashlib.sha256(said.encode()).hexdigest(),
        "content": dict(good.content),
    }
    staged = insert(CatalogueImport).values(row).on_conflict_do_nothing().returning(CatalogueImport.id)
    return rows.scalar(staged) is not None


def waiting() -> Sequence[CatalogueImport]:
    """The rows nobody has decided on, the oldest first; for admins."""
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        oldest = select(CatalogueImport).where(STAGED).order_by(CatalogueImport.id).limit(MOST_SHOWN)
        found = rows.scalars(oldest).all()
        rows.expunge_all()
    return found


def by_id(import_id: UUID) -> CatalogueImport:
    """One row, decided or not.

    Raises:
        Missing: there is none of this id.
    """
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        found = rows.get(CatalogueImport, import_id)
        if found is None:
            raise Missing
        rows.expunge_all()
    return found


def model_of(row: CatalogueImport) -> Entry:
    """What a staged row says, as a model that is nowhere yet."""
    return content.model_of(row.catalogue_kind, row.content)


def promote(import_id: UUID) -> str:
    """Make a model of the house of it; gives its name.

    Raises:
        DecidedAlready: somebody was faster.
        KnownModel: the house has one that is called so.
    """
    with _deciding(import_id) as (rows, row):
        model = model_of(row)
        refuse_known(rows, model)
        rows.add(copied(model, origin_id=row.id))
        _decide(rows, row, ImportStatus.PROMOTED)
        return model.full_name


def match(import_id: UUID, model_id: UUID) -> str:
    """Note that the house has it as *model_id*; gives its name.

    Raises:
        DecidedAlready: somebody was faster.
        Missing: the house has no such model.
    """
    with _deciding(import_id) as (rows, row):
        noun: Any = RacketModel if row.catalogue_kind is Kind.RACKET else StringModel
        if rows.get(noun, (HOUSE, model_id)) is None:
            raise Missing
        row.matched_id = model_id
        _decide(rows, row, ImportStatus.MATCHED)
        return model_of(row).full_name


def reject(import_id: UUID, reason: str) -> str:
    """Leave it out; gives its name.

    Raises:
        DecidedAlready: somebody was faster.
        NoReason: *reason* says nothing, or too much.
    """
    said = audit.reason_of(reason)
    with _deciding(import_id) as (rows, row):
        _decide(rows, row, ImportStatus.REJECTED, said)
        return model_of(row).full_name


@contextmanager
def _deciding(import_id: UUID) -> Iterator[tuple[Session, CatalogueImport]]:
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        row = rows.get(CatalogueImport, import_id, with_for_update=True)
        if row is None:
            raise Missing
        if row.status is not ImportStatus.STAGED:
            raise DecidedAlready(_("Another admin has decided on this one."))
        yield rows, row


def _decide(rows: Session, row: CatalogueImport, status: ImportStatus, reason: str = "") -> None:
    row.status, row.notes = status, reason
    row.reviewer_id, row.reviewed_at = current_stringer(), clock.now()
    rows.flush()
    why = reason or audit.Purpose.CATALOGUE
    audit.note(rows, f"import_{status}", reason=why, detail={"import_id": str(row.id)})
