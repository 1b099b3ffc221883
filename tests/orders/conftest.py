"""Orders are tried out from the browsers of both stringers, with a clock to set."""

from tests.browsers import annas, bens
from tests.clocks import later
from tests.orders.batching import three

__all__ = ["annas", "bens", "later", "three"]
