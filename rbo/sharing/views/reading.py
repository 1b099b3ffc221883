"""Looking at what is shared leaves a line; without it there is no page."""

from __future__ import annotations

from collections.abc import Sequence

from rbo.platform.db import db
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_tenant
from rbo.sharing import service
from rbo.sharing.models import SharedJob


def write_down(jobs: Sequence[SharedJob]) -> None:
    """End the reading of the page and note it, in a transaction of its own.

    Raises:
        NoLonger: a grant ended meanwhile.
    """
    db.session.close()
    with open_tenant(current_stringer()):
        service.note_reads(jobs)
        db.session.commit()
