"""Refusals: what the product says no to, in a sentence its user can act on."""

from __future__ import annotations


class Refused(Exception):
    """A verb said no; nothing was changed. The message is a translated sentence."""

    status = 422


class Conflict(Refused):
    """Somebody else was faster, or the form is of yesterday."""

    status = 409


class Missing(Refused):
    """There is no such thing in this book; a foreign number answers alike."""

    status = 404
