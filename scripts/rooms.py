"""Two rules for import-linter: the floors inside a room, and the doors between rooms."""

from abc import abstractmethod
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

FLOORS = {
    "app": 7,
    "views": 6,
    "cli": 6,
    "visitor": 5,
    "forms": 5,
    "service": 4,
    "jobs": 3,
    "queries": 1,
    "models": 0,
}
CRAFT, PLAIN = 2, -1
OPEN = {"service", "queries", "models"}
Place = tuple[str, str]


class _RoomRule(Contract):
    """Goes through every import from one module of a room to another."""

    rooms = fields.SetField(subfield=fields.StringField())
    doors = fields.SetField(subfield=fields.StringField(), required=False)
    advice = ""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        """Every import that this rule forbids."""
        found = {
            (place, self._place(imported))
            for importer in graph.modules
            if (place := self._place(importer))
            for imported in graph.find_modules_directly_imported_by(importer)
        }
        imports = {(here, there) for here, there in found if there and here != there}
        broken = sorted(self.forbidden(imports))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line for each forbidden import."""
        for here, there in check.metadata["broken"]:
            output.print_error(f"{'.'.join(here)} may not import {'.'.join(there)}: {self.advice}")

    @abstractmethod
    def forbidden(self, imports: set[tuple[Place, Place]]) -> set[tuple[Place, Place]]:
        """Those of *imports* that are against the rule."""

    def _place(self, module: str) -> Place | None:
        """Room of a module, and the module's name inside it."""
        parts = module.split(".")
        rooms: Any = self.rooms
        return (parts[1], parts[2]) if len(parts) > 2 and parts[1] in rooms else None


class Inside(_RoomRule):
    """Inside a room: views, forms, service, jobs, crafts, queries, models; each sees what is below it.

    A craft that needs nothing of its room, or only such crafts, is plain: everybody in the room may use it.
    """

    advice = "inside a room imports go down: views, forms, service, jobs, crafts, queries, models"

    def forbidden(self, imports: set[tuple[Place, Place]]) -> set[tuple[Place, Place]]:
        """Imports that climb inside their room."""
        inner = {(here, there) for here, there in imports if here[0] == there[0]}
        plain = _plain_crafts(inner)
        return {pair for pair in inner if _climbs(_floor(pair[0], plain), _floor(pair[1], plain))}


class Doors(_RoomRule):
    """From another room: its verbs, finders and nouns, and what is listed as one of its doors."""

    advice = "from another room only service, queries, models and the doors that pyproject.toml lists"

    def forbidden(self, imports: set[tuple[Place, Place]]) -> set[tuple[Place, Place]]:
        """Imports that reach behind a room's doors."""
        doors: Any = self.doors or set()  # type: ignore[truthy-bool]
        return {
            (here, there)
            for here, there in imports
            if here[0] != there[0] and there[1] not in OPEN and ".".join(there) not in doors
        }


def _climbs(here: int, there: int) -> bool:
    return here < there or here == there not in {CRAFT, PLAIN}


def _floor(place: Place, plain: set[Place]) -> int:
    return PLAIN if place in plain else FLOORS.get(place[1], CRAFT)


def _plain_crafts(inner: set[tuple[Place, Place]]) -> set[Place]:
    places = {place for pair in inner for place in pair}
    plain = {place for place in places if place[1] not in FLOORS}
    while restless := {here for here, there in inner if here in plain and there not in plain}:
        plain -= restless
    return plain
