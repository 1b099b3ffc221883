"""The pages of sharing: to let others look, and to look at what they share."""

from rbo.sharing.views import granting, inbox, paper, several
from rbo.sharing.views.door import bp

__all__ = ["bp", "granting", "inbox", "paper", "several"]
