"""The strings that are in use, read by walking an index from one label to the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, select, union_all
from sqlalchemy.orm import aliased

from rbo.orders.models import Order
from rbo.platform.db import db

MOST = 1000


def labels_in_use() -> Sequence[str]:
    """Every label that mains or crosses ever had, as far as anybody names strings."""
    return list(dict.fromkeys(db.session.scalars(_both_walks())))


@cache
def _both_walks() -> CompoundSelect[tuple[str]]:
    """The same statement for every search: to put it together takes longer than to run it."""
    return union_all(_walk("main"), _walk("cross"))


def _walk(side: str) -> Select[Any]:
    """One step down the index for each label, instead of a look at every order."""
    first = _next(side, Order, "").subquery(f"{side}_first")
    labels = select(first.c.label).cte(f"{side}_labels", recursive=True)
    step = _next(side, aliased(Order), labels.c.label).scalar_subquery()
    labels = labels.union_all(select(step).where(labels.c.label.is_not(None)))
    return select(labels.c.label).where(labels.c.label.is_not(None)).limit(MOST)


def _next(side: str, orders: Any, after: ColumnElement[str] | str) -> Select[Any]:
    """The first label behind *after*; of crosses only those that differ from their mains."""
    label = getattr(orders, f"{side}_label")
    rows = select(label.label("label")).where(label > after).order_by(label).limit(1)
    return rows if side == "main" else rows.where(orders.cross_label != orders.main_label)
