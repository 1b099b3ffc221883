"""Charts: whatever the values, every shape stays in its frame and no number covers another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbo.platform.charts.columns import Series, compared, paired, stacked
from rbo.platform.charts.figure import FOOT, TALLEST, Look, clash, compact
from rbo.platform.charts.ranking import Ranked, ranking
from rbo.platform.charts.timeline import Line, timeline

TWO_GAPS = 6  # between three parts of a column, each at least a pixel tall
AMOUNTS = st.one_of(st.integers(0, 10**9), st.decimals(0, 99999999, places=2))
YEARS = st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=15)
DAYS = st.dates(date(2019, 1, 1), date(2030, 1, 1))
TENSIONS = st.decimals(4, 45, places=1)
POINTS = st.dictionaries(DAYS, TENSIONS, min_size=1, max_size=12).map(lambda found: sorted(found.items()))


def drawn(kind, rows):
    """A chart of *kind* of as many series as it takes."""
    count = 3 if kind is stacked else 2
    series = [Series(f"s{number}", [row[number] for row in rows]) for number in range(count)]
    return kind([str(2019 + place) for place in range(len(rows))], *series)


@pytest.mark.parametrize("kind", [stacked, compared, paired])
@given(rows=YEARS)
def test_every_column_stands_on_the_line_inside_the_frame(kind, rows):
    plot = drawn(kind, rows)

    for bar in plot.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= 100.01
        assert bar.y >= FOOT - TALLEST - TWO_GAPS
        assert bar.y + bar.height <= FOOT + 0.1
        assert bar.height > 0


@pytest.mark.parametrize("kind", [stacked, compared, paired])
@given(rows=YEARS)
def test_no_number_covers_another_in_a_narrow_chart(kind, rows):
    plot = drawn(kind, rows)
    always_seen = [label for label in (*plot.numbers, *plot.ticks) if not label.spare]

    assert not any(clash(one, other) for one, other in combinations(always_seen, 2))


@given(YEARS)
def test_columns_are_as_tall_as_their_values_are_large(rows):
    plot = stacked([""] * len(rows), Series("", [row[0] for row in rows]))
    seen = [row[0] for row in rows if row[0]]

    heights = [bar.height for bar in plot.bars]

    assert len(heights) == len(seen)
    assert max(heights, default=TALLEST) == TALLEST
    for height, value in zip(heights, seen, strict=True):
        assert height == pytest.approx(max(1, float(value / max(seen)) * TALLEST), abs=0.06)


def test_the_parts_of_a_column_differ_by_more_than_colour():
    plot = stacked(["J"], Series("Labour", [3]), Series("Strings", [2]), Series("Extras", [1]))

    assert [bar.look for bar in plot.bars] == [Look.SOLID, Look.HATCH, Look.HOLLOW]
    assert plot.key == (("Labour", "solid"), ("Strings", "hatch"), ("Extras", "hollow"))
    assert [label.text for label in plot.numbers] == ["6"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_columns_stand_in_the_middle_no_wider_than_among_four(count):
    few, four = (drawn(stacked, [(1, 0, 0)] * columns) for columns in (count, 4))

    assert {bar.width for bar in few.bars} == {bar.width for bar in four.bars}
    assert sum(tick.x for tick in few.ticks) / count == pytest.approx(50)


def test_the_number_is_not_struck_through_by_the_column_of_last_year():
    plot = compared(["J"], Series("2026", [95]), Series("2025", [100]))
    behind = next(bar for bar in plot.bars if bar.look is Look.HOLLOW)

    assert plot.numbers[0].y < behind.y


def test_a_month_without_anything_has_neither_column_nor_number():
    plot = compared(["J", "F"], Series("2026", [0, 1]), Series("2025", [0, 0]))

    assert len(plot.bars) == len(plot.numbers) == 1


@pytest.mark.parametrize("kind", [stacked, compared, paired])
def test_nothing_at_all_is_drawn_as_an_empty_frame(kind):
    plot = drawn(kind, [(0, 0, 0)] * 12)

    assert (plot.bars, plot.numbers) == ((), ())


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (638, "638"),
        (Decimal("999.4"), "999"),
        (Decimal("999.5"), "1.0k"),
        (1234, "1.2k"),
        (9999, "10k"),
        (99_700, "100k"),
        (999_600, "1.0M"),
        (3_400_000, "3.4M"),
    ],
)
def test_a_number_over_a_column_is_short(number, written):
    assert compact(number) == written


@given(mains=POINTS, crosses=POINTS, steps=st.booleans())
def test_every_point_is_in_the_frame_and_no_number_covers_another(mains, crosses, steps):
    plot = timeline([Line("Mains", mains), Line("Crosses", crosses)], str, steps=steps)

    assert len(plot.dots) == len(mains) + len(crosses)
    assert all(0 < dot.x < 100 and 0 < dot.y < FOOT for dot in plot.dots)
    for labels in (plot.numbers, plot.ticks):
        assert not any(clash(one, other) for one, other in combinations(labels, 2))


@given(POINTS)
def test_time_and_tension_keep_their_order(points):
    dots = timeline([Line("Mains", points)], str).dots

    assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
    for (_, one), (_, other), here, there in zip(points, points[1:], dots, dots[1:], strict=False):
        assert (one < other) == (here.y > there.y) or one == other


@given(POINTS)
def test_the_last_value_and_the_first_and_last_day_are_always_told(points):
    plot = timeline([Line("Mains", points)], str)

    assert Decimal(plot.numbers[0].text) == points[-1][1]
    assert {str(points[-1][0]), str(points[0][0])} <= {label.text for label in plot.ticks}


def test_mains_and_crosses_alike_are_told_once():
    same = [(date(2026, 3, 1), Decimal("24.0"))]

    plot = timeline([Line("Mains", same), Line("Crosses", same)], str)

    assert [label.text for label in plot.numbers] == ["24"]
    assert [dot.look for dot in plot.dots] == [Look.SOLID, Look.HOLLOW]


def test_the_number_of_a_step_down_stands_below_it_where_no_line_crosses_it():
    fallen = [(date(2026, 1, 1), Decimal(25)), (date(2026, 2, 1), Decimal(24))]

    plot = timeline([Line("Mains", fallen)], str, steps=True)

    assert plot.numbers[0].y > plot.dots[-1].y
    assert plot.numbers[1].y < plot.dots[0].y


def test_steps_are_level_until_the_next_value():
    points = [(date(2026, 1, 1), Decimal(24)), (date(2026, 2, 1), Decimal(25))]

    strokes = timeline([Line("Mains", points)], str, steps=True).strokes

    assert [(stroke.x1 == stroke.x2, stroke.y1 == stroke.y2) for stroke in strokes] == [
        (False, True),
        (True, False),
    ]


def test_the_first_of_a_ranking_is_as_long_as_the_line():
    bars = ranking([Ranked("ALU Power", 20, hatched=5), Ranked("Hyper-G", 10)])

    assert [(bar.solid, bar.hatch) for bar in bars] == [(75.0, 25.0), (50.0, 0.0)]


def test_a_ranking_of_nothing_is_empty():
    assert ranking([]) == ()
    assert ranking([Ranked("Nobody", 0)])[0].solid == 0
