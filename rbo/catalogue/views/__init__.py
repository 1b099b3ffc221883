"""Looking through rackets and strings, adding and changing one's own, offering them to everybody."""

from rbo.catalogue.views import browsing, editing, submissions
from rbo.catalogue.views.door import bp

__all__ = ["bp", "browsing", "editing", "submissions"]
