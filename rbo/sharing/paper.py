"""The receipt of a shared job: the same layout, with blank boxes for what others do not see."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from rbo.platform.errors import Missing
from rbo.platform.tenancy import open_tenant
from rbo.receipts import draft as paper
from rbo.receipts.handover import Copy, Deed, keep
from rbo.sharing import queries
from rbo.sharing.models import SharedJob, Strings
from rbo.stringers import queries as stringers
from rbo.stringers.models import Stringer


def copy_for(viewer: Stringer, job: SharedJob) -> Copy:
    """The receipt of *job*, which must be loaded with its logo, as *viewer* may see it, in their language.

    Raises:
        Missing: it has no receipt.
    """
    if job.receipt_number is None:
        raise Missing
    draft = draft_of(job, viewer.default_locale)
    return Copy(viewer=viewer.id, draft=draft, number=job.receipt_number, locale=draft.locale)


def deed_for(viewer: Stringer, job: SharedJob) -> Deed:
    """What a worker is asked to do for that copy."""
    return Deed(f"{__name__}.{draw.__name__}", (str(viewer.id), str(job.id)))


def draw(viewer_id: str, job_id: str) -> None:
    """In the worker: draw what the window shows now."""
    keep(lambda: _look(UUID(viewer_id), UUID(job_id)))


def _look(viewer_id: UUID, job_id: UUID) -> Copy:
    with open_tenant(viewer_id, read_only=True):
        return copy_for(stringers.mine(), queries.shared(job_id, with_logo=True))


def draft_of(job: SharedJob, locale: str) -> paper.Draft:
    """What others may read of the receipt."""
    return paper.Draft(
        business=paper.Business(display_name=job.source, logo=job.logo),
        client=paper.Party(name=job.client),
        racket=paper.Frame(
            label=job.racket,
            head_size_in2=job.head_size_in2,
            pattern=job.pattern or None,
            instance_id=job.instance_id or None,
        ),
        main=_side(job.main, job.tension_unit),
        cross=_side(job.cross, job.tension_unit),
        method=paper.Method(
            pieces=job.pieces,
            knots=job.knots,
            prestretch_pct=None if job.prestretch_pct is None else Decimal(job.prestretch_pct),
            machine_mode=job.machine_mode or None,
        ),
        dynamic_tension=job.dynamic_tension,
        dynamic_tension_instrument=job.dynamic_tension_instrument or None,
        ordered_at=job.ordered_at,
        strung_at=job.strung_at,
        comments=job.comments or None,
        locale=str(locale),
        is_shared=True,
        is_discreet=job.is_discreet,
    )


def _side(side: Strings, unit: str) -> paper.Side:
    return paper.Side(
        label=side.label or None,
        gauge_mm=side.gauge_mm,
        gauge_label=side.gauge_label or None,
        tension=side.tension,
        tension_unit=str(unit),
        colour=side.colour or None,
    )
