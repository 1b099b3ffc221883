"""The pages that look across rooms."""

from rbo.desk.views import catalogue, clients, lately, logo, outbox, preview, rackets, search, settings, today
from rbo.desk.views.door import bp

__all__ = [
    "bp",
    "catalogue",
    "clients",
    "lately",
    "logo",
    "outbox",
    "preview",
    "rackets",
    "search",
    "settings",
    "today",
]
