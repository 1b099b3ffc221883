"""`/me`: whose book it is."""

from __future__ import annotations

from typing import Any

from rbo.api.v1.door import offer
from rbo.api.v1.etags import seen, tagged
from rbo.api.v1.shapes.me import MeShape, SettingsShape, as_set
from rbo.stringers import queries
from rbo.stringers.service import change_settings


@offer("GET", "/me", tag="Me", gives=MeShape)
def me() -> Any:
    """Whose book it is"""
    return tagged(queries.mine())


@offer("PATCH", "/me", tag="Me", takes=SettingsShape, gives=MeShape)
def change_me(said: dict[str, Any]) -> Any:
    """Change settings; what is left out stays"""
    mine = queries.mine()
    change_settings(mine, as_set(mine, said), seen(mine))
    return tagged(mine)
