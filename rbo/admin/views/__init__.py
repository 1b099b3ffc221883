"""The landlord's pages."""

from rbo.admin.views import health, log, outbox, people, stringers
from rbo.admin.views.door import bp

__all__ = ["bp", "health", "log", "outbox", "people", "stringers"]
