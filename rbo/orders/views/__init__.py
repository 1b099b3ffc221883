"""The pages of the bench."""

from rbo.orders.views import add, lists, moves, paper
from rbo.orders.views.door import bp

__all__ = ["add", "bp", "lists", "moves", "paper"]
