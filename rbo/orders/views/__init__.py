"""The pages of the bench."""

from rbo.orders.views import add, bulk, edit, lists, moves, paper, picked, refused, show, strung
from rbo.orders.views.door import bp

__all__ = ["add", "bp", "bulk", "edit", "lists", "moves", "paper", "picked", "refused", "show", "strung"]
