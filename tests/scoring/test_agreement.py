"""Agreement figures, held against scikit-learn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score, roc_auc_score

from scoring.agreement import Answers, agree, answers, auroc, bootstrap, calibration_error, f1, transfer, weighted_kappa
from scoring.types import Mark

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


def test_na_counts_as_zero_for_kappa_and_as_itself_for_equal_marks():
    """N/A against 0 is agreement on the level, and disagreement on N/A and on the answer given."""
    found = agree([None, 0, 1, 2], [0, None, 1, 2], rounds=20)
    assert found.kappa == 1
    assert found.exact == 0.5
    assert found.na_kappa < 0
    assert agree([None, 1], [None, 1], rounds=1).exact == 1


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


weighed = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.sampled_from([0.1, 0.5, 0.9]), st.sampled_from([0.5, 1.0, 30.0])),
    min_size=2,
    max_size=60,
)


@given(weighed)
@settings(deadline=None, max_examples=60)
@pytest.mark.filterwarnings("ignore")
def test_weighted_figures_are_what_scikit_learn_says(rows):
    """Kappa, F1 and AUROC with a weight for each row, ties in the score included."""
    truth, guess, score, weight = (np.array(side) for side in zip(*rows, strict=True))
    ours = weighted_kappa(truth.astype(int), guess.astype(int), levels=2, power=0, rows=weight)
    theirs = cohen_kappa_score(truth, guess, labels=[False, True], sample_weight=weight)
    assert (math.isnan(ours) and math.isnan(theirs)) or ours == pytest.approx(theirs)
    assert f1(truth, guess, weight) == pytest.approx(f1_score(truth, guess, zero_division=0, sample_weight=weight))
    if truth.any() and not truth.all():
        assert auroc(truth, score, weight) == pytest.approx(roc_auc_score(truth, score, sample_weight=weight))


def test_the_calibration_error_is_the_gap_between_claim_and_truth():
    """Two bins, worked out by hand; rows without a confidence are left out; without any there is no figure."""
    sure = np.array([0.95, 0.95, 0.55, 0.55, float("nan")])
    right = np.array([True, False, True, True, False])
    assert calibration_error(sure, right) == pytest.approx((abs(1.9 - 1) + abs(1.1 - 2)) / 4)
    assert calibration_error(np.array([1.0]), np.array([True])) == 0
    assert math.isnan(calibration_error(sure[4:], right[4:]))


def test_a_level_is_right_where_na_counts_as_zero_and_na_only_where_it_is_meant():
    """A 0 for a true N/A is right, an N/A for a true 0 is wrong."""
    assert agree([None, 1], [0, 1], sure=[1.0, 1.0], rounds=1).calibration_error == 0
    assert agree([0, None], [None, None], sure=[1.0, 1.0], rounds=1).calibration_error == 0.5


def test_the_calibration_of_na_is_measured_on_its_own():
    """Two sure N/A, one of them wrong: half; the levels beside them do not move it; none guessed, no figure."""
    found = agree([None, 0, 1, 2], [None, None, 1, 2], sure=[1.0] * 4, rounds=1)
    assert (found.na_calibration_error, found.calibration_error) == (0.5, 0.25)
    assert math.isnan(agree([None, 1], [0, 1], sure=[1.0, 1.0], rounds=1).na_calibration_error)


def test_a_mark_and_its_confidence_make_one_order():
    """Sure 2, unsure 2, sure 1, unsure 1, unsure 0, sure 0; an N/A goes with the zeros."""
    given = [(2, 900), (2, 500), (1, 900), (1, 500), (0, 500), (0, 900)]
    found = answers(Mark(value, "marked", sure, (), "") for value, sure in given)
    assert found.levels == [2, 2, 1, 1, 0, 0]
    assert found.graded == sorted(found.graded, reverse=True)
    assert answers([Mark(None, "no_opportunity", 900, (), "")]).graded[0] < 1


def test_transfer_counts_rows_for_what_they_stand_for_and_hard_ones_apart():
    """One false alarm among the hard; at natural prevalence the many absent rows weigh on F1."""
    truth = [True, True, False, False, False]
    found = Answers([2, 1, 1, 0, None], [2.9, 1.5, 1.2, 0.3, 0.1], [0.9] * 5)
    got = transfer(truth, found, [1, 1, 10, 10, 10], [True, False, True, True, False], rounds=50)
    assert (got.rows, got.present, got.hard, got.false_alarms) == (5, 2, 2, 0.5)
    assert got.sample.f1.value == pytest.approx(0.8)
    assert got.natural.f1.value == pytest.approx(2 * 2 / (2 + 12))
    assert got.sample.auroc.value == got.natural.auroc.value == 1
    assert got.sample.kappa.interval.low <= got.sample.kappa.value <= got.sample.kappa.interval.high
    with pytest.raises(ValueError, match="5 labels"):
        transfer(truth, found, [1.0], [False])
