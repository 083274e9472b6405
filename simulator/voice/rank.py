"""Orders the lines that passed the guard: the best fit to act, heat and the trainee's last words comes first."""

from __future__ import annotations

from simulator.engine.state import Decision, Setting
from simulator.voice.checked import tokens
from simulator.voice.guard import case_words
from simulator.voice.types import History

LEAST_LIKELY = -1.5
"""Mean log-probability a token below which a small model is no longer making sense."""
_STEER = 0.25
"""Worth of a word shared with the trainee's reply."""
_CASE = 0.2
"""Worth of a word of the case."""
_HEAT = 0.25
"""Worth of a mark that fits the heat."""
_CUT = 0.4
"""Price of a line that had to be cut at its last full stop."""
_SHORT = 0.3
"""Price of a line in which the model added next to nothing."""


def score(
    text: str, likelihood: float, setting: Setting, decision: Decision, history: History, *, own: int, finished: bool
) -> float:
    """How well a line fits, higher is better.

    Args:
        text: The line.
        likelihood: Mean log-probability of the model's own tokens, 0 or less.
        setting: The case and who plays it.
        decision: What the line must carry out.
        history: The talk so far, the trainee's reply last.
        own: Number of tokens that are the model's own.
        finished: Whether the line came to its own end.
    """
    spoken = set(tokens(text))
    reply = history[-1].text if history and history[-1].role == "agent" else ""
    slots = setting.scenario.slots
    fit = likelihood
    fit += _STEER * min(2, len(spoken & case_words([reply])))
    fit += _CASE * min(2, len(spoken & case_words([slots.product, slots.problem, slots.since, slots.cost, slots.want])))
    lively = "!" in text or "?" in text
    fit += _HEAT * {"hot": lively, "warm": "?" in text, "cool": "!" not in text}[decision.band]
    if not finished:
        fit -= _CUT
    if own < 4:
        fit -= _SHORT
    return fit
