"""Every address; importing them offers them."""

from rbo.api.v1.views import clients, me

__all__ = ["clients", "me"]
