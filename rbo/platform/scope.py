"""Whose book is open: exactly one stringer or one person, for one request or one job."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


class TenantNotSet(RuntimeError):
    """Nobody's book is open, so there is nothing to read or write."""


class ScopeChanged(RuntimeError):
    """The book was changed while a transaction was open in another one."""


@dataclass(frozen=True, eq=False)
class Scope:
    """One opening of one book."""

    stringer_id: UUID | None = None
    person_id: UUID | None = None
    read_only: bool = False

    def __post_init__(self) -> None:
        if (self.stringer_id is None) == (self.person_id is None):
            raise TenantNotSet("A scope names exactly one of a stringer and a person.")


scope_var: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current_scope() -> Scope:
    """The open scope.

    Raises:
        TenantNotSet: nothing is open.
    """
    scope = scope_var.get()
    if scope is None:
        raise TenantNotSet("No stringer's book is open.")
    return scope


def current_stringer() -> UUID:
    """The stringer whose book is open.

    Raises:
        TenantNotSet: nothing is open, or a person's view is.
    """
    stringer_id = current_scope().stringer_id
    if stringer_id is None:
        raise TenantNotSet("A person's view is open, and no stringer's book.")
    return stringer_id


def current_person() -> UUID:
    """The person whose view is open.

    Raises:
        TenantNotSet: nothing is open, or a stringer's book is.
    """
    person_id = current_scope().person_id
    if person_id is None:
        raise TenantNotSet("A stringer's book is open, and no person's view.")
    return person_id
