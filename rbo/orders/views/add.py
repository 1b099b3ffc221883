"""Add stringjob: pick the client, copy the last job, save."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from rbo.catalogue import queries as catalogue
from rbo.orders import queries
from rbo.orders.forms.stringjob import NEW, StringjobForm
from rbo.orders.offers import habits
from rbo.orders.offers.reach import reach_of
from rbo.orders.offers.setups import Setups, last_racket_of, setups_of
from rbo.orders.views import filling
from rbo.orders.views.door import bp
from rbo.orders.views.picking import pick, started
from rbo.orders.views.taken import Taken
from rbo.orders.views.taking import take
from rbo.orders.views.whose import Whose, as_id, whose
from rbo.platform import once
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.ids import new_id
from rbo.platform.web import go, is_htmx, searched
from rbo.stringers import queries as stringers

OFFERED = 400
LAST, USUAL, EMPTY = "last", "usual", "empty"


@bp.get("/new")
def new() -> ResponseReturnValue:
    """First whose racket it is, then the form as the last job was, or the usual one, or empty.

    The form's key stands in the address, so that going back and saving again makes nothing twice.
    """
    chosen = request.args.get("client", "")
    if not chosen:
        return pick()
    if "key" not in request.args:
        return redirect(f"{request.full_path}&key={new_id()}")
    owner = whose(chosen)
    racket, setups = _start(owner)
    values = filling.blank(stringers.mine(), as_id(request.args["key"]))
    values |= started(searched()) if chosen == NEW else {}
    values |= {"client": chosen, "racket": racket} | _copied(setups)
    return _page(StringjobForm(formdata=None, data=values), owner, setups)


@bp.post("/new")
def add() -> ResponseReturnValue:
    """Save as ordered, as strung or as a draft; what was typed stays when something is to be changed."""
    owner = whose(request.form.get("client", NEW))
    form = StringjobForm()
    form.offer(owner.frames)
    if "more" in request.form:
        form.add_line()
        return _page(form, owner)
    if not form.validate():
        return _page(form, owner), 422
    try:
        address, taken = _saved(form, owner)
    except Refused as refusal:
        db.session.rollback()
        return _page(form, whose(owner.chosen), refusal=str(refusal)), refusal.status
    db.session.commit()
    return go(address, taken[0].said, taken[0].undo) if taken else go(address)


def _saved(form: StringjobForm, owner: Whose) -> tuple[str, list[Taken]]:
    """Where the orders are, and what was taken in unless the form came before."""
    made: list[Taken] = []

    def make() -> str:
        made.append(take(form, owner, request.form.get("to", "")))
        return made[0].address

    return once.made(form.form_key.data, request.form.items(multi=True), make), made


def _start(owner: Whose) -> tuple[str, Setups]:
    """The racket that is asked for, or was strung last; and what its job can start from."""
    if owner.client is None:
        return NEW, Setups()
    wanted = request.args.get("racket") or owner.marked(searched())
    racket = owner.frame_at_first(wanted or str(last_racket_of(owner.client.id)))
    return racket, setups_of(owner.client.id, None if racket == NEW else as_id(racket))


def _copied(setups: Setups) -> dict[str, Any]:
    way = request.args.get("as", LAST)
    job = setups.usual if way == USUAL and setups.usual else setups.last
    if job is None:
        return {}
    return {"unit": job.tension_unit.value} if way == EMPTY else filling.copied(job)


def _page(form: StringjobForm, owner: Whose, setups: Setups | None = None, refusal: str = "") -> str:
    form.offer(owner.frames)
    return render_template(
        "orders/_form.html" if is_htmx() else "orders/new.html",
        form=form,
        whose=owner,
        rackets={str(racket.id): racket for racket in owner.frames},
        at_once=owner.at_once({form.racket.data, *form.bag}),
        reaches={str(racket.id): reach_of(racket.model) for racket in owner.frames},
        reach=owner.reach(form),
        setups=setups or Setups(),
        way=request.args.get("as", LAST),
        jobs=queries.jobs_of([owner.client.id]) if owner.client else {},
        refusal=refusal,
        offers=habits.offers(),
        models=[(model.full_name, reach_of(model)) for model in catalogue.find_rackets(limit=OFFERED)],
        currency=stringers.mine().currency,
        is_free=owner.is_me,
    )
