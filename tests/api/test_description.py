"""The description: what it says is kept, and a change that breaks programs is noticed."""

from __future__ import annotations

from copy import deepcopy

import pytest

from rbo.api.v1.description import description
from scripts.breaks import breaks
from scripts.description import told


@pytest.fixture(scope="module")
def described():
    return told()


def at(described, *path):
    for step in path:
        described = described[step]
    return described


FORMS = ("components", "schemas")
NEW = (*FORMS, "NewOrder")
BREAKS = {
    "an address goes": lambda d: d["paths"].pop("/api/v1/me"),
    "a method goes": lambda d: d["paths"]["/api/v1/orders"].pop("post"),
    "a parameter goes": lambda d: at(d, "paths", "/api/v1/orders", "get")["parameters"].pop(),
    "a field is taken no more": lambda d: at(d, *NEW, "properties").pop("comments"),
    "a field is needed": lambda d: at(d, *NEW, "required").append("comments"),
    "a text is shorter": lambda d: at(d, *NEW, "properties", "comments").update(maxLength=10),
    "a word is taken no more": lambda d: at(d, *NEW, "properties", "tension_unit")["enum"].remove("lb"),
    "a list is shorter": lambda d: at(d, *NEW, "properties", "extras").update(maxItems=3),
    "another kind": lambda d: at(d, *FORMS, "Order", "properties", "number").update(type="string"),
    "an answer lacks a field": lambda d: at(d, *FORMS, "Order", "properties").pop("total"),
    "an answer may lack a field": lambda d: at(d, *FORMS, "Order", "required").remove("total"),
    "an answer may be null": lambda d: at(d, *FORMS, "Order", "properties", "total").update(
        type=["string", "null"]
    ),
    "another status": lambda d: _another_status(at(d, "paths", "/api/v1/orders", "post", "responses")),
    "a body is needed": lambda d: at(d, *FORMS, "Step").update(required=["on"]),
}


def _another_status(responses):
    responses["200"] = responses.pop("201")


def test_every_break_is_noticed_and_growth_is_none(described):
    for name, change in BREAKS.items():
        changed = deepcopy(described)
        change(changed)
        assert breaks(described, changed), name

    grown = deepcopy(described)
    at(grown, *NEW, "properties")["colour"] = {"type": "string"}
    at(grown, *FORMS, "Order", "properties")["colour"] = {"type": "string"}
    at(grown, *NEW, "properties", "comments")["maxLength"] = 5000
    grown["paths"]["/api/v1/news"] = deepcopy(grown["paths"]["/api/v1/me"])
    assert breaks(described, grown) == []


def test_what_is_told_is_complete_and_shown_without_a_token(app, annas, described):
    """U-09: OpenAPI 3.1, and a page that asks nobody else for anything."""
    assert annas.client.get("/api/v1/openapi.json").json == described == description(app)
    assert described["openapi"].startswith("3.1")
    operations = [
        o for verbs in described["paths"].values() for verb, o in verbs.items() if verb != "parameters"
    ]
    assert len({operation["operationId"] for operation in operations}) == len(operations)

    page = annas.client.get("/api/v1/docs")
    assert page.status_code == 200
    assert all(operation["operationId"] in page.text for operation in operations)
    assert all(f'id="{form}"' in page.text for form in described["components"]["schemas"])
    for word in ("src=", "href="):
        links = [part.partition('"')[0] for part in page.text.split(f'{word}"')[1:]]
        assert all(link.startswith(("/", "#")) for link in links), word


def test_the_page_names_few_of_many_choices_and_all_of_few(annas, described):
    zones = at(described, *FORMS, "Me", "properties", "timezone")["enum"]

    page = annas.client.get("/api/v1/docs").text

    assert f"{' | '.join(zones[:3])} | … {len(zones) - 3} more" in page
    assert zones[-1] not in page
    assert "system | light | dark" in page
