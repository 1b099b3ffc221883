"""`rbo import-catalogue`: good rows are staged, bad ones named; twice stages nothing new."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from rbo.catalogue.cli import import_catalogue
from rbo.catalogue.models import CatalogueImport
from rbo.catalogue.starter import FOLDER
from rbo.platform.db import system_session

HEAD = "sport,brand,model,year,head_size_in2,pattern,tension_min_lb,tension_max_lb"
GOOD = "tennis,Yonex,Ezone {},2022,98,16x19,45,60"
BROKEN = {
    "squosh,Yonex,Ezone,2022,98,16x19,45,60": "sport",
    "tennis,,Ezone,2022,98,16x19,45,60": "brand",
    "tennis,Yonex,,2022,98,16x19,45,60": "model",
    "tennis,Yonex,Ezone,22,98,16x19,45,60": "year",
    "tennis,Yonex,Ezone,2022,large,16x19,45,60": "head_size_in2",
    "tennis,Yonex,Ezone,2022,980,16x19,45,60": "head_size_in2",
    "tennis,Yonex,Ezone,2022,NaN,16x19,45,60": "head_size_in2",
    f"tennis,Yonex,{'E' * 81},2022,98,16x19,45,60": "model",
    "tennis,Yonex,Ezone,2022,98,16x19,60,45": "tension_max_lb",
    "tennis,Yonex,Ezone,2022,98,16x19,45": None,
    'tennis,Yonex,"Ezone,2022,98,16x19,45,60': None,
}


@pytest.fixture
def load(ground, tmp_path):
    """Runs the command on a file of these bytes."""

    def load(content, what="rackets", *options):
        file = tmp_path / "maker.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(import_catalogue, [what, str(file), *options])

    return load


def staged():
    with system_session() as rows:
        found = rows.scalars(select(CatalogueImport).order_by(CatalogueImport.source_external_id))
        return [(row.source_name, row.source_external_id, row.content) for row in found]


def test_a_third_broken_the_good_rows_are_staged_and_each_bad_one_is_named(load):
    lines = [
        line for nr, bad in enumerate(BROKEN) for line in (GOOD.format(nr), bad, GOOD.format(f"{nr} Tour"))
    ]

    answer = load("\n".join([HEAD, *lines]), "rackets", "--json")

    said = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert said["staged"] == len(staged()) == 2 * len(BROKEN)
    places = [(3 * nr + 3, column) for nr, column in enumerate(BROKEN.values())]
    assert [(bad["line"], bad["column"]) for bad in said["bad"]] == places
    assert all(bad["problem"] for bad in said["bad"])


def test_running_twice_stages_nothing_new(load):
    content = "\n".join([HEAD, GOOD.format("98"), GOOD.format("100")])
    first, second = load(content), load(content)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "2 staged, 0 known already, 0 bad." in first.stdout
    assert "0 staged, 2 known already, 0 bad." in second.stdout
    assert len(staged()) == 2


def test_a_row_that_changed_at_its_source_is_staged_beside_the_old_one(load):
    for size in ("98", "97"):
        load(f"{HEAD},external_id\ntennis,Yonex,Ezone,2022,{size},16x19,45,60,E98")

    assert [(name, content["head_size_in2"]) for _source, name, content in staged()] in (
        [("E98", "98"), ("E98", "97")],
        [("E98", "97"), ("E98", "98")],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_separators_and_both_decimal_signs(load, encoding, separator):
    number = "98,5" if separator != "," else "98.5"
    rows = [["sport", "brand", "model", "head_size_in2"], ["Tennis", "Völkl", "Größe 1", number]]

    load("\r\n".join(separator.join(row) for row in rows).encode(encoding))

    assert [content for *_known, content in staged()] == [
        {"sport": "tennis", "brand": "Völkl", "model": "Größe 1", "head_size_in2": "98.5"}
    ]


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b", "\x1c"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sign_that_ends_lines_elsewhere_is_a_blank_in_its_cell(load, sign, end):
    answer = load(f"brand,name{end}Solinco,Hyper{sign}G{end}Solinco,Tour{end}".encode(), "strings", "--json")

    assert json.loads(answer.stdout)["bad"] == []
    assert {content["name"] for *_known, content in staged()} == {"Hyper G", "Tour"}


def test_each_gauge_of_a_string_is_a_row(load):
    load("brand,name,gauges_mm,gauge_mm_label\nSolinco,Hyper-G,1.15|1.20,1.20/17", "strings")

    assert [content for *_known, content in staged()] == [
        {"brand": "Solinco", "name": "Hyper-G", "gauge_mm": "1.15"},
        {"brand": "Solinco", "name": "Hyper-G", "gauge_mm": "1.2", "gauge_label": "17"},
    ]


@pytest.mark.parametrize("what", ["rackets", "strings"])
def test_the_files_of_the_starter_catalogue_are_good(load, what):
    answer = load((FOLDER / f"{what}.csv").read_bytes(), what, "--source", "starter")

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert {source for source, *_rest in staged()} == {"starter"}


@pytest.mark.parametrize("content", ["", "\n\n", "sport,brand\ntennis,Yonex", b"PK\x03\x04\x00\x00"])
def test_what_is_no_catalogue_is_refused_in_one_line(load, content):
    answer = load(content)

    assert answer.exit_code == 1
    assert answer.stderr.startswith("Error: maker.csv: ")
    assert answer.stderr.count("\n") == 1
    assert staged() == []


def test_a_wrong_kind_is_wrong_usage(load):
    assert load(HEAD, "shoes").exit_code == 2
