"""The ranker prefers the line that answers the reply, fits the case and the heat."""

from __future__ import annotations

import pytest

from scoring.types import Turn
from simulator.engine.state import Decision
from simulator.voice.rank import score

REPLY = (Turn("agent", "I can offer you a voucher for the trouble."),)


def fit(setting, text, heat=80, likelihood=-1.0, own=8, finished=True):
    """Fit of a line that rejects a voucher."""
    one = Decision(1, "reject_fix", heat, 30, "venting")
    return score(text, likelihood, setting, one, REPLY, own=own, finished=finished)


@pytest.mark.parametrize(
    ("better", "worse", "heat"),
    [
        ("No, a voucher is no good.", "No, that is no good.", 50),
        ("No, the engineer is what I need.", "No, that is what I need.", 50),
        ("No, that is no good!", "No, that is no good.", 80),
        ("No, that is no good.", "No, that is no good!", 20),
    ],
)
def test_fit(setting, better, worse, heat):
    """Words of the reply, words of the case, and marks that fit the heat each count."""
    assert fit(setting, better, heat) > fit(setting, worse, heat)


def test_likelihood_length_and_end(setting):
    """An unlikely, a cut or a hardly continued line ranks lower."""
    line = "No, that is no good."
    assert fit(setting, line) > fit(setting, line, likelihood=-1.5)
    assert fit(setting, line) > fit(setting, line, finished=False)
    assert fit(setting, line) > fit(setting, line, own=1)
