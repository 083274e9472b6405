"""How well two markings agree: quadratic kappa, exact share, F1, AUROC, bootstrap intervals. numpy alone.

For kappa on 0/1/2 an N/A counts as 0; "present" means 1 or 2; "exact" knows N/A as an answer of its own, and so does
the kappa on N/A.
Checked against scikit-learn in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scoring.types import Mark

Level = int | None
"""A mark: 0, 1, 2 or None for N/A."""

LEVELS = 3
BINS = 10
"""Of the calibration error, by confidence."""

Weights = NDArray[np.float64]
"""What each row counts for, shape (rows,), above 0. Left out, each counts for one."""


class Interval(NamedTuple):
    """A 95 % bootstrap interval."""

    low: float
    high: float


class Agreement(NamedTuple):
    """One criterion's agreement between two markings of the same replies. NaN where it is not defined."""

    replies: int
    kappa: float
    """Quadratic-weighted kappa on 0/1/2."""
    kappa_interval: Interval
    exact: float
    """Share of equal marks; N/A is a mark of its own, and equal to nothing but N/A."""
    present_kappa: float
    """Unweighted kappa on present (1 or 2) against absent."""
    present_f1: float
    auroc: float
    """Area under the ROC curve of the graded value (or confidence) for present."""
    na_kappa: float
    """Unweighted kappa on N/A against marked."""
    calibration_error: float = float("nan")
    """Expected calibration error of the confidences; NaN where none were given."""
    na_calibration_error: float = float("nan")
    """The same over the guessed N/A alone: few, and lost among the rest."""


class Answers(NamedTuple):
    """What a scorer says of some replies, in their order."""

    levels: list[Level]
    graded: list[float]
    """How present the criterion is held to be: the mark, and within one mark its confidence. For AUROC."""
    sure: list[float]
    """The chance, 0 to 1, that it gives its own answer."""


class Measured(NamedTuple):
    """A figure with its 95 % bootstrap interval."""

    value: float
    interval: Interval


class Presence(NamedTuple):
    """Agreement on present against absent."""

    kappa: Measured
    f1: Measured
    auroc: Measured


class Transfer(NamedTuple):
    """How a scorer's "present" holds on rows labelled elsewhere."""

    rows: int
    present: int
    sample: Presence
    """Each row counts for one."""
    natural: Presence
    """Each row counts for as many as it stands for where it was found."""
    hard: int
    """Absent rows whose words mislead."""
    false_alarms: float
    """Share of the hard rows that are called present; NaN where there are none."""


def answers(marks: Iterable[Mark]) -> Answers:
    """The marks of a scorer as they are compared."""
    given = list(marks)
    return Answers(
        [mark.value for mark in given],
        [graded(mark.value, mark.confidence / 1000) for mark in given],
        [mark.confidence / 1000 for mark in given],
    )


def graded(level: Level, sure: float) -> float:
    """A mark and its confidence on one scale from 0 to 3: a sure 2 stands above an unsure, an unsure 0 above a sure.

    An N/A says that there is nothing, as a 0 does.
    """
    return level + sure if level else 1 - sure


def as_levels(marks: Sequence[Level]) -> NDArray[np.int64]:
    """Marks as 0/1/2 with N/A counted as 0."""
    return np.array([mark or 0 for mark in marks], dtype=np.int64)


def weighted_kappa(
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    *,
    levels: int = LEVELS,
    power: int = 2,
    rows: Weights | None = None,
) -> float:
    """Cohen's kappa with weights |i - j| ** power (2: quadratic; 0 is read as unweighted).

    Returns:
        1 for perfect agreement, 0 for chance, NaN where both always gave the same single level.
    """
    observed = np.zeros((levels, levels))
    np.add.at(observed, (first, second), 1 if rows is None else rows)
    distance = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
    weights = distance**power if power else (distance > 0).astype(float)
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / (observed.sum() or 1)
    disagreement = float((weights * expected).sum())
    return 1 - float((weights * observed).sum()) / disagreement if disagreement else float("nan")


def f1(truth: NDArray[np.bool_], guess: NDArray[np.bool_], rows: Weights | None = None) -> float:
    """Harmonic mean of precision and recall; 0 where nothing was there and nothing was found."""
    count = np.ones(len(truth)) if rows is None else rows
    both = 2 * float(count[truth & guess].sum())
    total = float(count[truth].sum() + count[guess].sum())
    return both / total if total else 0.0


def auroc(truth: NDArray[np.bool_], score: NDArray[np.float64], rows: Weights | None = None) -> float:
    """Chance that a present reply is scored above an absent one, ties counted half; NaN with one class only."""
    present, absent = score[truth], score[~truth]
    if not len(present) or not len(absent):
        return float("nan")
    count = np.ones(len(truth)) if rows is None else rows
    order = np.argsort(absent, kind="stable")
    below = np.concatenate([[0.0], np.cumsum(count[~truth][order])])
    left, right = (np.searchsorted(absent[order], present, side=side) for side in ("left", "right"))
    wins = (below[left] + below[right]) / 2 * count[truth]
    return float(wins.sum() / (count[truth].sum() * below[-1]))


def calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_], bins: int = BINS) -> float:
    """Expected calibration error: how far confidence and share of right answers lie apart, mean over equal bins.

    Args:
        sure: Confidences from 0 to 1, shape (rows,); NaN where none was given, and such a row is left out.
        right: Whether each answer was right.
        bins: How many, each as wide.

    Returns:
        From 0 to 1, weighted by the rows in a bin; NaN where no row is left.
    """
    known = ~np.isnan(sure)
    sure, right = sure[known], right[known]
    if not len(sure):
        return float("nan")
    owner = np.minimum((sure * bins).astype(np.int64), bins - 1)
    gaps = [abs(float((sure[owner == at] - right[owner == at]).sum())) for at in range(bins)]
    return sum(gaps) / len(sure)


def bootstrap(
    measure: Callable[[NDArray[np.int64]], float], size: int, *, seed: int = 0, rounds: int = 1000
) -> Interval:
    """95 % percentile interval of `measure` over resampled row numbers; undefined rounds are left out."""
    random = np.random.default_rng(seed)
    values = np.array([measure(random.integers(0, size, size)) for _ in range(rounds if size else 0)])
    values = values[~np.isnan(values)]
    if not len(values):
        return Interval(float("nan"), float("nan"))
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(low), float(high))


def agree(
    truth: Sequence[Level],
    guess: Sequence[Level],
    scores: Sequence[float] | None = None,
    *,
    sure: Sequence[float] | None = None,
    rounds: int = 1000,
) -> Agreement:
    """Hold one marking against another, reply by reply.

    Args:
        truth: The marking that is held to be right.
        guess: The marking under test, in the same order.
        scores: A graded score per reply for AUROC; the guessed level itself if left out.
        sure: The confidence of each guess, 0 to 1, for the calibration error; NaN leaves a reply out. A guessed level
            is right if it is the true one (N/A as 0, as for kappa), a guessed N/A only if the truth is N/A.
        rounds: Bootstrap rounds for the interval.

    Raises:
        ValueError: The two differ in length.
    """
    if len(truth) != len(guess):
        raise ValueError(f"{len(truth)} marks against {len(guess)}")
    first, second = as_levels(truth), as_levels(guess)
    graded = np.asarray(scores if scores is not None else second, dtype=np.float64)
    present_first, present_second = first > 0, second > 0
    na_first = np.array([mark is None for mark in truth], dtype=np.int64)
    na_second = np.array([mark is None for mark in guess], dtype=np.int64)
    right = np.where(na_second == 1, na_first == 1, first == second)
    claimed = np.asarray(sure if sure is not None else np.full(len(truth), np.nan), dtype=np.float64)
    alike = (first == second) & (na_first == na_second)
    guessed_na = na_second == 1
    return Agreement(
        replies=len(truth),
        kappa=weighted_kappa(first, second),
        kappa_interval=bootstrap(lambda rows: weighted_kappa(first[rows], second[rows]), len(truth), rounds=rounds),
        exact=float(np.mean(alike)) if len(truth) else float("nan"),
        present_kappa=weighted_kappa(
            present_first.astype(np.int64), present_second.astype(np.int64), levels=2, power=0
        ),
        present_f1=f1(present_first, present_second),
        auroc=auroc(present_first, graded),
        na_kappa=weighted_kappa(na_first, na_second, levels=2, power=0),
        calibration_error=calibration_error(claimed, right),
        na_calibration_error=calibration_error(claimed[guessed_na], right[guessed_na]),
    )


def transfer(
    truth: Sequence[bool],
    found: Answers,
    natural: Sequence[float],
    hard: Sequence[bool],
    *,
    rounds: int = 1000,
) -> Transfer:
    """Hold a scorer's "present" (1 or 2) against labels that know no levels.

    Args:
        truth: Whether each reply shows the criterion.
        found: The scorer's answers, in the same order.
        natural: For each reply how many like it there are where it was found, above 0.
        hard: Whether each reply was chosen because its words mislead; only absent ones count.
        rounds: Bootstrap rounds for each interval.

    Raises:
        ValueError: They differ in length.
    """
    if not len(truth) == len(found.levels) == len(natural) == len(hard):
        raise ValueError(f"{len(truth)} labels, {len(found.levels)} answers, {len(natural)} weights, {len(hard)} hard")
    there = np.asarray(truth, dtype=np.bool_)
    guess = as_levels(found.levels) > 0
    misleading = np.asarray(hard, dtype=np.bool_) & ~there
    score = np.asarray(found.graded, dtype=np.float64)
    return Transfer(
        rows=len(there),
        present=int(there.sum()),
        sample=_presence(there, guess, score, np.ones(len(there)), rounds),
        natural=_presence(there, guess, score, np.asarray(natural, dtype=np.float64), rounds),
        hard=int(misleading.sum()),
        false_alarms=float(guess[misleading].mean()) if misleading.any() else float("nan"),
    )


def _presence(
    there: NDArray[np.bool_], guess: NDArray[np.bool_], score: NDArray[np.float64], weights: Weights, rounds: int
) -> Presence:
    one, other = there.astype(np.int64), guess.astype(np.int64)

    def measured(measure: Callable[[NDArray[np.int64]], float]) -> Measured:
        return Measured(measure(np.arange(len(there))), bootstrap(measure, len(there), rounds=rounds))

    return Presence(
        kappa=measured(lambda at: weighted_kappa(one[at], other[at], levels=2, power=0, rows=weights[at])),
        f1=measured(lambda at: f1(there[at], guess[at], weights[at])),
        auroc=measured(lambda at: auroc(there[at], score[at], weights[at])),
    )
