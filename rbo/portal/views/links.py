"""`/orders/<number>/links`, where a stringer makes and revokes links, and `/j/<token>`, where they lead."""

from __future__ import annotations

from uuid import UUID

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.orders import queries as orders
from rbo.platform.back import back_or
from rbo.platform.codes import picture_of
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.platform.web import go, public, ticked
from rbo.portal import labels, links, queries, service
from rbo.portal.models import LinkKind
from rbo.portal.sealing import unsealed
from rbo.portal.views.door import bp
from rbo.receipts import answers

SECRETLY = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
NO_LONGER = 410


@bp.get("/orders/<int:number>/links")
def order_links(number: int) -> ResponseReturnValue:
    """The links to one order."""
    return _page(number)


@bp.post("/orders/<int:number>/links")
def make_link(number: int) -> ResponseReturnValue:
    """A new link, told once; for a label, the label."""
    kind = LinkKind.LABEL if request.form.get("kind") == LinkKind.LABEL else LinkKind.CLIENT
    address = links.make(orders.by_number(number), kind)
    db.session.commit()
    return _page(number, address, kind)


@bp.post("/orders/labels")
def print_labels() -> ResponseReturnValue:
    """New labels for the ticked orders, told once: this page is the sheet."""
    printed = labels.print_labels(ticked())
    db.session.commit()
    return render_template("portal/labels.html", labels=printed, back=back_or(url_for("orders.index")))


@bp.delete("/orders/<int:number>/links/<uuid:link_id>")
def revoke_link(number: int, link_id: UUID) -> ResponseReturnValue:
    """End one link at once."""
    links.revoke(orders.by_number(number), link_id)
    db.session.commit()
    return go(url_for(".order_links", number=number), _("Revoked. The link shows nothing any more."))


@bp.get("/j/<token>")
@public
def status(token: str) -> ResponseReturnValue:
    """One order for whoever has the link; the link of a label tells only whose client it belongs to."""
    seen = links.look(token)
    if seen is None:
        return _no_longer(token)
    page = "portal/label_found.html" if seen.kind is LinkKind.LABEL else "portal/status.html"
    return render_template(page, seen=seen, bill=seen.draft, token=token), 200, SECRETLY


@bp.get("/j/<token>/receipt.pdf")
@public
def linked_receipt_pdf(token: str) -> ResponseReturnValue:
    """Its receipt, drawn by the worker."""
    seen = links.look(token)
    if seen is None:
        return _no_longer(token)
    copy, deed = seen.copy, links.deed_for(token)
    return _secretly(answers.hand_out(copy, deed, url_for(".linked_receipt", token=token)))


@bp.get("/j/<token>/receipt")
@public
def linked_receipt(token: str) -> ResponseReturnValue:
    """Its receipt to be printed from here."""
    seen = links.look(token)
    return _no_longer(token) if seen is None else _secretly(answers.print_view(seen.copy))


@bp.post("/j/<token>/renewal")
@public
def renew_link(token: str) -> ResponseReturnValue:
    """A new link by mail, for the client whose link is too old; the answer is the same to everybody."""
    seal = unsealed(links.LINK, token)
    if seal is not None:
        with open_tenant(seal.stringer_id):
            service.renew_link(seal)
            db.session.commit()
    return make_response(render_template("portal/asked_again.html"), 202, SECRETLY)


def _page(number: int, address: str = "", kind: LinkKind = LinkKind.CLIENT) -> str:
    order = orders.by_number(number)
    picture = picture_of(address) if address else ""
    known = {"order": order, "links": queries.links_of(order), "address": address, "picture": picture}
    return render_template("portal/links.html", **known, is_label=kind is LinkKind.LABEL)


def _secretly(answer: Response) -> Response:
    answer.headers.update(SECRETLY)
    return answer


def _no_longer(token: str) -> ResponseReturnValue:
    return make_response(render_template("portal/no_longer.html", token=token), NO_LONGER, SECRETLY)
