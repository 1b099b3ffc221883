"""Files whose days are over go away by themselves."""

from __future__ import annotations

import logging

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rbo.exports.models import Export
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import StorageAway

log = logging.getLogger(__name__)
AT_ONCE = 500


def remove_expired(session: Session) -> None:
    """Delete the files and mark their rows; what storage does not delete now is left for the next time."""
    over = select(Export).where(Export.expires_at < func.now(), Export.removed_at.is_(None)).limit(AT_ONCE)
    for export in session.scalars(over.with_for_update(skip_locked=True)):
        try:
            files().delete(export.key)
        except StorageAway as away:
            log.warning("An export could not be deleted: %s", away)
            return
        export.removed_at = func.now()
