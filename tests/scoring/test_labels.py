"""The project's own labelled replies: the rules they were written to, and the reader of labels files."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.labels_report import (
    HARD_CASES,
    LABELS,
    MARKED_PRACTICES,
    PAGE,
    PART,
    SPLITS,
    STYLE,
    draw,
    good_without_usual_words,
    length_correlation,
    main,
    overlaps,
    rank_correlation,
    read_split,
    report,
    usual_words_and_nothing_behind,
)
from benchmarks.tables import put_into
from scoring.errors import BadInputError
from scoring.labels import read_labels
from scoring.types import CRITERIA, CUES

ROOT = Path(__file__).parents[2]
ROWS = {name: read_split(name) for name in SPLITS}
ALL = list(itertools.chain.from_iterable(ROWS.values()))
MARKED_TWICE_OVER = [row for row in ALL if "practices" in row]


def test_there_are_enough_and_every_one_is_whole():
    """Every reply has all five marks, a context that ends with the customer, and says who marked it."""
    assert len(ALL) >= 2000
    for name in SPLITS:
        assert len(read_labels(LABELS / f"{name}.jsonl")) == len(ROWS[name])
    for row in ALL:
        assert set(row["marks"]) == set(CRITERIA)
        assert row["by"] == "model"
        assert row["context"][-1]["role"] == "customer"
        assert 1 <= len(row["context"]) <= 5
        assert row["reply"].strip()
    assert len({row["id"] for row in ALL}) == len(ALL)


def test_they_spread_over_complaints_channels_and_trainees():
    """Forty complaints and trades at least; channels, trainees, later turns and content customers well filled."""
    assert len({row["complaint"] for row in ALL}) >= 40
    assert len({row["trade"] for row in ALL}) >= 40
    assert sum(row["marks"]["empathy"] is row["marks"]["apology"] is None for row in ALL) >= len(ALL) / 10
    assert min(Counter(row["channel"] for row in ALL).values()) >= 100
    assert set(Counter(row["channel"] for row in ALL)) == {"chat", "phone", "email", "ticket", "social"}
    trainees = Counter(row["trainee"] for row in ALL)
    assert len(trainees) == 11
    assert min(trainees.values()) >= 40
    assert sum(len(row["context"]) > 1 for row in ALL) / len(ALL) >= 1 / 3


def test_no_complaint_stands_in_two_splits():
    """A scorer must not meet in the test what it was trained on."""
    complaints = [{row["complaint"] for row in ROWS[name]} for name in SPLITS]
    for one, other in itertools.combinations(complaints, 2):
        assert not one & other


def test_the_test_split_is_opened_by_nothing_but_the_reports():
    """No module of the scorer, its training or the simulator names the test split."""
    for path in [*(ROOT / "scoring").rglob("*.py"), *(ROOT / "simulator").rglob("*.py"), ROOT / "Makefile"]:
        assert not re.search(r"test\.jsonl|labels/test", path.read_text(encoding="utf-8")), path


def test_no_two_replies_are_near_copies():
    """No two replies share more than a third of the shorter one's runs of three words."""
    assert [found for found in overlaps(ALL) if found[0] > 1 / 3] == []
    assert len({row["reply"].strip().lower() for row in ALL}) == len(ALL)


def test_near_copies_would_be_seen():
    """The measure finds a reply that differs in one word, and leaves strangers alone."""
    rows = [
        {"id": "a", "reply": "Nine days without a line, and you work from home; that is on us."},
        {"id": "b", "reply": "Ten days without a line, and you work from home; that is on us."},
        {"id": "c", "reply": "Which of the two cards was charged?"},
    ]
    ((share, one, other),) = overlaps(rows)
    assert {one, other} == {"a", "b"}
    assert share > 0.9


