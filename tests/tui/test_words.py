"""Words, bars and rows: what stands on the screen does not need a colour."""

from __future__ import annotations

import re

import pytest
from textual.content import Content

from scoring.text import quoted
from scoring.types import Mark
from simulator.content.models import KEPT, LOST
from simulator.tui.app import make_app
from simulator.tui.widgets.gauge import bar
from simulator.tui.widgets.rows import lay_out, row
from simulator.tui.words import OUTCOME_NAMES, heat_word, mark_sign, played, signed, trust_word
from tests.tui.stage import begin, briefed, make_backstage, say, settle, still

LEVELS = [(0, "calm"), (34, "uneasy"), (35, "irritated"), (69, "angry"), (100, "furious")]


@pytest.mark.parametrize(
    ("difficulty", "told"), [("normal", "exam"), ("hard", "a shorter fuse · exam"), ("easy", "a longer fuse · exam")]
)
def test_a_temper_as_written_goes_without_saying(difficulty, told):
    """Beside no label, "as written" would be a riddle."""
    assert played(difficulty, "exam") == told


@pytest.mark.parametrize(("heat", "word"), LEVELS)
def test_heat_has_a_word_and_the_bands_of_the_engine_are_its_borders(heat, word):
    """No word spans two heat bands: cool below 35, hot from 70."""
    assert heat_word(heat) == word
    assert heat_word(34) != heat_word(35)
    assert heat_word(69) != heat_word(70)


def test_trust_has_a_word_at_both_ends():
    """From none to trusting."""
    assert (trust_word(0), trust_word(100)) == ("none", "trusting")


@pytest.mark.parametrize("value", [0, 1, 37, 99, 100])
def test_a_bar_is_always_as_wide_as_asked(value):
    """Filled and rest together; nothing filled only at 0."""
    filled, rest = bar(value, 20)
    assert len(filled + rest) == 20
    assert bool(filled) == (value > 0)


def test_the_four_marks_are_told_apart_by_their_character():
    """0, 1, 2, no opportunity and not marked."""
    marks = [Mark(value, "marked", 0, (), "") for value in (0, 1, 2)]
    marks += [Mark(None, status, 0, (), "") for status in ("no_opportunity", "unmarked")]
    assert [mark_sign(mark) for mark in marks] == ["0", "1", "2", "–", "?"]


def test_every_outcome_has_a_name():
    """None falls back to its id."""
    assert set(OUTCOME_NAMES) == KEPT | LOST | {"abandoned"}


def test_quotes_are_one_clean_line_cut_at_a_word():
    """Whatever the trainee typed."""
    assert quoted("a\n\x1b[31mb") == "“a b”"
    assert quoted("one two three", limit=9) == "“one two…”"
    assert [signed(number) for number in (3, 0, -3)] == ["+3", "0", "−3"]


def test_rows_wrap_beside_their_label():
    """The second line of a text starts where the first did; a right-hand label touches its text."""
    lines = [line.plain for line in lay_out([row("-7", "one two three", indent=4, right=True)], 12)]
    assert lines == [" -7 one two", "    three"]
    assert lay_out([], 10) == []
    assert isinstance(lay_out([row("a", "b", indent=2)], 10)[0], Content)


async def test_without_colour_nothing_is_coloured(tmp_path, monkeypatch):
    """With NO_COLOR every colour of the picture is a grey, and the marks still stand there."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = briefed(make_backstage(tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(pilot)
        await say(pilot, "empathy2 listening1")
        picture = app.export_screenshot().partition("</style>")
        colours = re.findall(r"(?:fill: |fill=\")#([0-9a-f]{6})", picture[0].partition("-r1 ")[2] + picture[2])
        window = {"ff5f57", "febc2e", "28c840", "c5c8c6"}  # the frame that the exporter draws around the terminal
        told = {colour for colour in colours if colour not in window}
        assert told
        assert all(colour[:2] == colour[2:4] == colour[4:] for colour in told)
        assert "Empathy" in picture[2]


async def test_the_light_palette_is_a_command_away(tmp_path):
    """Both palettes are registered and can be turned to and back."""
    app = still(make_app(make_backstage(tmp_path)))
    async with app.run_test() as pilot:
        await settle(pilot)
        turn = next(command for command in app.get_system_commands(app.screen) if command.title == "Light or dark")
        turn.callback()
        assert app.theme == "coolhead-light"
        turn.callback()
        assert app.theme == "coolhead"
