"""The kit for every test of faults."""

from tests.faults.kit import office, open_office, outdoors

__all__ = ["office", "open_office", "outdoors"]
