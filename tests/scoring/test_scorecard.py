"""From readings to a grade."""

from __future__ import annotations

import pytest

from scoring.load_playbook import load_playbook, playbook_ids
from scoring.rows import encode, rows_of
from scoring.scorecard import passed, scorecard
from scoring.types import CRITERIA, PRACTICES, Cue, Evidence, Mark, Reading, Transcript, Turn


def mark(value: int | None, status: str | None = None) -> Mark:
    """A mark of `value` on the word `word`."""
    evidence = (Evidence(0, 4, "word"),) if value else ()
    return Mark(value, status or ("no_opportunity" if value is None else "marked"), 800, evidence, "why")


def reading(
    cues: tuple[str, ...] = (), practices: dict[str, int | None] | None = None, **values: int | None
) -> Reading:
    """A reading with these marks, N/A elsewhere."""
    marks = {name: mark(values.get(name)) for name in CRITERIA}
    found = {name: mark((practices or {}).get(name)) for name in PRACTICES}
    return Reading(marks, found, tuple(Cue(name, Evidence(0, 4, "word")) for name in cues), "test/1")


CORE = load_playbook("core")


def grade(*readings: Reading, playbook=CORE):
    """Grade a talk in which the customer speaks first and the two take turns."""
    return scorecard("one", [(2 * nth + 1, each) for nth, each in enumerate(readings)], playbook, "test/1")


def test_the_best_mark_counts_and_the_first_turn_that_earned_it():
    """Two replies with a 2: the earlier is cited."""
    card = grade(reading(listening=1), reading(listening=2), reading(listening=2))
    assert card.criteria["listening"].value == 2
    assert card.criteria["listening"].turn == 3


def test_what_had_no_opportunity_leaves_the_denominator():
    """One criterion at 1 of 2 and nothing else is 50."""
    assert grade(reading(empathy=1)).score == 50.0
    assert grade(reading()).score is None


def test_the_score_is_the_weighted_share():
    """Four criteria at 2, 1, 0, 1 of 2: 50; thirds are rounded to a tenth."""
    assert grade(reading(listening=2, empathy=1, apology=0, ask=1)).score == 50.0
    assert grade(reading(listening=2, empathy=0, apology=0)).score == 33.3
    assert grade(reading(listening=2, empathy=2, apology=0)).score == 66.7


def test_practices_count_where_the_playbook_holds_them():
    """`calm` is weighed by bright_side and by nothing in core."""
    bright = load_playbook("bright_side")
    calm = reading(practices={"calm": 2}, listening=0)
    assert grade(calm).score == 0.0
    assert grade(calm, playbook=bright).score == 50.0
    assert "calm" in grade(calm, playbook=bright).practices


def test_unmarked_is_not_zero():
    """What the scorer could not tell is named and leaves the score alone."""
    unknown = reading(apology=2)
    unknown = Reading({**unknown.marks, "empathy": mark(None, "unmarked")}, unknown.practices, (), "form")
    card = grade(unknown)
    assert card.unmarked == ("empathy",)
    assert card.score == 100.0


@pytest.mark.parametrize(
    ("readings", "note"),
    [
        ([reading(("offer",))], "offer_before_hearing"),
        ([reading(("admin_question",))], "question_into_venting"),
        ([reading(), reading(), reading(apology=2)], "late_apology"),
        ([reading(("recap",))], "recap_before_agreement"),
    ],
)
def test_order_and_timing_are_noted_and_never_change_the_score(readings, note):
    """Each note appears once and the score is that of the marks alone."""
    card = grade(*readings, *readings)
    assert [found.id for found in card.timing].count(note) == 1
    assert card.score in (None, 100.0)


def test_a_fix_after_hearing_is_in_order():
    """Heard first, then offered: nothing to note."""
    assert grade(reading(listening=2, empathy=1), reading(("offer",))).timing == ()


def test_insult_and_blame_are_critical():
    """They stand beside the score with their words."""
    card = grade(reading(("insult",), listening=2), reading(("blame",)))
    assert [failure.id for failure in card.critical] == ["insult", "blame"]
    assert card.score == 100.0


def test_a_critical_failure_fails_a_pass_mark():
    """The score passes, the insult does not."""
    strict = CORE.model_copy(update={"pass_mark": 60})
    assert passed(grade(reading(listening=2), playbook=strict), strict) is True
    assert passed(grade(reading(("insult",), listening=2), playbook=strict), strict) is False
    assert passed(grade(reading(listening=2)), CORE) is None


def test_every_playbook_can_grade():
    """All six rubrics take a reading."""
    for name in playbook_ids():
        assert grade(reading(listening=2), playbook=load_playbook(name)).playbook == name


def test_rows_hold_what_the_contract_names():
    """One row a reply with text, marks and offsets, then one for the conversation."""
    transcript = Transcript("one", (Turn("customer", "Hm."), Turn("agent", "word", "2026-01-05T10:00:00")))
    card = grade(reading(("refuse",), listening=2))
    reply, conversation = rows_of(card, transcript)
    assert reply["kind"] == "reply"
    assert reply["turn"] == 1
    assert reply["marks"]["listening"] == {
        "value": 2,
        "status": "marked",
        "confidence": 0.8,
        "evidence": [[0, 4]],
        "why": "why",
    }
    assert reply["cues"] == [{"name": "refuse", "evidence": [0, 4], "reason": False}]
    assert conversation["kind"] == "conversation"
    assert conversation["at"] == "2026-01-05T10:00:00"
    assert {"id", "agent", "meta", "score", "criteria", "practices", "timing", "critical"} <= conversation.keys()
    assert "\n" not in encode(reply)
