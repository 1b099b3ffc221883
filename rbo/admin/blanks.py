"""What a row says where it named somebody."""

from __future__ import annotations

from typing import Any

from sqlalchemy import null
from sqlalchemy.dialects.postgresql import JSONB

from rbo.platform.rows import PERSONAL, Base


def personal(noun: type[Base]) -> dict[str, Any]:
    """The personal columns of *noun*, each with the value that says nothing."""
    columns = [column for column in noun.__table__.columns if column.info == PERSONAL]
    return {column.name: _nothing(column) for column in columns}


def _nothing(column: Any) -> Any:
    if column.nullable:
        return null()
    return {} if isinstance(column.type, JSONB) else ""
