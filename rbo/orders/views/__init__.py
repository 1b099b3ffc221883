"""The pages of the bench."""

from rbo.orders.views import add, bulk, lists, moves, paper, show, strung
from rbo.orders.views.door import bp

__all__ = ["add", "bp", "bulk", "lists", "moves", "paper", "show", "strung"]
