"""`/auth/callback`: where a mailed link leads. Looking uses nothing up; the button does."""

from __future__ import annotations

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from rbo.auth import service
from rbo.auth.forms import ConfirmForm, LinkForm
from rbo.auth.refusals import LinkUsed, SignInAway
from rbo.auth.views.door import bp
from rbo.auth.views.sign_in import local
from rbo.auth.visitor import let_in
from rbo.platform.errors import Refused
from rbo.platform.web import public

NO_TRACE = {"Referrer-Policy": "no-referrer"}


@bp.get("/auth/callback")
@public
def callback() -> ResponseReturnValue:
    """Ask for the click that signs in; mail scanners that follow links leave it good."""
    asked = {name: request.args.get(name, "") for name in ("token_hash", "type")}
    form = ConfirmForm(formdata=None, next=local(request.args.get("next")), **asked)
    if not asked["token_hash"]:
        return _used(LinkUsed.status)
    return render_template("auth/callback.html", form=form), 200, NO_TRACE


@bp.post("/auth/callback")
@public
def confirm() -> ResponseReturnValue:
    """Sign in, once."""
    form = ConfirmForm()
    if not form.validate():
        return _used(LinkUsed.status)
    kind = form.type.data or ""
    wanted = "/password" if kind == "recovery" else local(form.next.data)
    try:
        return let_in(service.by_link(form.token_hash.data or "", kind), wanted)
    except LinkUsed as refusal:
        return _used(refusal.status)
    except SignInAway as refusal:
        return _again(form, refusal)


def _used(status: int) -> ResponseReturnValue:
    page = render_template("auth/link_used.html", form=LinkForm(formdata=None))
    return make_response(page, status, NO_TRACE)


def _again(form: ConfirmForm, refusal: Refused) -> ResponseReturnValue:
    page = render_template("auth/callback.html", form=form, refusal=refusal)
    return make_response(page, refusal.status, NO_TRACE)
