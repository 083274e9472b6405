"""What one reply earned: the five marks in a line, the words that earned them, and what moved the mood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from scoring.text import one_line
from scoring.types import CRITERIA
from simulator.debrief import reason_notes
from simulator.lessons import TITLES
from simulator.tui.theme import MUTED
from simulator.tui.words import heat_word, mark_sign, quoted, signed

if TYPE_CHECKING:
    from scoring.types import Mark, Reading
    from simulator.engine.state import Decision, Setting

_NAME_WIDTH = 11
"""Cells of the left column: the longest criterion and a space."""

MARK_STYLE = {2: "bold $success", 1: "bold $warning", 0: "bold $foreground 65%", None: MUTED}
"""Style of a mark by its value; the character says the same."""


def sign(mark: Mark) -> Content:
    """The mark's character in its style."""
    return Content.assemble((mark_sign(mark), MARK_STYLE[mark.value]))


def marks_line(reading: Reading) -> Content:
    """The five marks on one line: `Listening 2   Empathy 1   Apology 0`, and so on."""
    parts: list[Content] = []
    for name in CRITERIA:
        mark = reading.marks[name]
        parts.append(Content.assemble((f"{TITLES[name]} ", MUTED), sign(mark)))
    return Content("   ").join(parts)


def evidence_lines(reading: Reading) -> list[Content]:
    """One line for each mark above 0, with the words that earned it."""
    lines = []
    for name in CRITERIA:
        mark = reading.marks[name]
        if mark.value:
            words = quoted(mark.evidence[0].quote, limit=56) if mark.evidence else ""
            lines.append(Content.assemble((f"{TITLES[name]:<{_NAME_WIDTH}}", MUTED), sign(mark), f" {words}"))
    return lines


def mood_lines(before: int, decision: Decision, setting: Setting) -> list[Content]:
    """What moved the heat: the two numbers, then each reason with its points and the words it answers."""
    now = decision.heat
    lines = [
        Content.assemble(
            (f"{'Heat':<{_NAME_WIDTH}}", MUTED),
            f"{before} → {now} ",
            (f"{heat_word(now)} ({signed(now - before)})", "bold"),
        )
    ]
    for note in reason_notes(setting, decision.reasons):
        moved = signed(note.delta_heat) if note.delta_heat else f"trust {signed(note.delta_trust)}"
        if note.delta_heat or note.delta_trust:
            lines.append(Content.assemble((f"{moved:>{_NAME_WIDTH - 1}} ", "bold"), one_line(note.sentence)))
    return lines


class MarksBlock(Static):
    """The marks of one reply under its words. Folds to its first line when a later reply comes."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(markup=False)
        self._reading = reading
        self._mood: list[Content] = []
        self.open = True

    def on_mount(self) -> None:
        """Show it in full."""
        self._draw()

    def add_mood(self, lines: list[Content]) -> None:
        """Add what the reply moved, once the customer has decided."""
        self._mood = lines
        self._draw()

    def fold(self) -> None:
        """Keep the one line of marks; the debrief has the rest."""
        if self.open:
            self.open = False
            self._draw()

    @property
    def plain(self) -> str:
        """What stands there now, as text."""
        return str(self.content)

    def _draw(self) -> None:
        lines = [marks_line(self._reading)]
        if self.open:
            lines += [*evidence_lines(self._reading), *self._mood]
        self.update(Content("\n").join(lines))
