"""Form: cutting texts, finding questions, apologies and promises without any model."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.commitments import find_commitments, when_of
from scoring.form import Text
from scoring.questions import find_questions
from scoring.segment import fold, split_clauses, split_sentences, stem


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_cutting_keeps_every_letter_in_place(text: str) -> None:
    """Sentences and clauses lie in order inside the text, and no letter or digit falls between them."""
    assert len(fold(text)) == len(text)
    for spans in (split_sentences(text), split_clauses(text)):
        covered = {i for span in spans for i in range(span.start, span.end)}
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(i in covered for i, ch in enumerate(text) if ch.isalnum())


def test_sentences_are_not_cut_at_titles_and_times() -> None:
    """A title and a time of day stay whole."""
    text = "Dr. Lee comes at 8.30 on Friday. Is that fine?"
    assert [text[a:b] for a, b in split_sentences(text)] == ["Dr. Lee comes at 8.30 on Friday.", "Is that fine?"]


@pytest.mark.parametrize(
    ("one", "other"), [("waited", "waiting"), ("nine", "9"), ("boxes", "box"), ("replies", "replied")]
)
def test_stems_meet(one: str, other: str) -> None:
    """Forms of one word share a stem; a number word equals its digits."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("reply", "kinds"),
    [
        ("What would help you most right now?", ["wish"]),
        ("so um can you tell me what happened at the counter", ["open"]),
        ("Please provide your account number.", ["admin"]),
        ("Do you really think we do this on purpose?", ["rhetorical"]),
        ("Is there anything else I can do for you?", ["brush_off"]),
        ("Did it leak before the repair?", ["closed"]),
        ("We sent it on Monday, which was a holiday.", []),
        ('You wrote "what is this?" and we heard you.', []),
        # Stops lost, capitals kept.
        ("Both slots are free on Friday and the crew is the same Which of them sits better with you", ["open"]),
        ("That is two wet nights too many Would half six be too late to look at it", ["closed"]),
        ("The vet has to see her first What happened was that the form had no name on it", []),
        ("I have put the refund through today Should you need the paper it is in your inbox", []),
        ("I have sent you our leaflet called What To Do After A Leak today.", []),
        ("We Are Sorry For The Delay And We Will Call You Today", []),
        ("The drain is ours to clear and it gets done on Tuesday Which means no charge", []),
    ],
)
def test_questions_by_kind(reply: str, kinds: list[str]) -> None:
    """Each question is found, with or without its mark, and put into its kind."""
    assert [q.kind for q in find_questions(Text(reply))] == kinds


def test_a_question_without_stops_ends_where_the_next_capital_begins() -> None:
    """What is said after it is not asked; a name is a word of it."""
    reply = "It left us on Monday and came back Did the man from Leeds ring you We have asked him twice now"
    (asked,) = find_questions(Text(reply))
    assert reply[asked.span.start : asked.span.end] == "Did the man from Leeds ring you"


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("i'll call you back within two hours", "within two hours"),
        ("you'll have it by friday", "by Friday"),
        ("it goes out tomorrow", "tomorrow"),
        ("i'll ring by 5 o'clock", "by five o'clock"),
        ("you'll have it in 24 hours", "within 24 hours"),
        ("we will see next week", "next week"),
        ("i'll refund the two tickets", None),
        ("it was 20 past something for 3 people", None),
    ],
)
def test_times_come_in_closed_words(words: str, when: str | None) -> None:
    """A promise's time is one of ours, never the trainee's own words."""
    assert when_of(words) == when


def test_promises_of_one_sentence_keep_their_own_times() -> None:
    """Two promises in a sentence are two, each with its time."""
    found = find_commitments(Text("I'll send an engineer tomorrow morning and I'll call you back by Friday."))
    assert [(c.what, c.when) for c in found] == [("a visit", "tomorrow morning"), ("a call back", "by Friday")]


@pytest.mark.parametrize(
    "reply", ["We won't call you back.", "Should I call you back tomorrow?", 'You said "I will call you tomorrow".']
)
def test_what_is_no_promise(reply: str) -> None:
    """A refusal, a question and a quotation promise nothing."""
    assert not find_commitments(Text(reply))
