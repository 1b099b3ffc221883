"""A mail server that takes receipts."""

from tests.faults.kit import office, open_office, outdoors

__all__ = ["office", "open_office", "outdoors"]
