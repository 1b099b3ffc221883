"""The client's own receipt: the one their stringer issued, drawn from what the person's view shows."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from rbo.people import queries as people
from rbo.people.models import Person
from rbo.platform.errors import Missing
from rbo.platform.tenancy import open_person
from rbo.portal import history
from rbo.receipts import draft as paper
from rbo.receipts.handover import Copy, Deed, keep
from rbo.sharing.models import MyJob


def copy_for(me: Person, job_id: UUID) -> Copy:
    """The receipt of one of the client's jobs.

    Raises:
        Missing: the client has no such job, or it has no receipt yet.
    """
    job = history.job(job_id)
    if job.receipt_number is None:
        raise Missing
    draft = draft_of(job, me)
    return Copy(viewer=me.id, draft=draft, number=job.receipt_number, locale=draft.locale)


def deed_for(me: Person, job_id: UUID) -> Deed:
    """What a worker is asked to do for that copy."""
    return Deed(f"{__name__}.{draw.__name__}", (str(me.id), str(job_id)))


def draw(person_id: str, job_id: str) -> None:
    """In the worker: draw what the client may see now."""
    keep(lambda: _look(UUID(person_id), UUID(job_id)))


def _look(person_id: UUID, job_id: UUID) -> Copy:
    with open_person(person_id, read_only=True):
        return copy_for(people.portrait(), job_id)


def draft_of(job: MyJob, me: Person) -> paper.Draft:
    """What the receipt of *job* says today."""
    locale = str(me.default_locale or job.entered_locale or job.default_locale)
    thanks = None if me.preferences.signoff_opt_out else job.receipt_thankyou_text.get(locale)
    return paper.Draft(
        business=_business(job),
        client=paper.Party(name=job.client, email=me.email),
        racket=paper.Frame(
            label=job.racket,
            head_size_in2=job.head_size_in2,
            pattern=job.pattern or None,
            instance_id=job.instance_id or None,
        ),
        main=_side(job, "main"),
        cross=_side(job, "cross"),
        method=_method(job),
        dynamic_tension=job.dynamic_tension,
        dynamic_tension_instrument=job.dynamic_tension_instrument or None,
        labour_price=job.labour_price,
        extras=tuple((text, Decimal(price)) for text, price in job.extras or ()),
        currency=job.currency,
        ordered_at=job.ordered_at,
        strung_at=job.strung_at,
        returned_at=job.returned_at,
        paid_at=job.paid_at,
        comments=job.comments or None,
        thank_you=thanks,
        locale=locale,
        iban=job.iban or None,
    )


def _business(job: MyJob) -> paper.Business:
    return paper.Business(
        display_name=job.display_name or "",
        business_name=job.business_name or None,
        street=job.street or None,
        house_number=job.house_number or None,
        postal_code=job.postal_code or None,
        town=job.town or None,
        country=job.country or None,
        phone=job.phone or None,
        email=job.email,
        logo=job.logo,
    )


def _method(job: MyJob) -> paper.Method:
    return paper.Method(
        pieces=job.pieces,
        knots=job.knots,
        prestretch_pct=None if job.prestretch_pct is None else Decimal(job.prestretch_pct),
        machine_mode=job.machine_mode or None,
    )


def _side(job: MyJob, name: str) -> paper.Side:
    strings = getattr(job, name)
    return paper.Side(
        label=strings.label or None,
        gauge_mm=strings.gauge_mm,
        gauge_label=strings.gauge_label or None,
        tension=strings.tension,
        tension_unit=str(job.tension_unit),
        colour=strings.colour or None,
        price=getattr(job, f"{name}_price"),
        byo=getattr(job, f"{name}_byo"),
    )
