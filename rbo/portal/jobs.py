"""Letters to clients, written behind the page: the way to their own pages, and a new link to one order.

Only the worker learns whether the human is known, and tells nobody.
"""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from flask_babel import lazy_gettext as _l

from rbo.clients import queries as clients
from rbo.orders.bill import draft_of
from rbo.people import queries as people
from rbo.people import service as persons
from rbo.platform import mail
from rbo.platform.config import settings
from rbo.platform.db import system_session
from rbo.platform.errors import Missing
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.outcomes import Abort
from rbo.platform.jobs.slip import Slip
from rbo.portal import letter, links, queries
from rbo.portal.letter import Invitation, NewLink
from rbo.portal.sealing import fingerprint, seal, secret_of
from rbo.stringers import queries as stringers

CLAIM = "claim"


def read_invitation(client_id: UUID) -> Invitation:
    """Who is to be invited.

    Raises:
        Abort: there is no address any more.
    """
    client, me = clients.by_id(client_id), stringers.mine()
    if not client.entered_email:
        raise Abort("no_address")
    person = people.visible(client.person_id)
    return Invitation(
        stringer_id=me.id,
        person_id=client.person_id if person is not None and person.is_nobodys else None,
        business=me.trade_name,
        reply_to=me.email,
        first_name=client.entered_first_name,
        email=client.entered_email,
        locale=(client.entered_locale or me.default_locale).value,
    )


def post(invitation: Invitation, slip: Slip) -> None:
    """Mail the way in.

    Raises:
        Outcome: the mail server did not take it.
    """
    mail.send(letter.invite(invitation, settings().public_url + _way_in(invitation, slip.outbox_id)), slip)


def _way_in(invitation: Invitation, outbox_id: UUID) -> str:
    if invitation.person_id is None:
        return f"/sign-in?{urlencode({'next': '/portal'})}"
    # Bound to the address: it may be corrected between two tries, and the first letter may have arrived.
    secret = secret_of(f"{CLAIM}:{invitation.email}", outbox_id)
    with system_session() as rows:
        persons.offer_claim(rows, invitation.person_id, invitation.email, fingerprint(secret))
    return f"/portal/claim/{seal(CLAIM, invitation.stringer_id, secret)}"


invite = Job(
    "portal.invite",
    queue="paper",
    timeout_s=120,
    read=read_invitation,
    do=post,
    title=_l("Invitation of a client"),
)


def read_link(link_id: UUID) -> NewLink:
    """Where a new link leads, and whose order it shows.

    Raises:
        Abort: it was revoked meanwhile, or there is no address any more.
    """
    try:
        link = queries.live_link(link_id)
    except Missing as gone:
        raise Abort("not_wanted") from gone
    order = queries.order_of(link)
    if not order.client.entered_email:
        raise Abort("no_address")
    return NewLink(draft=draft_of(order, stringers.mine()), address=links.address_of(link))


def post_link(new: NewLink, slip: Slip) -> None:
    """Mail the new link.

    Raises:
        Outcome: the mail server did not take it.
    """
    mail.send(letter.link_again(new), slip)


mail_link = Job(
    "portal.mail_link",
    queue="paper",
    timeout_s=120,
    read=read_link,
    do=post_link,
    title=_l("New link for a client"),
)
