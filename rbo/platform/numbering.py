"""Numbers without gap or repeat: a counter row, raised in the transaction that uses the number."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.db import db
from rbo.platform.rows import Private
from rbo.platform.scope import current_stringer
from rbo.platform.session import GROUND


class Counter(Private):
    """A table whose key begins with the stringer and whose `last` is the number given out last."""

    is_a_record = True

    last: Mapped[int] = mapped_column(sort_order=50)


def take_next(counter: type[Counter], **series: int) -> int:
    """The next number of *series* in the open book; after a rollback it is given out again."""
    return take_many(counter, 1, **series)[0]


def take_many(counter: type[Counter], count: int, **series: int) -> range:
    """The next *count* numbers of *series*, at least one, in one go."""
    key = {"stringer_id": current_stringer(), **series}
    raised = (
        insert(counter)
        .values(**key, last=count)
        .on_conflict_do_update(index_elements=list(key), set_={"last": counter.last + count})
        .returning(counter.last)
    )
    last: int = db.session.execute(raised, execution_options=GROUND).scalar_one()
    return range(last - count + 1, last + 1)
