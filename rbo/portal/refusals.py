"""What the client's pages say no to."""

from __future__ import annotations

from rbo.platform.errors import Refused


class NoAddress(Refused):
    """Nobody can be invited without an address."""


class OwnStringer(Refused):
    """Who did the job sees it anyway."""


class ClaimUsed(Refused):
    """The invitation was used, replaced or withdrawn, or is too old."""

    status = 410
