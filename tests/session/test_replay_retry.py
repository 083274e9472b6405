"""A logged practice made anew, and one taken up again from a reply."""

from __future__ import annotations

import pytest

from scoring.errors import UsageError
from simulator.engine import ending, policy
from simulator.session import Tape, replay, retry
from simulator.session.verify import Difference
from simulator.voice.scripted import ScriptedVoice
from simulator.voice.types import Line
from tests.session.kit import BAD_TALK, LiteralScorer, good_talk
from tests.session.test_practice import play


@pytest.mark.parametrize("talk", [good_talk(), BAD_TALK, []])
def test_a_replay_gives_the_same_bytes(begin, store, talk):
    """Readings, decisions, scripted lines and end come out as they were, events and abandonment included."""
    practice = play(begin(), talk)
    practice.abandon()
    report = replay(store, LiteralScorer(), practice.id)
    made = {"reading", "decision", "line", "ended"}
    assert (report.verdict, report.differences) == ("same", ())
    assert report.checked == sum(event.kind in made for event in store.events(practice.id))


def test_pauses_hints_notes_and_faults_do_not_disturb_a_replay(begin, store):
    """What is no input to a decision is passed over; a pause is one."""
    practice = begin()
    practice.open()
    practice.hint()
    practice.pause()
    practice.note("step", "looked it up")
    practice.leave()
    practice.submit("listening2")
    assert replay(store, LiteralScorer(), practice.id).verdict == "same"


def test_a_model_s_lines_are_input(begin, store):
    """They cannot be made again, and are not compared."""

    class Model(ScriptedVoice):
        name = "local/small"

        def speak(self, *given):
            return Line(f"words of a model, {len(given[2])}", "local:small")

    practice = play(begin(voice=Model()), ["empathy2", "listening2"])
    report = replay(store, LiteralScorer(), practice.id)
    assert (report.verdict, report.checked) == ("same", 5)


def test_a_difference_is_named_with_its_place(begin, store, monkeypatch):
    """A rule that changed without its version shows up as a difference."""
    practice = play(begin(), ["empathy2"])
    heat = practice.exchanges[-1].decision.heat
    monkeypatch.setitem(policy.COOLING, "empathy", (3, 0))
    report = replay(store, LiteralScorer(), practice.id)
    assert report.verdict == "differs"
    found = next(found for found in report.differences if found.where == "heat")
    assert (found.kind, found.reply, found.then) == ("decision", 1, str(heat))
    assert found.now != found.then


def test_another_scorer_cannot_verify_and_shows_what_would_differ(begin, store):
    """The version is part of the reading; nothing is claimed, and the difference is shown."""
    practice = play(begin(), ["empathy2"])
    report = replay(store, LiteralScorer("literal/2"), practice.id)
    assert report.verdict == "cannot be verified"
    assert report.other_versions == (("scorer", "literal/1", "literal/2"),)
    place = next(event.n for event in store.events(practice.id) if event.kind == "reading")
    assert report.differences == (Difference(place, "reading", 1, "scorer", '"literal/1"', '"literal/2"'),)


def test_another_engine_cannot_verify(begin, store, monkeypatch):
    """So with the rules."""
    practice = play(begin(), ["empathy2"])
    monkeypatch.setattr("simulator.session.verify.ENGINE_VERSION", "engine/next")
    report = replay(store, LiteralScorer(), practice.id)
    assert report.verdict == "cannot be verified"
    assert [part for part, _, _ in report.other_versions] == ["engine"]


def test_a_talk_that_would_have_ended_earlier_is_said_so(begin, store, monkeypatch):
    """Once the rules part ways, what was logged next is named as what would not happen."""
    practice = play(begin(), ["listening1"] * 6)
    monkeypatch.setattr(ending, "reply_limit", lambda _: 3)
    report = replay(store, LiteralScorer(), practice.id)
    assert report.verdict == "differs"
    assert report.differences[-1].now == "would not happen"


def test_retry_shares_all_before_the_reply(begin, store):
    """The new session reads the old one's events up to the reply, with the same seed, and goes its own way."""
    old = play(begin(), BAD_TALK)
    before = store.events(old.id)
    again = retry(store, LiteralScorer(), ScriptedVoice(), old.id, 2)
    assert again.exchanges == old.exchanges[:2]
    assert again.setting == old.setting
    assert again.outcome is None
    again.submit("listening2 empathy2 apology2")
    assert store.events(old.id) == before
    assert [exchange.reply for exchange in Tape.of(store.events(again.id)).exchanges] == [
        None,
        BAD_TALK[0],
        "listening2 empathy2 apology2",
    ]


def test_the_same_reply_again_gives_the_same_answer(begin, store):
    """Every draw is by seed and turn: a fork agrees with its parent until the trainee differs."""
    old = play(begin(), good_talk())
    again = retry(store, LiteralScorer(), ScriptedVoice(), old.id, 3)
    for reply in good_talk()[2:]:
        if again.outcome is None:
            again.submit(reply)
    assert again.exchanges == old.exchanges
    assert replay(store, LiteralScorer(), again.id).verdict == "same"


def test_a_retry_of_a_retry_reads_through_both(begin, store):
    """A reply that belongs to the grandparent can be given anew, and so can one of the parent's own."""
    old = play(begin(), good_talk()[:4])
    child = retry(store, LiteralScorer(), ScriptedVoice(), old.id, 3)
    child.submit("ask1")
    child.submit("empathy1")
    within = retry(store, LiteralScorer(), ScriptedVoice(), child.id, 4)
    assert within.exchanges == child.exchanges[:4]
    earlier = retry(store, LiteralScorer(), ScriptedVoice(), child.id, 2)
    assert earlier.exchanges == old.exchanges[:2]
    parents = {row.id: row.parent for row in store.sessions()}
    assert parents == {old.id: None, child.id: old.id, within.id: child.id, earlier.id: old.id}


@pytest.mark.parametrize("number", [0, 3])
def test_a_reply_that_is_not_there_cannot_be_retried(begin, store, number):
    """And no session is begun for it."""
    old = play(begin(), ["empathy2", "ask2"])
    with pytest.raises(UsageError, match="has 2"):
        retry(store, LiteralScorer(), ScriptedVoice(), old.id, number)
    assert len(store.sessions()) == 1
