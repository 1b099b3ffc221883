"""The pages of a client, and the way in."""

from rbo.portal.views import claim, grants, home, invitation, links, preferences
from rbo.portal.views.door import bp

__all__ = ["bp", "claim", "grants", "home", "invitation", "links", "preferences"]
