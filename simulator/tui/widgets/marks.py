"""What one reply earned: the five marks in a line, the words that earned them, and what moved the mood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from scoring.text import one_line, quoted
from scoring.types import CRITERIA
from simulator.debrief import reason_notes
from simulator.lessons import TITLES
from simulator.tui.theme import MUTED
from simulator.tui.widgets.rows import Row, Rows, row
from simulator.tui.words import heat_word, mark_sign, signed

if TYPE_CHECKING:
    from scoring.types import Mark, Reading
    from simulator.engine.state import Decision, Setting

_NAME_WIDTH = 11
"""Cells of the left column: the longest criterion and a space."""
_QUOTED = 140
"""Characters of a quotation: the longest sentence that evidence keeps whole fits; what is longer is cut at a word."""

MARK_STYLE = {2: "bold $success", 1: "bold $warning", 0: "bold $foreground 65%", None: MUTED}
"""Style of a mark by its value; the character says the same."""


def sign(mark: Mark) -> Content:
    """The mark's character in its style."""
    return Content.assemble((mark_sign(mark), MARK_STYLE[mark.value]))


def marks_row(reading: Reading) -> Row:
    """The five marks in a row: `Listening 2  Empathy 1  Apology 0`, and so on, or why there are none."""
    if reading.unread_because:
        return row("", ("Not marked: ", MUTED), reading.unread_because, indent=0)
    marks = (Content.assemble((f"{TITLES[name]} ", MUTED), sign(reading.marks[name])) for name in CRITERIA)
    return Row(Content(""), tuple(marks), 0)


def evidence_rows(reading: Reading) -> list[Row]:
    """One row for each mark above 0, with the words that earned it."""
    rows = []
    for name in CRITERIA:
        mark = reading.marks[name]
        if mark.value:
            quotes = list(dict.fromkeys(quoted(found.quote, limit=_QUOTED) for found in mark.evidence[:2]))
            rows.append(row((TITLES[name], MUTED), sign(mark), f" {' '.join(quotes)}", indent=_NAME_WIDTH))
    return rows


def mood_rows(before: int, decision: Decision, setting: Setting) -> list[Row]:
    """What moved the heat: the two numbers, then each reason with its points."""
    now = decision.heat
    rows = [
        row(
            ("Heat", MUTED),
            f"{before} → {now} ",
            (f"{heat_word(now)} ({signed(now - before)})", "bold"),
            indent=_NAME_WIDTH,
        )
    ]
    for note in reason_notes(setting, decision.reasons):
        moved = signed(note.delta_heat) if note.delta_heat else f"trust {signed(note.delta_trust)}"
        if note.delta_heat or note.delta_trust:
            rows.append(row((moved, "bold"), one_line(note.sentence), indent=_NAME_WIDTH, right=True))
    return rows


class MarksBlock(Rows):
    """The marks of one reply under its words. Folds to its first line when a later reply comes."""

    def __init__(self, reading: Reading) -> None:
        self._first = marks_row(reading)
        super().__init__([self._first, *evidence_rows(reading)])

    def add_mood(self, rows: list[Row]) -> None:
        """Add what the reply moved, once the customer has decided."""
        self.set_rows([*self.rows, *rows])

    def fold(self) -> None:
        """Keep the one line of marks; the debrief has the rest."""
        self.set_rows([self._first])
