"""All that can be set, on one form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FileField,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length

from rbo.platform.errors import Refused
from rbo.platform.fields import TextField
from rbo.platform.iban import check_iban, grouped
from rbo.platform.versions import seen
from rbo.stringers.forms.profile import ProfileForm
from rbo.stringers.models import Stringer, Theme
from rbo.stringers.service import Settings

THANKS_FIT = Length(max=160, message=_("Shorten this to 160 characters."))


def trimmed(typed: str | None) -> str:
    """Lines without what browsers and thumbs add at their ends."""
    return "\n".join(line.strip() for line in (typed or "").strip().splitlines())


class IbanField(TextField):
    """An account number, checked as it is read and shown in groups of four."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Check what was typed; what is refused stays as it was typed."""
        super().process_formdata(valuelist)
        try:
            self.data = check_iban(self.data) if self.data else ""
        except Refused as refusal:
            raise ValueError(str(refusal)) from refusal

    def _value(self) -> str:
        return self.data if self.process_errors else grouped(self.data or "")


class ThanksForm(Form):
    """What stands below the price, in each language."""

    en = TextAreaField(_("Thank-you in English"), [THANKS_FIT], filters=[trimmed])
    de = TextAreaField(_("Thank-you in German"), [THANKS_FIT], filters=[trimmed])


class SettingsForm(ProfileForm):
    """The profile and everything else; *version* is the one that was shown."""

    kept = Settings

    version = HiddenField()
    receipt_thankyou_text = FormField(ThanksForm)
    logo = FileField(_("Picture"))
    iban = IbanField(_("IBAN"))
    theme = RadioField(
        _("Theme"),
        choices=[
            SelectChoice(Theme.SYSTEM.value, _("System")),
            SelectChoice(Theme.LIGHT.value, _("Light")),
            SelectChoice(Theme.DARK.value, _("Dark")),
        ],
        coerce=Theme,
    )
    shortcuts_on = BooleanField(_("Keyboard shortcuts"))

    @property
    def settings(self) -> Settings:
        """The checked settings."""
        return Settings(**self.good)

    @property
    def seen_version(self) -> int:
        """The version that was shown; 0 where the form names none."""
        return seen(self.version.data)

    def compare(self, saved: Stringer) -> None:
        """Say at each field what is saved otherwise; sent again, the form is about that."""
        theirs = dict(_leaves(SettingsForm(formdata=None, obj=saved)))
        for name, field in _leaves(self):
            if field.data != theirs[name].data:
                field.errors = [gettext("In your book: %(value)s", value=_words(theirs[name]))]
        self.version.data = str(saved.version)


def _leaves(form: SettingsForm) -> Iterator[tuple[str, Field]]:
    """Every field that holds one setting."""
    for setting in fields(form.kept):
        field = form[setting.name]
        yield from ((leaf.name, leaf) for leaf in (field if isinstance(field, FormField) else (field,)))


def _words(field: Any) -> str:
    """What stands in a field, as its form would show it."""
    if isinstance(field, SelectField):
        return ", ".join(str(choice[1]) for choice in field.iter_choices() if choice[2])
    if isinstance(field, BooleanField):
        return str(gettext("on") if field.data else gettext("off"))
    return str(field._value() or gettext("empty"))  # noqa: SLF001 - only a field knows how it is written
