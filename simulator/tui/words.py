"""What numbers and ids are called on the screen: one place, so that practice and debrief say the same thing.

Nothing here depends on a widget. Every level has a word beside its number, because a colour alone tells some people
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.text import clean_text
from simulator.content.models import KEPT, LOST
from simulator.lessons import TITLES

if TYPE_CHECKING:
    from scoring.types import Best, Mark
    from simulator.content.models import Outcome, Phase

OUTCOME_NAMES: dict[Outcome, str] = {
    "won_back": "Won back",
    "resolved": "Resolved",
    "lukewarm": "Lukewarm",
    "handed_over": "Handed over",
    "honest_no": "An honest no",
    "supervisor": "Asked for a supervisor",
    "hung_up": "Hung up",
    "went_public": "Went public",
    "abandoned": "Broken off",
}
"""Each outcome in two or three words."""

DIFFICULTY_NAMES: dict[str, str] = {
    "normal": "as written",
    "hard": "a shorter fuse",
    "easy": "a longer fuse",
}
"""What a difficulty chosen for a practice does to the customer; a case's own difficulty is a word on the list."""

PHASE_NAMES: dict[Phase, str] = {
    "venting": "venting",
    "heard": "ready to listen",
    "exploring": "exploring",
    "negotiating": "negotiating",
    "closing": "closing",
    "ended": "ended",
}
"""Where the conversation stands, as the trainee reads it."""

CHANNEL_NAMES = {"chat": "chat", "phone": "phone", "email": "e-mail", "ticket": "ticket", "social": "social media"}

_HEAT = ((15, "calm"), (35, "uneasy"), (50, "irritated"), (70, "angry"), (85, "very angry"), (101, "furious"))
_TRUST = ((15, "none"), (35, "wary"), (55, "unsure"), (75, "warming"), (101, "trusting"))


def _level(levels: tuple[tuple[int, str], ...], value: int) -> str:
    return next((word for below, word in levels if value < below), levels[-1][1])


def heat_word(heat: int) -> str:
    """Heat 0 to 100 in a word or two."""
    return _level(_HEAT, heat)


def trust_word(trust: int) -> str:
    """Trust 0 to 100 in a word."""
    return _level(_TRUST, trust)


def played(difficulty: str, mode: str) -> str:
    """How a case is played, for a line that names no label: a temper as the case writes it goes without saying."""
    return mode if difficulty == "normal" else f"{DIFFICULTY_NAMES[difficulty]} · {mode}"


def signed(number: int) -> str:
    """A change with its sign, with a true minus and no hyphen."""
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def name_of(graded: str) -> str:
    """The name of a criterion or practice."""
    return TITLES.get(graded) or graded.replace("_", " ").capitalize()


def mark_sign(mark: Mark | Best) -> str:
    """A mark in one character: 0, 1, 2, a dash for no opportunity, ? for not marked."""
    if mark.value is not None:
        return str(mark.value)
    return "–" if mark.status == "no_opportunity" else "?"


def outcome_kind(outcome: Outcome | None) -> str:
    """Whether an outcome kept the customer: `kept`, `lost` or `open`."""
    return "kept" if outcome in KEPT else "lost" if outcome in LOST else "open"


def shown(text: str) -> str:
    """A longer text, clean, with its own line breaks."""
    return clean_text(text).strip()
