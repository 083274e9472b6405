"""The project's own labelled replies: the rules they were written to, and the reader of labels files."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from scoring.errors import BadInputError
from scoring.labels import read_labels
from scoring.types import CRITERIA

FOLDER = Path(__file__).parents[2] / "benchmarks" / "labels"
SPLITS = ("train", "dev", "test")
ROWS = {name: [json.loads(line) for line in (FOLDER / f"{name}.jsonl").open(encoding="utf-8")] for name in SPLITS}
ALL = list(itertools.chain.from_iterable(ROWS.values()))


def trigrams(text: str) -> set[tuple[str, ...]]:
    """Runs of three words."""
    words = text.lower().split()
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def ranks(values: list[float]) -> list[float]:
    """Average ranks."""
    order = sorted(values)
    first = {value: order.index(value) for value in set(values)}
    return [first[value] + (order.count(value) - 1) / 2 for value in values]


def rank_correlation(xs: list[float], ys: list[float]) -> float:
    """Spearman's rho."""
    rx, ry = ranks(xs), ranks(ys)
    mx, my = sum(rx) / len(rx), sum(ry) / len(ry)
    top = sum((x - mx) * (y - my) for x, y in zip(rx, ry, strict=True))
    return top / (sum((x - mx) ** 2 for x in rx) * sum((y - my) ** 2 for y in ry)) ** 0.5


def test_there_are_four_hundred_and_every_one_is_whole():
    """Every reply has all five marks, a context that ends with the customer, and says who marked it."""
    assert len(ALL) >= 400
    for name in SPLITS:
        assert len(read_labels(FOLDER / f"{name}.jsonl")) == len(ROWS[name])
    for row in ALL:
        assert set(row["marks"]) == set(CRITERIA)
        assert row["by"] == "model"
        assert row["context"][-1]["role"] == "customer"
        assert 1 <= len(row["context"]) <= 5
    assert len({row["id"] for row in ALL}) == len(ALL)


def test_no_complaint_stands_in_two_splits():
    """A scorer must not meet in the test what it was trained on."""
    complaints = [{row["complaint"] for row in ROWS[name]} for name in SPLITS]
    for one, other in itertools.combinations(complaints, 2):
        assert not one & other


def test_no_two_replies_are_near_copies():
    """No two replies share more than a third of the shorter one's word trigrams."""
    found = [(row["id"], trigrams(row["reply"])) for row in ALL]
    for (one, first), (other, second) in itertools.combinations(found, 2):
        shorter = min(len(first), len(second))
        assert not shorter or len(first & second) / shorter <= 1 / 3, (one, other)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_length_is_no_proxy_for_quality(criterion):
    """The rank correlation of a reply's length with each mark stays under .3."""
    lengths = [float(len(row["reply"].split())) for row in ALL]
    marks = [float(row["marks"][criterion] or 0) for row in ALL]
    assert abs(rank_correlation(lengths, marks)) < 0.3


@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_level_is_filled(criterion):
    """Each of 0, 1 and 2 has at least forty replies."""
    for level in (0, 1, 2):
        assert sum(row["marks"][criterion] == level for row in ALL) >= 40


def test_disagreements_are_settled_with_a_reason():
    """Where the two markers differ, a reason is kept beside the label."""
    for row in ALL:
        first, second = row["markings"]["first"], row["markings"]["second"]
        differ = {name for name in CRITERIA if first[name] != second[name]}
        assert differ == set(row.get("settled", {}))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", ":1: not a label: the line is not JSON"),
        ('{"id": "a", "context": [], "marks": {}}', "reply"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"warmth": 1}}', "'warmth' is no criterion"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 3}}', "ask is 3; a mark is 0 to 2"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 2}, "scale": "present"}', "0 to 1"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 1}, "scale": "presence"}', "scale: "),
    ],
)
def test_a_broken_labels_file_names_line_and_fault(tmp_path, line, message):
    """One sentence says where and what."""
    path = tmp_path / "labels.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        read_labels(path)
    assert message in str(caught.value)
