"""The marks under a reply: nothing of them is parted, however narrow the screen."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scoring.language import NOT_ENGLISH
from scoring.scorer import Scorer
from scoring.types import CRITERIA, Turn
from simulator.lessons import TITLES
from simulator.tui.widgets.marks import marks_row
from simulator.tui.widgets.rows import lay_out
from simulator.tui.words import mark_sign

BEFORE = [Turn("customer", "Nobody came on Tuesday and I lost a day's pay!")]


@pytest.mark.parametrize("width", range(14, 70))
def test_a_mark_stays_with_its_title_at_every_width(width):
    """Each line holds whole pairs of title and mark, in order, and as many as fit."""
    reading = Scorer().read("I'm sorry nobody came.", BEFORE)
    pairs = [f"{TITLES[name]} {mark_sign(reading.marks[name])}" for name in CRITERIA]
    lines = [line.plain for line in lay_out([marks_row(reading)], width)]
    assert [pair for line in lines for pair in line.split("  ")] == pairs
    assert max(map(len, lines)) <= width
    for line, following in pairwise(lines):
        assert len(line) + 2 + len(following.split("  ")[0]) > width


def test_why_there_are_no_marks_wraps_like_any_text():
    """Another language: the reason takes the place of five question marks."""
    reading = Scorer().read("Es tut mir leid, ich rufe Sie morgen um neun Uhr zurück, versprochen.", BEFORE)
    lines = [line.plain for line in lay_out([marks_row(reading)], 40)]
    assert len(lines) > 1
    assert " ".join(line.strip() for line in lines) == f"Not marked: {NOT_ENGLISH}"
    assert marks_row(reading).plain == f"Not marked: {NOT_ENGLISH}"
