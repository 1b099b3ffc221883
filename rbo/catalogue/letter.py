"""The letter to an admin: a model waits."""

from __future__ import annotations

from uuid import UUID

from flask_babel import force_locale, gettext
from flask_mail import Message

from rbo.platform.config import settings
from rbo.platform.stationery import one_line, templates

paper = templates("rbo.catalogue", "catalogue/mail")


def write(name: str, submission_id: UUID, recipient: str, locale: str) -> Message:
    """The letter about the model *name*, with a text and an HTML part."""
    name = one_line(name)
    with force_locale(locale):
        link = f"{settings().public_url}/admin/submissions/{submission_id}"
        values = {"locale": locale, "name": name, "link": link}
        return Message(
            subject=gettext("New catalogue submission: %(name)s", name=name),
            recipients=[recipient],
            body=paper.get_template("letter.txt").render(values),
            html=paper.get_template("letter.html").render(values),
            extra_headers={"Auto-Submitted": "auto-generated"},
        )
