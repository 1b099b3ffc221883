"""What the columns of the catalogue may hold."""

from __future__ import annotations

from enum import StrEnum

from rbo.platform.rows import native_enum


class Sport(StrEnum):
    """The three sports whose rackets are strung."""

    TENNIS = "tennis"
    BADMINTON = "badminton"
    SQUASH = "squash"


class Visibility(StrEnum):
    """Who sees a model."""

    PRIVATE = "catalogue_private"
    SHARED = "catalogue_shared"


class Source(StrEnum):
    """Where a model came from."""

    MANUAL = "manual"
    IMPORTED = "imported"
    EDITED_IMPORT = "manual_edited_from_import"


class Kind(StrEnum):
    """The two halves of the catalogue."""

    RACKET = "racket"
    STRING = "string"


class SubmissionStatus(StrEnum):
    """What became of a model that was offered to everybody."""

    PENDING = "pending"
    PROMOTED = "promoted"
    REJECTED = "rejected"


class ImportStatus(StrEnum):
    """What became of a row of a foreign catalogue."""

    STAGED = "staged"
    PROMOTED = "promoted"
    MATCHED = "matched"
    REJECTED = "rejected"


SPORT = native_enum(Sport, "sport")
VISIBILITY = native_enum(Visibility, "catalogue_visibility")
SOURCE = native_enum(Source, "catalogue_source")
KIND = native_enum(Kind, "catalogue_kind")
