"""What the bench says no to."""

from __future__ import annotations

from rbo.platform.errors import Conflict, Refused


class AlreadyOrdered(Conflict):
    """It is on the bench already."""


class AlreadyStrung(Conflict):
    """It was strung before."""


class NotStrung(Conflict):
    """It has to be strung first."""


class AlreadyReturned(Conflict):
    """It was handed back before."""


class AlreadyPaid(Conflict):
    """It was paid before."""


class AlreadyCancelled(Conflict):
    """It was cancelled."""


class HasReceipt(Conflict):
    """A receipt number was given out; such an order cannot be cancelled."""


class StillReturned(Conflict):
    """It was handed back; that has to be undone first."""


class OwnRacket(Conflict):
    """The stringer's own racket is neither handed back nor paid for."""


class ClientWaits(Conflict):
    """A client's order is never a draft."""


class ReceiptNamesClient(Conflict):
    """A receipt with a number stays with the client it was written for."""


class OtherKind(Conflict):
    """A client's job does not become the stringer's own, nor the other way round."""


class StepIsNoEdit(Refused):
    """An edit corrects the day of a step; it neither takes the step nor takes it back."""


class DateInFuture(Refused):
    """A move cannot be dated in the future."""


class DateBeforeOrdered(Refused):
    """The day lies before the day it was ordered."""


class DateBeforeStrung(Refused):
    """The day lies before the day it was strung."""


class ImpossibleTension(Refused):
    """No frame takes this pull."""


class ForeignRacket(Refused):
    """The racket belongs to another client."""
