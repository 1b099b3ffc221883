"""Every line of the inbox leads to a page that is there."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask

from rbo.notifications.lines import WORDINGS
from rbo.notifications.models import Kind
from rbo.platform.ids import new_id


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_words_and_its_page(app: Flask, kind: Kind) -> None:
    place = urlsplit(WORDINGS[kind].place.format(new_id())).path

    assert app.url_map.bind("localhost").test(place, "GET")
