"""Orders are tried out from the browsers of both stringers."""

from tests.browsers import annas, bens

__all__ = ["annas", "bens"]
