"""Warmth and cuts of a trained reader's chances, from labels that its layers were not tuned on.

Chances are (labels, outputs, 3): at least 1, at least 2, no opportunity. Targets are (labels, outputs): 0, 1, 2,
-1 for N/A, UNKNOWN where nothing was marked; what is only known to be under 2 is trained on and not calibrated with.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scoring.agreement import weighted_kappa
from scoring.encoder.joint import OUTPUTS
from scoring.training.targets import UNKNOWN

CUTS = tuple(round(0.3 + 0.05 * step, 2) for step in range(9))
SURE = frozenset(("insult", "blame", "calm_down"))
"""Cues that fail an attempt or set a customer off: worse made up than missed."""
_SURE_CUTS = tuple(round(0.35 + 0.05 * step, 2) for step in range(13))


def _logits(chances: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    kept = np.clip(chances, 0.001, 0.999)
    return np.log(kept / (1 - kept))


def _cooled(chances: npt.NDArray[np.float64], warmth: npt.NDArray[np.float64] | float) -> npt.NDArray[np.float64]:
    """Chances whose logits are divided by the warmth."""
    return 1 / (1 + np.exp(-_logits(chances) / warmth))


def warmth_of(chances: npt.NDArray[np.float64], wanted: npt.NDArray[np.bool_]) -> float:
    """The divisor of the logits under which these chances are most likely: above 1 where training was too sure."""

    def lost(warmth: float) -> float:
        chance = _cooled(chances, warmth)
        return float(-np.log(np.where(wanted, chance, 1 - chance)).mean())

    return min((round(0.6 + 0.05 * step, 2) for step in range(49)), key=lost) if len(chances) else 1.0


def cuts_of(chances: npt.NDArray[np.float64], target: npt.NDArray[np.int64]) -> tuple[float, float, float]:
    """Cuts of the best kappa, held near even: a cut far from it is more often luck than learning."""
    gold = np.maximum(target, 0)

    def rank(low: float, high: float) -> float:
        found = np.where(chances[:, 0] < low, 0, np.where(chances[:, 1] >= high, 2, 1))
        return float(np.nan_to_num(weighted_kappa(gold, found))) - 0.1 * (abs(low - 0.5) + abs(high - 0.5))

    low, high = max(((low, high) for low in CUTS for high in CUTS), key=lambda pair: rank(*pair))
    return low, high, 0.5


def sure_cut_of(chances: npt.NDArray[np.float64], there: npt.NDArray[np.bool_]) -> float:
    """The cut of the best F0.5, in which one made up weighs as much as two missed."""

    def rank(cut: float) -> float:
        heard = chances >= cut
        made = int((heard & there).sum())
        return 1.25 * made / max(1.0, 0.25 * int(there.sum()) + int(heard.sum()))

    return max(_SURE_CUTS, key=lambda cut: (rank(cut), cut))


def calibrate(
    chances: npt.NDArray[np.float64], target: npt.NDArray[np.int64]
) -> tuple[list[list[float]], list[tuple[float, float, float]]]:
    """Warmth and cuts of every output, from labels that the layers were not tuned on."""
    warmth, cuts = [], []
    for at in range(len(OUTPUTS)):
        known = target[:, at] != UNKNOWN
        here, marks = chances[known, at], target[known, at]
        none = np.maximum(marks, 0) == 0
        found = [warmth_of(here[:, 0], marks >= 1), warmth_of(here[:, 1], marks >= 2)]
        found.append(warmth_of(here[none, 2], marks[none] == -1))
        warmth.append(found)
        cooled = _cooled(here, np.array(found))
        sure = OUTPUTS[at] in SURE
        cuts.append((sure_cut_of(cooled[:, 0], marks >= 1), 0.5, 0.5) if sure else cuts_of(cooled, marks))
    return warmth, cuts


def measure(
    chances: npt.NDArray[np.float64], target: npt.NDArray[np.int64], cuts: Sequence[Sequence[float]]
) -> dict[str, float]:
    """Quadratic kappa of every output, N/A as 0."""
    out = {}
    for at, name in enumerate(OUTPUTS):
        known = target[:, at] != UNKNOWN
        here, gold = chances[known, at], np.maximum(target[known, at], 0)
        found = np.where(here[:, 0] < cuts[at][0], 0, np.where(here[:, 1] >= cuts[at][1], 2, 1))
        out[name] = round(weighted_kappa(gold, found), 3)
    return out
