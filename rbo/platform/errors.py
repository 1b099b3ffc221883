"""Refusals: what the product says no to, in a sentence its user can act on."""

from __future__ import annotations


class Refused(Exception):
    """A verb said no; nothing was changed. The message is a translated sentence.

    With *wait_s*, the same is worth asking again after so long.
    """

    status = 422
    wait_s = 0


class Conflict(Refused):
    """Somebody else was faster, or the form is of yesterday."""

    status = 409


class Missing(Refused):
    """There is no such thing in this book; a foreign number answers alike."""

    status = 404


class TooOften(Refused):
    """Enough for now."""

    status = 429

    def __init__(self, sentence: str, wait_s: int) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s