@pytest.mark.parametrize("with_na", [True, False])
@pytest.mark.parametrize("criterion", CRITERIA)
def test_length_is_no_proxy_for_quality(criterion, with_na):
    """The rank correlation of a reply's length with each mark stays under .3, however N/A is counted."""
    assert abs(length_correlation(ALL, criterion, with_na=with_na)) < 0.3


def test_rank_correlation_is_the_usual_one():
    """Ours equals SciPy's, ties and all."""
    stats = pytest.importorskip("scipy.stats", reason="SciPy comes with the extra `train`")
    xs, ys = [1.0, 2.0, 2.0, 5.0, 3.0, 9.0], [0.0, 1.0, 0.0, 2.0, 2.0, 2.0]
    assert rank_correlation(xs, ys) == pytest.approx(stats.spearmanr(xs, ys).statistic)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_level_is_filled(criterion):
    """Each level has a tenth of the replies or more; listening is N/A only before anything is said, so more seldom."""
    marks = Counter(row["marks"][criterion] for row in ALL)
    assert min(marks[level] for level in (0, 1, 2)) >= len(ALL) / 10
    assert marks[None] >= (40 if criterion == "listening" else len(ALL) / 10)


@pytest.mark.parametrize("case", HARD_CASES)
def test_every_hard_case_stands_forty_times(case):
    """The guide's hard cases, as checked by a reader."""
    assert sum(case in row["hard"] for row in ALL) >= 40


def test_usual_words_prove_nothing():
    """A fifth are good, twice over, without a phrase of the trade; a fifth have the phrases and nothing behind."""
    assert sum(map(good_without_usual_words, ALL)) >= len(ALL) / 5
    assert sum(map(usual_words_and_nothing_behind, ALL)) >= len(ALL) / 5


def test_disagreements_are_settled_with_a_reason():
    """Where the two markers differ, or a review amended what they said, a reason is kept beside the label."""
    for row in ALL:
        first, second = row["markings"]["first"], row["markings"]["second"]
        settled = row.get("settled", {})
        assert set(settled) >= {name for name in CRITERIA if first[name] != second[name]}
        assert all(len(why.split()) >= 3 for why in settled.values())
        assert row["marker"] == ("settled" if settled else "agreed")
        for name in set(CRITERIA) - set(settled):
            assert row["marks"][name] == first[name]


def test_practices_and_cues_are_marked_on_eight_hundred():
    """Twice over, with every value legal and every disagreement of a practice settled."""
    assert len(MARKED_TWICE_OVER) >= 800
    for row in MARKED_TWICE_OVER:
        first, second = row["practice_markings"]["first"], row["practice_markings"]["second"]
        assert set(row["practices"]) == set(first) == set(second) == set(MARKED_PRACTICES)
        for name, value in row["practices"].items():
            legal = {"personal", "corporate", None} if name == STYLE else {0, 1, 2, None}
            assert value in legal
        differ = {name for name in MARKED_PRACTICES if first[name] != second[name]}
        reasons = row.get("practices_settled", {})
        assert set(reasons) >= differ
        assert all(len(why.split()) >= 3 for why in reasons.values())
        assert (row["practices"][STYLE] is not None) == ((row["marks"]["apology"] or 0) >= 1), row["id"]
        marked = [set(row["cue_markings"][who]) for who in ("first", "second")]
        assert marked[0] & marked[1] <= set(row["cues"]) <= marked[0] | marked[1] <= set(CUES)


