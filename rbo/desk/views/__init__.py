"""The pages that look across rooms."""

from rbo.desk.views import clients, today
from rbo.desk.views.door import bp

__all__ = ["bp", "clients", "today"]
