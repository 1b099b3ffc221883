"""Work behind the pages. The row in the outbox is the to-do list, the queue in Redis is only a bell.

See docs/decisions for why. `Job` is what a room needs; the outcomes are what its deed may raise.
"""

from rbo.platform.jobs.desks import Desk
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.models import Outbox, OutboxColumns, Pause
from rbo.platform.jobs.outcomes import Abort, GiveUp, OnHold, QuotaReached, TryLater, Uncertain
from rbo.platform.jobs.slip import Slip
from rbo.platform.jobs.states import OutboxState

__all__ = [
    "Abort",
    "Desk",
    "GiveUp",
    "Job",
    "OnHold",
    "Outbox",
    "OutboxColumns",
    "OutboxState",
    "Pause",
    "QuotaReached",
    "Slip",
    "TryLater",
    "Uncertain",
]
