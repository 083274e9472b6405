"""How well two markings agree: quadratic kappa, exact share, F1, AUROC, bootstrap intervals. numpy alone.

For kappa on 0/1/2 an N/A counts as 0; "present" means 1 or 2; agreement on N/A is measured on its own.
Checked against scikit-learn in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Level = int | None
"""A mark: 0, 1, 2 or None for N/A."""

LEVELS = 3


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
    """Share of equal marks, N/A as 0."""
    present_kappa: float
    """Unweighted kappa on present (1 or 2) against absent."""
    present_f1: float
    auroc: float
    """Area under the ROC curve of the graded value (or confidence) for present."""
    na_kappa: float
    """Unweighted kappa on N/A against marked."""


def as_levels(marks: Sequence[Level]) -> NDArray[np.int64]:
    """Marks as 0/1/2 with N/A counted as 0."""
    return np.array([mark or 0 for mark in marks], dtype=np.int64)


def weighted_kappa(
    first: NDArray[np.int64], second: NDArray[np.int64], *, levels: int = LEVELS, power: int = 2
) -> float:
    """Cohen's kappa with weights |i - j| ** power (2: quadratic; 0 is read as unweighted).

    Returns:
        1 for perfect agreement, 0 for chance, NaN where both always gave the same single level.
    """
    observed = np.zeros((levels, levels))
    np.add.at(observed, (first, second), 1)
    distance = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
    weights = distance**power if power else (distance > 0).astype(float)
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / max(len(first), 1)
    disagreement = float((weights * expected).sum())
    return 1 - float((weights * observed).sum()) / disagreement if disagreement else float("nan")


def f1(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    """Harmonic mean of precision and recall; 0 where nothing was there and nothing was found."""
    both = 2 * int(np.sum(truth & guess))
    total = int(truth.sum() + guess.sum())
    return both / total if total else 0.0


def auroc(truth: NDArray[np.bool_], score: NDArray[np.float64]) -> float:
    """Chance that a present reply is scored above an absent one, ties counted half; NaN with one class only."""
    present, absent = score[truth], score[~truth]
    if not len(present) or not len(absent):
        return float("nan")
    order = np.sort(absent)
    wins = np.searchsorted(order, present, side="left") + np.searchsorted(order, present, side="right")
    return float(wins.sum() / 2 / (len(present) * len(absent)))


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
    truth: Sequence[Level], guess: Sequence[Level], scores: Sequence[float] | None = None, *, rounds: int = 1000
) -> Agreement:
    """Hold one marking against another, reply by reply.

    Args:
        truth: The marking that is held to be right.
        guess: The marking under test, in the same order.
        scores: A graded score per reply for AUROC; the guessed level itself if left out.
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
    return Agreement(
        replies=len(truth),
        kappa=weighted_kappa(first, second),
        kappa_interval=bootstrap(lambda rows: weighted_kappa(first[rows], second[rows]), len(truth), rounds=rounds),
        exact=float(np.mean(first == second)) if len(truth) else float("nan"),
        present_kappa=weighted_kappa(
            present_first.astype(np.int64), present_second.astype(np.int64), levels=2, power=0
        ),
        present_f1=f1(present_first, present_second),
        auroc=auroc(present_first, graded),
        na_kappa=weighted_kappa(na_first, na_second, levels=2, power=0),
    )
