"""`/settings/programs`: the tokens by which other programs come into a book."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.auth import personal, queries
from rbo.auth.forms import TokenForm
from rbo.auth.models import Reach
from rbo.auth.views.door import bp
from rbo.auth.visitor import need_fresh_login, visitor
from rbo.platform import once
from rbo.platform.db import db
from rbo.platform.web import go


@bp.get("/settings/programs")
def programs() -> ResponseReturnValue:
    """The tokens there are, and the form for another."""
    return _page(TokenForm(formdata=None))


@bp.post("/settings/programs")
def let_program_in() -> ResponseReturnValue:
    """A new token, told once; the same form sent again makes no second one."""
    need_fresh_login(_("Sign in again, then make the token within 15 minutes."))
    form, made = TokenForm(), []
    if not form.validate():
        return _page(form), 422

    def make() -> str:
        may_write = form.reach.data == Reach.WRITE
        made.append(personal.make(form.name.data, may_write=may_write, good_for=form.good_for))
        return url_for(".programs")

    page = once.made(form.form_key.data, request.form.items(multi=True), make)
    db.session.commit()
    return _page(TokenForm(formdata=None), made[0]) if made else redirect(page, 303)


@bp.delete("/settings/programs/<uuid:token_id>")
def shut_program_out(token_id: UUID) -> ResponseReturnValue:
    """End one token at once."""
    token = queries.token(token_id)
    personal.revoke(token)
    db.session.commit()
    return go(url_for(".programs"), _("Revoked. %(name)s has no way in any more.", name=token.name))


def _page(form: TokenForm, told: personal.Told | None = None) -> str:
    known = {"tokens": queries.tokens(), "is_fresh": visitor().is_fresh}
    return render_template("auth/programs.html", form=form, told=told, **known)
