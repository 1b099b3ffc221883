"""The nouns of the catalogue."""

from rbo.catalogue.models.choices import ImportStatus, Kind, Source, Sport, SubmissionStatus, Visibility
from rbo.catalogue.models.entries import CatalogueEntry, RacketModel, StringModel
from rbo.catalogue.models.staged import CatalogueImport
from rbo.catalogue.models.submission import CatalogueSubmission

__all__ = [
    "CatalogueEntry",
    "CatalogueImport",
    "CatalogueSubmission",
    "ImportStatus",
    "Kind",
    "RacketModel",
    "Source",
    "Sport",
    "StringModel",
    "SubmissionStatus",
    "Visibility",
]
