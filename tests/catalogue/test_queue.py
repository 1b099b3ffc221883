"""What waits for admins: the queue, one model beside what is called alike, and for whom it is not there."""

from __future__ import annotations

from sqlalchemy import select

from rbo.catalogue import service
from rbo.catalogue.models import RacketModel, SubmissionStatus
from rbo.notifications.models import Kind
from rbo.platform.db import db, system_session
from tests.catalogue.deciding import (
    LOOKS,
    QUEUE,
    hers,
    inbox_of,
    landlady,
    logged,
    reject,
    submitted,
)
from tests.make import a_racket_model, a_string_model
from tests.walls.addresses import token_of

__all__ = ["hers", "landlady"]


def test_a_submission_stands_in_the_queue_and_in_every_admins_inbox(anna, landlady, hers):
    page = submitted(a_racket_model("Yonex", "Ezone 98", year=2022))

    queue = hers.get(QUEUE).text

    assert f'<a href="{page}">Yonex Ezone 98 2022</a>' in queue
    assert "Anna’s Strings" in queue
    assert hers.get(page).status_code == 200
    her = f"stringer:{landlady.id}"
    why = "for_the_shared_catalogue"
    assert logged(*LOOKS) == [(LOOKS[0], her, None, why), (LOOKS[1], her, anna.id, why)]
    assert inbox_of(landlady) == [(Kind.SUBMISSION_PENDING, "Yonex Ezone 98 2022")]
    assert inbox_of(anna) == []


def test_the_landlords_pages_say_how_many_wait(anna, hers):
    submitted(a_racket_model())
    submitted(a_string_model())

    assert 'Submissions <span class="badge due">2</span>' in hers.get("/admin/stringers").text


def test_an_empty_queue_says_so(hers):
    assert "Nothing waits" in hers.get(QUEUE).text


def test_its_figures_stand_beside_what_is_called_alike(anna, ben, hers, starter):
    page = submitted(
        a_racket_model("Babolat", "PureAero 98", head_size_in2=98, pattern="16x20", weight_g=301)
    )

    shown = hers.get(page).text

    assert shown.index("Babolat PureAero 98") < shown.index("Babolat Pure Aero 98 2023")
    assert "301 g" in shown
    assert "323 g" in shown
    assert "Wilson" not in shown


def test_what_is_withdrawn_is_gone_from_the_queue(anna, hers):
    model = a_racket_model()
    page = submitted(model)
    service.withdraw(model)
    db.session.commit()

    assert hers.get(page).status_code == 404
    assert "Nothing waits" in hers.get(QUEUE).text


def test_what_was_decided_is_the_submitters_own_again(anna, hers):
    model = a_racket_model("Secret", "Prototype")
    reject(hers, page := submitted(model))

    hers.get(QUEUE)  # says once more what was decided

    assert "Secret" not in hers.get(page).text
    with system_session() as rows:
        assert rows.scalar(select(RacketModel.id).where(RacketModel.id == model.id)) is None


def test_for_a_stringer_the_queue_is_not_there(anna, annas, hers):
    page = submitted(a_racket_model())

    assert annas.get(QUEUE).status_code == annas.get(page).status_code == 404
    assert annas.post(f"{page}/promotion", data={"csrf_token": token_of(annas)}).status_code == 404


def test_submitting_again_after_a_rejection_tells_the_admins_again(anna, landlady, hers):
    model = a_racket_model()
    reject(hers, submitted(model))
    submitted(model)

    assert len(inbox_of(landlady)) == 2
    assert service.queries.submission_of(model).status is SubmissionStatus.PENDING


def test_an_empty_queue_says_so_once(hers):
    empty = hers.get(QUEUE).text

    assert "Nothing waits" in empty
    assert "0 models" not in empty
