"""Names that may mean the same: not asked about where there are too many, nor compared for ever."""

from __future__ import annotations

from rbo.imports.spelling import COMPARED, MOST_NAMES, Spelling, groups_of


def test_a_long_name_is_compared_whole_once_it_begins_alike():
    name = "Blade " * COMPARED

    (group,) = groups_of("racket", {f"{name}98": 2, f"{name}98 ": 1, f"{name}100": 1}, set())

    assert (group.kept.text, group.others) == (f"{name}98", (Spelling(f"{name}98 ", 1),))


def test_of_more_names_than_anybody_would_look_at_nothing_is_asked():
    few = {"Lena Muster": 2, "Lena Mustr": 1} | {f"Player{n:b}" * 3: 1 for n in range(MOST_NAMES - 2)}
    assert "Lena Muster" in {group.kept.text for group in groups_of("player", few, set())}

    assert groups_of("player", few | {"One more": 1}, set()) == []
