"""Clients who see their stringjobs, and the mail that leads them there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Stringer
from tests.browsers import Browser, annas, bens
from tests.clocks import later
from tests.faults.kit import office, open_office, outdoors
from tests.portal.kit import claimed
from tests.walls.seats import app_role

__all__ = ["annas", "app_role", "bens", "later", "office", "open_office", "outdoors"]
LENA = "lena@example.com"


@pytest.fixture
def site(ground: Flask, redis_url: str) -> Flask:
    """The site, with no limits used up."""
    return ground


@pytest.fixture
def phone(site: Flask) -> Browser:
    """A phone on which nobody has signed in."""
    return Browser(site.test_client())


@pytest.fixture
def lenas(site: Flask, anna: Stringer) -> Browser:
    """The browser of Lena, a client of Anna who accepted her."""
    return claimed(site, LENA)


@pytest.fixture
def at_bens(ben: Stringer) -> Callable[[], object]:
    """Opens the book of the other stringer."""
    return lambda: open_tenant(ben.id)
