"""Grants, the record of their use, and what the two windows show."""

from rbo.sharing.models.grants import Deed, Grant, Granter, OrderShare, PersonStringerShare, ShareAudit
from rbo.sharing.models.windows import MyJob, SharedJob, Strings

__all__ = [
    "Deed",
    "Grant",
    "Granter",
    "MyJob",
    "OrderShare",
    "PersonStringerShare",
    "ShareAudit",
    "SharedJob",
    "Strings",
]
