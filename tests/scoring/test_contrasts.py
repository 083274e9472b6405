"""What training is shown beside the labels: whole, and apart from all that is measured on."""

from __future__ import annotations

from typing import get_args

from benchmarks.hostile import REPLIES
from benchmarks.labels_report import LABELS, overlaps, read_split
from benchmarks.records import records
from scoring.training.contrasts import NOTHING_EARNED, Kind, read_contrasts
from scoring.training.forms import read_retold
from scoring.training.targets import NOTHING, UNDER

CONTRASTS, RETOLD = LABELS / "contrasts.jsonl", LABELS / "retold.jsonl"


STRUCK = frozenset({"dc-090", "dr-060", "ds-124"})
"""Honest rows of which a checker struck what they were said to earn; what they are barred from is left."""


def test_contrasts_are_whole():
    """Enough of every kind; what is honest earns something; where the guide gives nothing, barred is 0 or N/A."""
    rows, labels = records(CONTRASTS), read_contrasts(CONTRASTS)
    assert len(rows) == len(labels) >= 1000
    for row, label in zip(rows, labels, strict=True):
        assert label.context[-1].role == "customer"
        assert row["earned"] or row["kind"] != "honest" or row["id"] in STRUCK
        nothing = {name for name in row["barred"] if name in NOTHING_EARNED.get(row["kind"], ())}
        assert {name for name, mark in label.marks.items() if mark == NOTHING} == nothing
        assert {name for name, mark in label.marks.items() if mark == UNDER} == set(row["barred"]) - nothing
    for kind in get_args(Kind):
        assert sum(row["kind"] == kind for row in rows) >= 90


def test_nothing_that_is_measured_on_is_among_what_is_shown():
    """No reply that shares a third of its runs of three words with one of dev, test or the hostile ones."""
    measured = [*read_split("dev"), *read_split("test"), *records(REPLIES)]
    beside = [*records(CONTRASTS), *records(RETOLD), *read_split("train")]
    rows = [{"id": ("measured", row["id"]), "reply": row["reply"]} for row in measured]
    rows += [{"id": ("shown", row["id"]), "reply": row["reply"]} for row in beside]
    assert not [(one, other) for share, one, other in overlaps(rows) if share > 1 / 3 and one[0] != other[0]]


def test_replies_told_again_are_of_the_training_split():
    """Of nothing that is measured on, and in other words than the reply has."""
    train = {row["id"]: row["reply"] for row in read_split("train")}
    retold = read_retold(RETOLD)
    assert len(retold) >= 500
    assert set(retold) <= set(train)
    assert not [name for name, reply in retold.items() if reply == train[name]]
