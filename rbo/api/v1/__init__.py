"""The first version of JSON for other programs, on the verbs and finders of the pages."""

from rbo.api.v1 import views
from rbo.api.v1.site import install

__all__ = ["install", "views"]
