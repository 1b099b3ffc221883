"""What can be a mail address here."""

from __future__ import annotations

import pytest

from rbo.platform.addresses import mail_address


@pytest.mark.parametrize("typed", ["a@bücher.example", " Lena@Example.com "])
def test_an_address_that_mail_servers_know_is_taken(typed):
    assert mail_address(typed)


@pytest.mark.parametrize(
    "typed", ["müller@example.com", "a@b@c.ch", "<a@b.ch>", "a@b.ch, c@d.ch", "a\r\n@b.ch"]
)
def test_an_address_that_few_mail_servers_take_is_refused(typed):
    with pytest.raises(ValueError, match=r"\w"):
        mail_address(typed)
