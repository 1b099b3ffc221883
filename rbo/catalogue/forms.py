"""The forms of a racket model and of a string."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import FileField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from rbo.catalogue.models import Kind, RacketModel, Sport, StringModel
from rbo.catalogue.refusals import ImpossibleRange
from rbo.catalogue.service import NewRacketModel, NewStringModel, refuse_impossible_range
from rbo.platform.audit import LONGEST_REASON
from rbo.platform.fields import NAME_FITS, NumberField, ParagraphField, TextField, plain
from rbo.platform.ids import new_id
from rbo.stringers.models import TensionUnit

SPORTS = [
    SelectChoice(Sport.TENNIS.value, lazy_gettext("Tennis")),
    SelectChoice(Sport.BADMINTON.value, lazy_gettext("Badminton")),
    SelectChoice(Sport.SQUASH.value, lazy_gettext("Squash")),
]
MATERIALS = [
    SelectChoice("", lazy_gettext("Not known")),
    SelectChoice("polyester", lazy_gettext("Polyester")),
    SelectChoice("nylon", lazy_gettext("Nylon")),
    SelectChoice("natural gut", lazy_gettext("Natural gut")),
    SelectChoice("zyex", "Zyex"),
    SelectChoice("aramid", lazy_gettext("Aramid")),
    SelectChoice("nylon/polyurethane", lazy_gettext("Nylon and polyurethane")),
    SelectChoice("nylon/polyester", lazy_gettext("Nylon and polyester")),
    SelectChoice("nylon/zyex", lazy_gettext("Nylon and Zyex")),
]
SHOWN_OF_RACKET = (
    *("brand", "model", "year", "head_size_in2", "pattern", "weight_g", "weight_basis"),
    *("tension_min", "tension_max"),
)
SHOWN_OF_STRING = ("brand", "name", "gauge_mm", "gauge_label", "construction", "colour")
REASON_FITS = Length(
    max=LONGEST_REASON, message=lazy_gettext("Shorten this to %(max)d characters.", max=LONGEST_REASON)
)
BRAND_MISSING = DataRequired(lazy_gettext("Enter who makes it."))


class RacketModelForm(FlaskForm):  # type: ignore[misc]
    """A frame as its maker sells it."""

    form_key = HiddenField(default=lambda: str(new_id()))
    version = HiddenField()
    sport = RadioField(lazy_gettext("Sport"), choices=SPORTS, default=Sport.TENNIS.value)
    brand = TextField(lazy_gettext("Brand"), [BRAND_MISSING, NAME_FITS])
    model = TextField(lazy_gettext("Model"), [DataRequired(lazy_gettext("Enter the model.")), NAME_FITS])
    year = IntegerField(
        lazy_gettext("Year"), [Optional(), NumberRange(1900, 2100, lazy_gettext("Enter a year like 2024."))]
    )
    head_size_in2 = NumberField(
        lazy_gettext("Head size in square inches"),
        [Optional(), NumberRange(30, 160, lazy_gettext("Enter a head size between 30 and 160."))],
        decimals=1,
        places=None,
    )
    pattern = TextField(lazy_gettext("Pattern"), [NAME_FITS])
    weight_g = NumberField(
        lazy_gettext("Weight in grams"),
        [Optional(), NumberRange(40, 500, lazy_gettext("Enter a weight between 40 and 500 grams."))],
        decimals=1,
        places=None,
    )
    weight_basis = TextField(lazy_gettext("How it was weighed"), [NAME_FITS])
    tension_min = NumberField(lazy_gettext("Tension from"), [Optional()], decimals=1, places=None)
    tension_max = NumberField(lazy_gettext("Tension to"), [Optional()], decimals=1, places=None)
    tension_unit = RadioField(
        lazy_gettext("Unit"),
        choices=[SelectChoice(unit.value) for unit in TensionUnit],
        default=TensionUnit.KG.value,
    )

    def show(self, model: RacketModel) -> None:
        """Put what is known about *model* into the fields."""
        self.version.data = str(model.version)
        for name in SHOWN_OF_RACKET:
            self[name].data = plain(getattr(model, name))
        self.sport.data, self.tension_unit.data = model.sport or "", model.tension_unit.value

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field, and that the tensions make a range a frame can take."""
        is_valid = bool(super().validate(extra_validators))
        return self._tensions_are_possible() and is_valid

    def _tensions_are_possible(self) -> bool:
        low, high, unit = self.tension_min.data, self.tension_max.data, self.tension_unit.data
        for field, ends in ((self.tension_min, (low, None)), (self.tension_max, (low, high))):
            try:
                refuse_impossible_range(*ends, unit)
            except ImpossibleRange as refusal:
                field.errors = (str(refusal),)
                return False
        return True

    def entered(self) -> NewRacketModel:
        """The frame as typed in."""
        return NewRacketModel(
            sport=Sport(self.sport.data),
            brand=self.brand.data,
            model=self.model.data,
            year=self.year.data,
            head_size_in2=self.head_size_in2.data,
            pattern=self.pattern.data or None,
            weight_g=self.weight_g.data,
            weight_basis=self.weight_basis.data or None,
            tension_min=self.tension_min.data,
            tension_max=self.tension_max.data,
            tension_unit=TensionUnit(self.tension_unit.data),
        )


