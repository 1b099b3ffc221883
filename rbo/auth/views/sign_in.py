"""`/sign-in` and `/sign-out`: by mailed link always, by password once there is one."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask import session as forms
from flask.typing import ResponseReturnValue

from rbo.auth import service
from rbo.auth.forms import LinkForm, SignInForm
from rbo.auth.views.door import bp
from rbo.auth.visitor import let_in, sign_out_browser, visitor
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.security import is_local_path
from rbo.platform.web import for_a_while, public


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask for the address, and for the password of who has one."""
    return render_template("auth/sign_in.html", form=SignInForm(next=local(request.args.get("next"))))


@bp.post("/sign-in")
@public
def sign_in_by_password() -> ResponseReturnValue:
    """Let in whoever knows the password."""
    form = SignInForm()
    if not form.validate():
        return render_template("auth/sign_in.html", form=form), 422
    try:
        session = service.by_password(form.email.data or "", form.password.data or "", request.remote_addr)
        return let_in(session, local(form.next.data))
    except Refused as refusal:
        return refused("auth/sign_in.html", form, refusal)


@bp.post("/sign-in/link")
@public
def sign_in_by_link() -> ResponseReturnValue:
    """Have a link mailed to who is known; everybody reads the same."""
    form = SignInForm()
    if not form.email.validate(form):
        return render_template("auth/sign_in.html", form=form), 422
    try:
        way_back = local(form.next.data)
        service.mail_link(form.email.data or "", way_back, request.remote_addr)
    except Refused as refusal:
        return refused("auth/sign_in.html", form, refusal)
    return render_template("auth/mailed.html", email=form.email.data)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this login; its cookies are worthless from now on."""
    service.sign_out(visitor().login_id, visitor().access_token)
    db.session.commit()
    forms.clear()
    sign_out_browser()
    answer = make_response(redirect(url_for(".sign_in"), 303))
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer


def local(wanted: str | None) -> str:
    """*wanted* when it is a page of this site; Today otherwise."""
    return wanted if wanted and is_local_path(wanted) else "/"


def refused(template: str, form: LinkForm, refusal: Refused) -> Response:
    """The form again with what was said; the password is not repeated."""
    return for_a_while((render_template(template, form=form, refusal=refusal), refusal.status), refusal)
