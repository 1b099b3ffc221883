"""`/settings/webhooks`: where other programs are told what happened, and what was told there."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth.visitor import need_fresh_login, visitor
from rbo.platform import once
from rbo.platform.db import db
from rbo.platform.jobs.reasons import explain, standing
from rbo.platform.web import go
from rbo.webhooks import queries, service
from rbo.webhooks.forms import WebhookForm

bp = Blueprint("webhooks", __name__, template_folder="templates")


@bp.get("/settings/webhooks")
def index() -> ResponseReturnValue:
    """The addresses there are, and the form for another."""
    return _page(WebhookForm(formdata=None))


@bp.post("/settings/webhooks")
def add() -> ResponseReturnValue:
    """A new address; its secret is shown once."""
    need_fresh_login(_("Sign in again, then add the webhook within 15 minutes."))
    form = WebhookForm()
    if not form.validate():
        return _page(form), 422
    try:
        told, page = _added(form)
    except service.NotThere as refusal:
        db.session.rollback()
        form.address.errors = [str(refusal)]
        return _page(form), refusal.status
    db.session.commit()
    return _page(WebhookForm(formdata=None), told[0]) if told else redirect(page, 303)


@bp.get("/settings/webhooks/<uuid:webhook_id>")
def show(webhook_id: UUID) -> ResponseReturnValue:
    """One address, and what was sent there last."""
    webhook = queries.webhook(webhook_id)
    lines = [(row, standing(row.outbox), explain(row.outbox)) for row in queries.deliveries_to(webhook)]
    return render_template("webhooks/show.html", webhook=webhook, lines=lines)


@bp.delete("/settings/webhooks/<uuid:webhook_id>")
def remove(webhook_id: UUID) -> ResponseReturnValue:
    """Tell it nothing any more."""
    service.remove(queries.webhook(webhook_id, lock=True))
    db.session.commit()
    return go(url_for(".index"), _("Removed. Nothing is sent there any more."))


@bp.post("/settings/webhooks/<uuid:webhook_id>/ping")
def ping(webhook_id: UUID) -> ResponseReturnValue:
    """See whether it listens."""
    service.ping(queries.webhook(webhook_id))
    return _done(webhook_id, _("A ping is on its way."))


@bp.post("/settings/webhooks/<uuid:webhook_id>/pause")
def pause(webhook_id: UUID) -> ResponseReturnValue:
    """Let it rest."""
    service.pause(queries.webhook(webhook_id, lock=True))
    return _done(webhook_id, _("Paused. What happens meanwhile is not told later."))


@bp.delete("/settings/webhooks/<uuid:webhook_id>/pause")
def resume(webhook_id: UUID) -> ResponseReturnValue:
    """Go on."""
    service.resume(queries.webhook(webhook_id, lock=True))
    return _done(webhook_id, _("It goes on, with a ping first."))


@bp.post("/settings/webhooks/deliveries/<uuid:delivery_id>")
def send_again(delivery_id: UUID) -> ResponseReturnValue:
    """The same news once more, under its name."""
    delivery = queries.delivery(delivery_id)
    service.send_again(delivery)
    return _done(delivery.webhook_id, _("It goes out again."))


def _done(webhook_id: UUID, said: str) -> ResponseReturnValue:
    db.session.commit()
    return go(url_for(".show", webhook_id=webhook_id), said)


def _added(form: WebhookForm) -> tuple[list[service.Told], str]:
    told: list[service.Told] = []

    def make() -> str:
        heard = {"hears_orders": form.hears_orders.data, "hears_receipts": form.hears_receipts.data}
        told.append(service.add(form.address.data, **heard))
        return url_for(".index")

    return told, once.made(form.form_key.data, request.form.items(multi=True), make)


def _page(form: WebhookForm, told: service.Told | None = None) -> str:
    known = {"webhooks": queries.webhooks(), "is_fresh": visitor().is_fresh}
    return render_template("webhooks/index.html", form=form, told=told, **known)
