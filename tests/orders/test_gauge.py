"""Strings and gauges as they are typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rbo.catalogue.service import NewStringModel, add_string_model
from rbo.orders.gauge import Gauge, gauge_of
from rbo.orders.naming import string_named, typed
from rbo.stringers.models import Stringer


@pytest.mark.parametrize(
    ("typed", "mm", "label"),
    [
        ("", None, ""),
        ("1.25", "1.25", ""),
        ("1,3", "1.3", ""),
        ("1.25 mm", "1.25", ""),
        ("1.25mm 16L", "1.25", "16L"),
        ("1.25 16L", "1.25", "16L"),
        ("1.25/16L", "1.25", "16L"),
        ("1.25 (16L)", "1.25", "16L"),
        ("16L", None, "16L"),
        ("17", None, "17"),
        ("0.66 22 micro", "0.66", "22 micro"),
        ("1.28 16/17", "1.28", "16/17"),
        ("(", None, ""),
    ],
)
def test_a_gauge_is_read_as_it_is_written(typed: str, mm: str | None, label: str) -> None:
    assert gauge_of(typed) == Gauge(Decimal(mm) if mm else None, label)


@pytest.mark.parametrize("typed", ["0.1", "2.5", "1.255", "1.25 " + "x" * 90, "17.5"])
def test_a_gauge_that_no_string_has_is_refused_in_words(app: object, typed: str) -> None:
    with pytest.raises(ValueError, match="Enter"):
        gauge_of(typed)


def test_a_gauge_reads_back_as_it_is_shown() -> None:
    gauge = Gauge(Decimal("1.25"), "16L")

    assert gauge_of(str(gauge)) == gauge


def test_a_string_of_the_catalogue_is_known_by_name_and_gauge(anna: Stringer) -> None:
    model = add_string_model(
        NewStringModel(
            sport=None, brand="Luxilon", name="ALU Power", gauge_mm=Decimal("1.25"), gauge_label="16L"
        )
    )

    side = string_named("luxilon alu power", Gauge(Decimal("1.25")))

    assert (side.label, side.string_id, side.gauge_label) == ("Luxilon ALU Power", model.id, "16L")


def test_another_gauge_of_a_known_string_is_kept_as_typed(anna: Stringer) -> None:
    add_string_model(NewStringModel(sport=None, brand="Luxilon", name="ALU Power", gauge_mm=Decimal("1.25")))

    side = string_named("Luxilon ALU Power", Gauge(Decimal("1.15"), "18"))

    assert (side.string_id, side.gauge_mm, side.gauge_label) == (None, Decimal("1.15"), "18")


@pytest.mark.parametrize("beside", [None, "1.20", "1.2"])
def test_a_gauge_in_the_name_is_the_gauge(anna: Stringer, beside: str | None) -> None:
    side = string_named("Hyper-G 1,20", Gauge(Decimal(beside) if beside else None, "17"))

    assert (side.label, side.gauge_mm, side.gauge_label) == ("Hyper-G", Decimal("1.20"), "17")


def test_of_two_gauges_none_is_lost(anna: Stringer) -> None:
    gauge = Gauge(Decimal("1.30"))
    side = string_named("Hyper-G 1.20", gauge)

    assert (side.label, side.gauge_mm) == ("Hyper-G 1.20", Decimal("1.30"))
    assert string_named(typed(side), gauge) == side


def test_the_words_that_were_typed_go_before_those_of_the_catalogue(anna: Stringer) -> None:
    add_string_model(
        NewStringModel(
            sport=None, brand="Luxilon", name="ALU Power", gauge_mm=Decimal("1.25"), gauge_label="16L"
        )
    )

    assert string_named("Luxilon ALU Power 1.25", Gauge(Decimal("1.25"), "17")).gauge_label == "17"


@pytest.mark.parametrize("text", ["Tour 0.00", "Tour 0.05", "Tour 0,39 mm", "Mark 0.1"])
def test_a_number_that_no_gauge_has_belongs_to_the_name(anna: Stringer, text: str) -> None:
    """As a gauge the form would refuse it at the next edit, and programs were told a gauge that none is."""
    side = string_named(text, Gauge())

    assert (side.label, side.gauge_mm) == (text, None)
    assert string_named(text, Gauge(Decimal("1.30"))).string == (text, Decimal("1.30"), "")
