"""The two halves of the catalogue, which their pages treat alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from rbo.catalogue import queries, service
from rbo.catalogue.forms import RacketModelForm, StringModelForm
from rbo.catalogue.models import RacketModel, StringModel
from rbo.platform.errors import Missing

Model = RacketModel | StringModel


@dataclass(frozen=True)
class Half:
    """Rackets or strings: their form with its template, their finder, their verbs, the page of one."""

    form: Callable[..., Any]
    template: str
    find: Callable[[UUID], Model]
    add: Callable[..., Model]
    change: Callable[..., None]
    page: str
    part: str  # what its id is called in an address

    def own(self, model_id: UUID) -> Model:
        """One of the stringer's own.

        Raises:
            Missing: there is none, or it is the house's.
        """
        model = self.find(model_id)
        if not model.is_own:
            raise Missing
        return model

    def address(self, model: Model) -> str:
        """The page of *model*."""
        known: dict[str, Any] = {self.part: model.id}
        return url_for(self.page, **known)


RACKETS = Half(
    form=RacketModelForm,
    template="catalogue/racket.html",
    find=queries.racket_by_id,
    add=service.add_racket_model,
    change=service.change_racket_model,
    page="desk.racket_model",
    part="model_id",
)
STRINGS = Half(
    form=StringModelForm,
    template="catalogue/string.html",
    find=queries.string_by_id,
    add=service.add_string_model,
    change=service.change_string_model,
    page="desk.string_model",
    part="string_id",
)
