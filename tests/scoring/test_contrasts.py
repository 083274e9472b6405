"""What training is shown beside the labels: whole, and apart from all that is measured on."""

from __future__ import annotations

from benchmarks.hostile import REPLIES
from benchmarks.labels_report import LABELS, overlaps, read_split
from benchmarks.records import records
from scoring.training.contrasts import NOTHING_EARNED, UNDER, read_contrasts
from scoring.training.forms import read_retold

CONTRASTS = LABELS / "contrasts.jsonl"


def test_contrasts_are_whole():
    """Enough of every kind; what is honest earns something; where the guide gives nothing, what is barred is 0."""
    rows, labels = records(CONTRASTS), read_contrasts(CONTRASTS)
    assert len(rows) == len(labels) >= 1000
    for row, label in zip(rows, labels, strict=True):
        assert label.context[-1].role == "customer"
        assert row["earned"] or row["kind"] != "honest"
        nothing = {name for name in row["barred"] if name in NOTHING_EARNED.get(row["kind"], ())}
        assert {name for name, mark in label.marks.items() if mark == 0} == nothing
        assert {name for name, mark in label.marks.items() if mark == UNDER} == set(row["barred"]) - nothing
    for kind in ("stuffing", "checklist", "sarcasm", "negation", "quotation", "take_back", "blame", "grader", "honest"):
        assert sum(row["kind"] == kind for row in rows) >= 100


def test_nothing_that_is_measured_on_is_among_them():
    """No reply that shares a third of its runs of three words with one of the test split or of the hostile ones."""
    measured = [*read_split("test"), *records(REPLIES)]
    ids = {row["id"] for row in measured}
    near = [(one, other) for share, one, other in overlaps([*measured, *records(CONTRASTS)]) if share > 1 / 3]
    assert not [pair for pair in near if (pair[0] in ids) != (pair[1] in ids)]


def test_replies_told_again_are_of_the_training_split():
    """Of nothing that is measured on, and in other words than the reply has."""
    train = {row["id"]: row["reply"] for row in read_split("train")}
    retold = read_retold(LABELS / "retold.jsonl")
    assert len(retold) >= 500
    assert set(retold) <= set(train)
    assert not [name for name, reply in retold.items() if reply == train[name]]
