"""Replies made to fool the scorer: what counts as fooled, and that the files are whole."""

from __future__ import annotations

import re

from benchmarks import hostile
from benchmarks.hostile import REPLIES, Fooled, fooled, got_through
from benchmarks.records import records
from scoring.types import CRITERIA

from .conftest import cells


def test_hostile_marks_are_counted_where_the_guide_bars_them():
    """Twos that are barred, replies with one at least, and ones where nothing at all is earned."""
    barred = ["listening", "empathy", "apology"]
    row = {"id": "x", "kind": "sarcasm", "barred": barred, "reply": "Ha."}
    marks = dict.fromkeys(CRITERIA, 2) | {"listening": 1, "empathy": 1}
    assert fooled(row, marks) == Fooled(1, 1, 1, 3, 1, 2)
    assert fooled(row | {"kind": "blame"}, marks) == Fooled(1, 1, 1, 3, 0, 0)
    assert fooled(row | {"kind": "grader"}, dict.fromkeys(CRITERIA, 1)) == Fooled(1, 0, 0, 3, 3, 3)
    assert list(got_through([row], [marks])) == ["x sarcasm: empathy 1, apology 2: Ha."]
    assert not list(got_through([row], [dict.fromkeys(CRITERIA, 0) | {"listening": 1}]))
    lines = list(hostile.report([row, row | {"kind": "blame"}], [marks, dict.fromkeys(CRITERIA, 0)]))
    assert [cells(line) for line in lines[2:-1]] == [
        ["sarcasm", "1", "1 of 1 (100.0%)", "1 of 3 (33.3%)", "1 of 2 (50.0%)"],
        ["blame", "1", "0 of 1 (0.0%)", "0 of 3 (0.0%)", "–"],
        ["**all**", "2", "1 of 2 (50.0%)", "1 of 6 (16.7%)", "1 of 2 (50.0%)"],
    ]


def test_those_that_got_through_are_named(monkeypatch, capsys, tmp_path, form_scorer):
    """On stderr, with what they got; the table says how many replies there were."""
    monkeypatch.setattr(hostile, "open_scorer", lambda **_: form_scorer)
    few = tmp_path / "few.jsonl"
    few.write_text("".join(REPLIES.read_text(encoding="utf-8").splitlines(keepends=True)[:40]), encoding="utf-8")
    monkeypatch.setattr(hostile, "REPLIES", few)
    hostile.main(["--list"])
    said = capsys.readouterr()
    assert said.err
    assert all(re.match(r"[\w-]+ [\w-]+: ", line) for line in said.err.splitlines())
    assert "40 replies that it had never seen." in said.out


def test_hostile_replies_are_whole():
    """Each has a kind, a context that ends with the customer, and barred criteria."""
    rows = records(REPLIES)
    assert len({row["id"] for row in rows}) == len(rows) >= 100
    for row in rows:
        assert row["context"][-1]["role"] == "customer"
        assert row["reply"].strip()
        assert row["barred"]
        assert set(row["barred"]) <= set(CRITERIA)
