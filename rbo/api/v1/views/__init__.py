"""Every address; importing them offers them."""

from rbo.api.v1.views import (
    catalogue,
    clients,
    exports,
    me,
    moves,
    notifications,
    orders,
    paper,
    rackets,
    reports,
    shares,
)

__all__ = [
    "catalogue",
    "clients",
    "exports",
    "me",
    "moves",
    "notifications",
    "orders",
    "paper",
    "rackets",
    "reports",
    "shares",
]
