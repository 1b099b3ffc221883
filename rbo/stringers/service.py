"""What a stringer does with their own profile, with their settings, and to leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from blinker import Signal
from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rbo.platform import audit, clock, history
from rbo.platform.db import db, system_session
from rbo.platform.errors import Refused
from rbo.platform.versions import ChangedMeanwhile
from rbo.stringers import former_logo, logo
from rbo.stringers.models import Locale, Status, Stringer, TensionUnit, Theme
from rbo.stringers.queries import ARE_ADMINS

GRACE = timedelta(days=30)

password_chosen = Signal("A stringer chose a password; whoever keeps passwords listens, and may refuse.")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a stringer says of their business."""

    display_name: str
    business_name: str = ""
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = "CH"
    phone: str = ""
    default_locale: Locale = Locale.EN
    timezone: str = "Europe/Zurich"
    currency: str = "CHF"
    default_tension_unit: TensionUnit = TensionUnit.KG
    default_labour_price: Decimal = Decimal("25.00")


@dataclass(frozen=True, kw_only=True)
class Settings(Profile):
    """All that can be set; *receipt_thankyou_text* by language, *iban* checked."""

    receipt_thankyou_text: Mapping[str, str] = field(default_factory=dict)
    iban: str = ""
    theme: Theme = Theme.SYSTEM
    shortcuts_on: bool = True


class OnlyAdmin(Refused):
    """Somebody has to be left who can invite and help."""


class TooLate(Refused):
    """The time in which a closed book can be opened again is over."""


class Suspended(Refused):
    """Only whoever closed the book opens it again."""


def save_profile(stringer: Stringer, profile: Profile) -> Stringer:
    """Keep the profile; from now on every page is open."""
    return note_profile(stringer, vars(profile))


def note_profile(stringer: Stringer, values: dict[str, Any]) -> Stringer:
    """Keep what is known so far, so that an interrupted form goes on where it was left."""
    for name, value in values.items():
        setattr(stringer, name, value)
    return stringer


def change_settings(stringer: Stringer, wanted: Settings, seen_version: int) -> None:
    """Keep the settings.

    Raises:
        ChangedMeanwhile: *seen_version* is not the stringer's.
    """
    if stringer.version != seen_version:
        raise ChangedMeanwhile(
            _("Another window saved other settings meanwhile. Compare what is marked and save again.")
        )
    note_profile(stringer, vars(wanted))
    db.session.flush()


def change_logo(stringer: Stringer, upload: bytes) -> bool:
    """Put the picture in *upload* on every receipt from now on; True when that can be taken back.

    Raises:
        Refused: it is too large, or no picture.
    """
    return _change_logo(stringer, logo.redrawn(upload))


def remove_logo(stringer: Stringer) -> bool:
    """Put the name back where the logo was; True when that can be taken back."""
    return _change_logo(stringer, None)


def put_logo_back(stringer: Stringer) -> None:
    """Take the last change of the logo back; a second click takes it back no second time.

    Raises:
        Forgotten: it was too long ago.
    """
    _put_logo(stringer, former_logo.kept())


def _change_logo(stringer: Stringer, picture: bytes | None) -> bool:
    is_second_click = picture == stringer.logo
    can_undo = former_logo.is_kept() if is_second_click else former_logo.keep(stringer.logo)
    _put_logo(stringer, picture)
    return can_undo


def _put_logo(stringer: Stringer, picture: bytes | None) -> None:
    """The logo is no part of the form and leaves the version that its windows have seen."""
    mine = update(Stringer).where(Stringer.id == stringer.id)
    db.session.execute(mine.values(logo=picture), execution_options={"synchronize_session": False})
    history.note(db.session(), stringer, "logo")
    db.session.expire(stringer, ["logo"])


def choose_password(stringer: Stringer, password: str) -> None:
    """Have the password kept.

    Raises:
        Refused: it is not good enough, or cannot be kept now.
    """
    password_chosen.send(stringer, password=password)


def close_book(stringer_id: UUID) -> None:
    """Leave: nobody gets in any more; within 30 days the owner can change their mind.

    Raises:
        OnlyAdmin: no other admin would be left.
    """
    with system_session() as rows:
        refuse_only_admin(rows, stringer_id)
        leaving = rows.get_one(Stringer, stringer_id, with_for_update=True)
        leaving.status, leaving.deactivated_at = Status.DEACTIVATED, clock.now()
        audit.note(rows, "book_closed", stringer_id=stringer_id, reason=audit.Purpose.OWN_WISH)


def refuse_only_admin(rows: Session, stringer_id: UUID) -> None:
    """Hold the rows of all admins until the deed is done.

    Raises:
        OnlyAdmin: without this stringer none would be left.
    """
    admins = select(Stringer.id).where(*ARE_ADMINS)
    if rows.scalars(admins.order_by(Stringer.id).with_for_update()).all() == [stringer_id]:
        raise OnlyAdmin(_("You are the only admin here. Make somebody else an admin first."))


def reopen_book(stringer_id: UUID) -> None:
    """Come back within the 30 days; everything is as it was.

    Raises:
        Suspended: it was an admin who closed it.
        TooLate: they are over.
    """
    with system_session() as rows:
        back = rows.get_one(Stringer, stringer_id, with_for_update=True)
        if back.suspended_at is not None:
            raise Suspended(_("This book is suspended. Ask whoever runs this site."))
        if back.deactivated_at and clock.now() - back.deactivated_at > GRACE:
            raise TooLate(_("The 30 days are over. Ask whoever runs this site."))
        if back.status is Status.DEACTIVATED:
            back.status, back.deactivated_at = Status.ACTIVE, None
            audit.note(rows, "book_reopened", stringer_id=stringer_id, reason=audit.Purpose.OWN_WISH)
