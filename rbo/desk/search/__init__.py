"""Search everywhere: one line of text, and the likeliest places in the book."""

from rbo.desk.search.looking import look_up

__all__ = ["look_up"]
