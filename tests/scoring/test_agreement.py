"""Agreement figures, held against scikit-learn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score, roc_auc_score

from scoring.agreement import agree, auroc, bootstrap, f1, weighted_kappa

levels = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=80)


@given(levels)
@settings(deadline=None, max_examples=60)
@pytest.mark.filterwarnings("ignore")
def test_quadratic_kappa_is_what_scikit_learn_says(pairs):
    """Equal to cohen_kappa_score with quadratic weights, NaN included."""
    first, second = (np.array(side) for side in zip(*pairs, strict=True))
    ours = weighted_kappa(first, second)
    theirs = cohen_kappa_score(first, second, labels=[0, 1, 2], weights="quadratic")
    assert (math.isnan(ours) and math.isnan(theirs)) or ours == pytest.approx(theirs)


@given(levels)
@settings(deadline=None, max_examples=60)
@pytest.mark.filterwarnings("ignore")
def test_plain_kappa_f1_and_auroc_are_what_scikit_learn_says(pairs):
    """The present/absent figures agree as well."""
    first, second = (np.array(side) for side in zip(*pairs, strict=True))
    truth, guess = first > 0, second > 0
    assert f1(truth, guess) == pytest.approx(f1_score(truth, guess, zero_division=0))
    kappa = weighted_kappa(truth.astype(int), guess.astype(int), levels=2, power=0)
    expected = cohen_kappa_score(truth, guess, labels=[False, True])
    assert (math.isnan(kappa) and math.isnan(expected)) or kappa == pytest.approx(expected)
    if truth.any() and not truth.all():
        assert auroc(truth, second.astype(float)) == pytest.approx(roc_auc_score(truth, second))


def test_na_counts_as_zero_for_kappa_and_has_a_row_of_its_own():
    """N/A against 0 is agreement on the level and disagreement on N/A."""
    found = agree([None, 0, 1, 2], [0, None, 1, 2], rounds=20)
    assert found.kappa == 1
    assert found.exact == 1
    assert found.na_kappa < 0


def test_the_bootstrap_repeats_itself():
    """Same seed, same interval; it holds the measure and not much else."""
    data = np.arange(100) % 3
    one = bootstrap(lambda rows: float(data[rows].mean()), 100)
    assert one == bootstrap(lambda rows: float(data[rows].mean()), 100)
    assert one.low < data.mean() < one.high


def test_markings_of_different_length_are_refused():
    """A lost row must not shift the others in silence."""
    with pytest.raises(ValueError, match="2 marks against 1"):
        agree([0, 1], [0])
