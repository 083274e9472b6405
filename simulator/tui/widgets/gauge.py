"""Heat and trust, each as number, word and bar, so that none of the three has to carry the meaning alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from simulator.engine.state import band_of
from simulator.tui.theme import MUTED
from simulator.tui.words import heat_word, signed, trust_word

if TYPE_CHECKING:
    from simulator.content.models import Band

HEAT_STYLE: dict[Band, str] = {"cool": "$success", "warm": "$warning", "hot": "$error"}
"""Colour of a heat band; the word beside it says the same."""


def bar(value: int, width: int) -> tuple[str, str]:
    """A level of 0 to 100 as a heavy and a light line, `width` cells together.

    Returns:
        The filled part and the rest. They differ in weight and not only in colour.
    """
    cells = max(0, min(width, round(value * width / 100)))
    if value > 0 and width:
        cells = max(cells, 1)
    return "━" * cells, "┈" * (width - cells)


def level(label: str, value: int, word: str, change: int, *, width: int, style: str) -> Content:
    """One gauge: label, number, word, the last change and a bar, `width` cells in all."""
    arrow = f" {'▲' if change > 0 else '▼'}{abs(change)}" if change else ""
    text = f" {value:>3} {word}{arrow}"
    filled, rest = bar(value, max(4, width - len(label) - 21))
    return Content.assemble((label, MUTED), (text.ljust(20), "bold"), " ", (filled, style), (rest, "$foreground 30%"))


class MoodBar(Widget):
    """The customer's mood in one line: heat on the left, trust on the right."""

    heat: reactive[int] = reactive(0)
    """0 to 100."""
    trust: reactive[int] = reactive(0)
    """0 to 100."""
    heat_change: reactive[int] = reactive(0)
    """Points since the line before."""
    trust_change: reactive[int] = reactive(0)
    """Points since the line before."""

    def show(self, heat: int, trust: int, *, first: bool = False) -> None:
        """Show a new mood beside the change from the last (none for the first)."""
        self.heat_change = 0 if first else heat - self.heat
        self.trust_change = 0 if first else trust - self.trust
        self.heat, self.trust = heat, trust

    def render(self) -> Content:
        """The line, at whatever width there is."""
        half = max(28, (self.content_size.width - 3) // 2)
        left = level(
            "Heat", self.heat, heat_word(self.heat), self.heat_change, width=half, style=HEAT_STYLE[band_of(self.heat)]
        )
        right = level("Trust", self.trust, trust_word(self.trust), self.trust_change, width=half, style="$secondary")
        return Content.assemble(left, "   ", right)

    @property
    def spoken(self) -> str:
        """The mood as a sentence, for tests and for whoever reads the screen aloud."""
        changed = f" ({signed(self.heat_change)})" if self.heat_change else ""
        return f"heat {self.heat} {heat_word(self.heat)}{changed}, trust {self.trust} {trust_word(self.trust)}"
