"""Moving the ticked orders of a list together: one address for each batch, DELETE takes it back."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.orders import batches, queries
from rbo.orders.batch import Batch
from rbo.orders.constraints import Step
from rbo.orders.views.door import bp
from rbo.platform import once
from rbo.platform.back import back_or
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.fields import day_of
from rbo.platform.web import go, tell, ticked
from rbo.platform.words import local_today


@bp.post("/moves")
def move_several() -> ResponseReturnValue:
    """Each ticked order takes the step, or is named with the reason."""
    result = once.made(request.form.get("form_key"), request.form.items(multi=True), _move)
    db.session.commit()
    return redirect(result, 303)


@bp.get("/moves/<uuid:batch_id>")
def moved(batch_id: UUID) -> ResponseReturnValue:
    """What became of each."""
    batch = batches.by_id(batch_id)
    whose = queries.clients_of([fate["number"] for fate in batch.fates])
    return render_template("orders/moved.html", batch=batch, whose=whose, back=back_or(url_for(".index")))


@bp.delete("/moves/<uuid:batch_id>")
def take_back_several(batch_id: UUID) -> ResponseReturnValue:
    """None of them after all, but for those that were changed since."""
    batch = batches.by_id(batch_id, lock=True)
    batches.take_back(batch)
    db.session.commit()
    said = ngettext("%(num)d order taken back.", "%(num)d orders taken back.", len(batch.undone))
    return go(url_for(".moved", batch_id=batch_id, back=back_or("") or None), said)


def _move() -> str:
    step = _step(request.form.get("step", ""))
    batch = batches.move_all(ticked(), step, day_of(request.form, "on", local_today()))
    if batch.went:
        tell(_done(batch), url_for(".take_back_several", batch_id=batch.id))
    return url_for(".moved", batch_id=batch.id, back=request.form.get("back"))


def _step(typed: str) -> Step:
    try:
        return next(step for step in batches.STEPS if step == typed)
    except StopIteration:
        raise Refused(_("Choose what was done: strung, returned or paid.")) from None


def _done(batch: Batch) -> str:
    said: dict[Step, str] = {
        Step.STRUNG: ngettext(
            "%(num)d order marked strung.", "%(num)d orders marked strung.", len(batch.went)
        ),
        Step.RETURNED: ngettext(
            "%(num)d order marked returned.", "%(num)d orders marked returned.", len(batch.went)
        ),
        Step.PAID: ngettext("%(num)d order marked paid.", "%(num)d orders marked paid.", len(batch.went)),
    }
    return said[batch.step]