class StringModelForm(FlaskForm):  # type: ignore[misc]
    """A string in one gauge."""

    form_key = HiddenField(default=lambda: str(new_id()))
    version = HiddenField()
    sport = RadioField(
        lazy_gettext("Sport"),
        choices=[*SPORTS, SelectChoice("", lazy_gettext("All"))],
        default=Sport.TENNIS.value,
    )
    brand = TextField(lazy_gettext("Brand"), [BRAND_MISSING, NAME_FITS])
    name = TextField(lazy_gettext("Name"), [DataRequired(lazy_gettext("Enter its name.")), NAME_FITS])
    gauge_mm = NumberField(
        lazy_gettext("Gauge in mm"),
        [Optional(), NumberRange(0.4, 2, lazy_gettext("Enter millimetres between 0.40 and 2.00."))],
        decimals=2,
    )
    gauge_label = TextField(lazy_gettext("Gauge as the maker says"), [NAME_FITS])
    material = SelectField(lazy_gettext("Material"), choices=MATERIALS)
    construction = TextField(lazy_gettext("Construction"), [NAME_FITS])
    colour = TextField(lazy_gettext("Colour"), [NAME_FITS])

    def show(self, string: StringModel) -> None:
        """Put what is known about *string* into the fields."""
        self.version.data = str(string.version)
        for name in SHOWN_OF_STRING:
            self[name].data = getattr(string, name)
        self.sport.data, self.material.data = string.sport or "", string.material or ""

    def entered(self) -> NewStringModel:
        """The string as typed in."""
        return NewStringModel(
            sport=Sport(self.sport.data) if self.sport.data else None,
            brand=self.brand.data,
            name=self.name.data,
            gauge_mm=self.gauge_mm.data,
            gauge_label=self.gauge_label.data or None,
            material=self.material.data or None,
            construction=self.construction.data or None,
            colour=self.colour.data or None,
        )


class PromotionForm(FlaskForm):  # type: ignore[misc]
    """Into everybody's catalogue, perhaps with a word to whoever offered it; *version* was looked at."""

    version = HiddenField()
    notes = ParagraphField(lazy_gettext("A word to the submitter"), [REASON_FITS])


class StagingForm(FlaskForm):  # type: ignore[misc]
    """A file of a foreign catalogue."""

    kind = RadioField(
        lazy_gettext("What it lists"),
        choices=[
            SelectChoice(Kind.RACKET.value, lazy_gettext("Rackets")),
            SelectChoice(Kind.STRING.value, lazy_gettext("Strings")),
        ],
        default=Kind.RACKET.value,
    )
    source = TextField(lazy_gettext("Whose catalogue it is"), [DataRequired(lazy_gettext("Say whose."))])
    file = FileField(lazy_gettext("CSV file"))


class RejectionForm(FlaskForm):  # type: ignore[misc]
    """Not into it; whoever offered it reads why."""

    reason = ParagraphField(
        lazy_gettext("Reason"),
        [DataRequired(lazy_gettext("Say why: the submitter reads it.")), REASON_FITS],
    )
