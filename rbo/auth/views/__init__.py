"""The pages for signing in and out, and for a password."""

from rbo.auth.views import callback, devices, health, leave, password, programs, sign_in
from rbo.auth.views.door import bp

__all__ = ["bp", "callback", "devices", "health", "leave", "password", "programs", "sign_in"]