def test_the_page_says_what_the_files_hold():
    """`python -m benchmarks.labels_report --write` makes the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    assert put_into(page, PART, report(ROWS)) == page


def test_a_page_without_its_marks_is_refused():
    """The report does not overwrite a page that is not meant for it."""
    with pytest.raises(ValueError, match="labels report"):
        put_into(f"<!-- /{PART} --> only <!-- {PART} -->", PART, "text")


def test_the_same_seed_draws_the_same_labels():
    """So that what was signed can be drawn again."""
    assert draw(ALL, 3, 1) == draw(ALL, 3, 1) != draw(ALL, 3, 2)


def test_a_draw_of_too_many_is_refused_in_a_sentence(capsys):
    """And with the exit code of bad usage."""
    with pytest.raises(SystemExit) as stop:
        main(["--draw", "0"])
    assert stop.value.code == 2
    assert f"a number from 1 to {len(ALL)} is meant" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", ":1: not a label: the line is not JSON"),
        ('{"id": "a", "context": [], "marks": {}}', "reply"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"warmth": 1}}', "'warmth' is no criterion"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 3}}', "ask is 3; a mark is 0 to 2"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 2}, "scale": "present"}', "0 to 1"),
        (
            '{"id": "a", "context": [], "reply": "x", "marks": {"ask": 1}, "scale": "presence"}',
            "scale is 'presence'; 'levels' or 'present' is meant",
        ),
        ('{"id": "a", "context": [], "reply": "", "marks": {"ask": 1}}', ":1: the reply is empty"),
        ('{"id": "a", "context": [], "reply": " \\n", "marks": {"ask": 1}}', ":1: the reply is empty"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {}}', ":1: marks is empty; one criterion at least"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {}, "practices": {"calm": 1}}', ":1: marks is empty"),
        (
            '{"id": "a", "context": [], "reply": "sorry \\ud83d", "marks": {"ask": 1}}',
            ":1: not a label: the line holds half",
        ),
        ('{"id": "\\ud83d", "context": [], "reply": "x", "marks": {"ask": 1}}', "half a character"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 1}, "complaint": "\\udc00"}', "half a character"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 1}, "note": {"\\ud83d": 1}}', "half a character"),
        ("[" * 100_000, ":1: not a label: the line is nested too deeply"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 1, "ask": 2}}', "the key 'ask' stands twice"),
        ('{"id": "a", "context": [], "reply": "x", "marks": {"ask": 1}, "cues": ["hug"]}', "'hug' is no cue"),
        (
            '{"id": "a", "context": [], "reply": "x", "marks": {"ask": ' + "7" * 5_000 + "}}",
            "NaN, an infinity or a number beyond all use",
        ),
    ],
)
def test_a_broken_labels_file_names_line_and_fault(tmp_path, line, message):
    """One sentence says where and what."""
    path = tmp_path / "labels.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BadInputError) as caught:
        read_labels(path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "Error" not in str(caught.value)


def test_what_is_at_fault_is_quoted_short_and_clean(tmp_path):
    """A number of four thousand digits, and a name that steers a terminal."""
    path = tmp_path / "labels.jsonl"
    for marks in ('{"ask": ' + "7" * 4_000 + "}", '{"' + "x" * 4_000 + '": 1}', '{"\\u001b[31mx": 1}'):
        path.write_text('{"id": "a", "context": [], "reply": "x", "marks": ' + marks + "}", encoding="utf-8")
        with pytest.raises(BadInputError) as caught:
            read_labels(path)
        assert "7" * 61 not in str(caught.value)
        assert "x" * 61 not in str(caught.value)
        assert "\x1b" not in str(caught.value)


def test_a_byte_order_mark_before_the_labels_is_no_fault(tmp_path):
    """And a whole emoji, written as two escapes, is a whole character."""
    path = tmp_path / "labels.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": "a", "context": [], "reply": "sorry \\ud83d\\ude4f", "marks": {"ask": null}}\n'
    )
    (label,) = read_labels(path)
    assert (label.reply, label.marks) == ("sorry 🙏", {"ask": None})


def test_labels_of_which_none_is_marked_do_not_pass(tmp_path):
    """Agreement with nothing would look like agreement."""
    path = tmp_path / "labels.jsonl"
    rows = [{"id": name, "context": [], "reply": "x", "marks": {}} for name in "abc"]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with pytest.raises(BadInputError, match="marks is empty"):
        read_labels(path)
