"""Killed at any point, a practice goes on as if nothing had happened."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from scoring.errors import StoreError
from scoring.form import FORM_VERSION
from simulator.engine import policy
from simulator.session import Tape, debrief_of, resume, retry
from simulator.store.log import Store
from simulator.voice.scripted import ScriptedVoice
from tests.session.kit import LiteralScorer, good_talk

KILLED_AT = ["reading", "decision", "line", "event", "ended", "opening"]
"""What the process was about to write when it was killed."""

CHILD = """
import os, signal, sys
from simulator.content.load import Library
from simulator.session import start
from simulator.store.log import Store
from simulator.voice.scripted import ScriptedVoice
from tests.session.kit import SCENARIO, LiteralScorer, good_talk

path, at = sys.argv[1:]
store = Store.open(path)
append = store.append

def dying(session, entries, *, after):
    kinds = [entry.kind for entry in entries]
    is_event = kinds == ["decision"] and entries[0].body["input"].startswith("event:")
    replies = sum(event.kind == "reply" for event in store.events(session)) if after else 0
    if (at == "opening" and "line" in kinds) or (at == "event" and is_event) or (at in kinds and replies == 5):
        os.kill(os.getpid(), signal.SIGKILL)
    if at == "ended" and at in kinds:
        os.kill(os.getpid(), signal.SIGKILL)
    return append(session, entries, after=after)

store.append = dying
practice = start(store, Library.open(), LiteralScorer(), ScriptedVoice(), scenario=SCENARIO, seed=7)
practice.open()
for reply in good_talk():
    if practice.outcome is None:
        practice.submit(reply)
"""


def told(store, session):
    """A session's events without what may differ: time and place."""
    return [(event.kind, event.body) for event in store.events(session)]


@pytest.fixture
def whole(begin, store):
    """The events of the same practice, never interrupted."""
    practice = begin()
    practice.open()
    for reply in good_talk():
        if practice.outcome is None:
            practice.submit(reply)
    return told(store, practice.id)


@pytest.mark.parametrize("at", KILLED_AT)
def test_killed_in_mid_turn_it_goes_on_with_nothing_lost(tmp_path, whole, at):
    """Kill -9 just before an event is written; resumed, the log becomes that of an uninterrupted practice."""
    path = tmp_path / "killed.db"
    child = subprocess.run([sys.executable, "-c", CHILD, str(path), at], check=False, capture_output=True)
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()

    store = Store.open(path, create=False)
    session = store.find(None)
    before = told(store, session)
    assert before == whole[: len(before)]
    assert len(before) < len(whole)

    practice = resume(store, LiteralScorer(), ScriptedVoice(), session)
    replies = good_talk()
    for reply in replies[sum(exchange.reply is not None for exchange in practice.exchanges) :]:
        if practice.outcome is None:
            practice.submit(reply)
    assert told(store, session) == whole
    store.close()


def test_resume_reads_no_reply_twice(begin, store):
    """What was read stays as it was read."""
    practice = begin()
    practice.open()
    practice.submit("listening2 empathy1")
    practice.leave()
    scorer = LiteralScorer()
    again = resume(store, scorer, ScriptedVoice(), practice.id)
    assert scorer.read_with == []
    assert again.exchanges == practice.exchanges
    assert again.state == practice.state
    assert again.history == practice.history


def test_no_practice_is_read_by_two_scorers(begin, store):
    """Marks of two scorers make no one grade: going on with another is refused, with what to do; nothing is written."""
    practice = begin()
    practice.open()
    practice.submit("listening2 empathy1")
    practice.leave()
    before = told(store, practice.id)
    with pytest.raises(StoreError, match=r"literal/1.*literal/2.*retry \w+ --from 1") as caught:
        resume(store, LiteralScorer("literal/2"), ScriptedVoice(), practice.id)
    assert "model pull" not in str(caught.value)
    with pytest.raises(StoreError, match="model pull"):
        resume(store, LiteralScorer(FORM_VERSION), ScriptedVoice(), practice.id)
    assert told(store, practice.id) == before
    assert debrief_of(Tape.of(store.events(practice.id))).scorecard.scorer == "literal/1"


def test_a_retry_shares_no_reading_of_another_scorer(begin, store):
    """Behind the first reply lie readings of the old scorer; from the first reply on the new one is alone."""
    practice = begin()
    practice.open()
    practice.submit("empathy2")
    practice.submit("apology2")
    with pytest.raises(StoreError, match="literal/2"):
        retry(store, LiteralScorer("literal/2"), ScriptedVoice(), practice.id, 2)
    again = retry(store, LiteralScorer("literal/2"), ScriptedVoice(), practice.id, 1)
    again.submit("empathy1")
    assert again.scorecard().scorer == "literal/2"


def test_before_the_first_reading_any_scorer_may_go_on(begin, store):
    """The first reading decides who reads; an ended practice is only shown, whoever looks."""
    practice = begin()
    practice.open()
    again = resume(store, LiteralScorer("literal/2"), ScriptedVoice(), practice.id)
    again.submit("empathy2")
    again.abandon()
    assert again.scorecard().scorer == "literal/2"
    assert resume(store, LiteralScorer(), ScriptedVoice(), practice.id).outcome == "abandoned"


def test_a_log_that_two_scorers_have_read_names_both(begin, store):
    """Logs from before the refusal: the grade says whose marks it is made of."""
    practice = begin()
    practice.open()
    practice.submit("empathy2")
    practice._scorer = LiteralScorer("literal/2")
    practice.submit("apology2")
    assert debrief_of(Tape.of(store.events(practice.id))).scorecard.scorer == "literal/1 and literal/2"


def test_a_reply_without_a_reading_is_answered_on_resume(begin, store):
    """The scorer died with the reply on disk: the next start reads and answers it."""

    class Dying(LiteralScorer):
        def read(self, *_):
            raise MemoryError

    practice = begin(scorer=Dying())
    practice.open()
    with pytest.raises(MemoryError):
        practice.submit("empathy2 apology2")
    again = resume(store, LiteralScorer(), ScriptedVoice(), practice.id)
    assert [exchange.reply for exchange in again.exchanges] == [None, "empathy2 apology2"]


def test_two_windows_cannot_play_one_session(begin, store):
    """The second writer is told, and nothing is mixed up."""
    practice = begin()
    practice.open()
    other = resume(store, LiteralScorer(), ScriptedVoice(), practice.id)
    practice.submit("empathy2")
    with pytest.raises(StoreError, match="another window"):
        other.submit("apology2")
    assert [exchange.reply for exchange in Tape.of(store.events(practice.id)).exchanges] == [None, "empathy2"]


def test_an_ended_session_resumes_as_ended(begin, store):
    """Nothing is added to it; its debrief is the same."""
    practice = begin()
    practice.open()
    practice.abandon()
    before = told(store, practice.id)
    again = resume(store, LiteralScorer(), ScriptedVoice(), practice.id)
    assert again.outcome == "abandoned"
    assert again.debrief() == practice.debrief()
    assert told(store, practice.id) == before


def test_a_practice_of_other_rules_cannot_go_on(begin, store, monkeypatch):
    """If today's rules decide otherwise, going on would mix two customers: it is refused, the debrief is not."""
    practice = begin()
    practice.open()
    practice.submit("empathy2")
    monkeypatch.setitem(policy.COOLING, "empathy", (1, 2))
    with pytest.raises(StoreError, match="cannot go on"):
        resume(store, LiteralScorer(), ScriptedVoice(), practice.id)
    assert len(Tape.of(store.events(practice.id)).exchanges) == 2


def test_a_bug_of_the_engine_is_not_blamed_on_the_log(begin, store, monkeypatch):
    """Folding calls the engine: what fails there keeps its traceback, a body that cannot be read does not."""
    practice = begin()
    practice.open()
    practice.submit("empathy2")
    events = store.events(practice.id)
    place = next(place for place, event in enumerate(events) if event.kind == "reading")
    damaged = [*events]
    damaged[place] = events[place]._replace(body={"marks": {}})
    with pytest.raises(StoreError, match=r"\(reading\) of session"):
        Tape.of(damaged)
    monkeypatch.setattr(policy, "mark_reasons", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        Tape.of(events)


def test_a_log_of_another_version_or_out_of_order_is_one_sentence(begin, store):
    """Documents this version cannot read, a line that nothing led to, a decision that answers nothing."""
    practice = begin()
    practice.open()
    started, decision, line = store.events(practice.id)
    foreign = {**started.body, "scenario": {**started.body["scenario"], "text": '{"id":"x"}'}}
    with pytest.raises(StoreError, match="another version of Coolhead"):
        Tape.of([started._replace(body=foreign)])
    with pytest.raises(StoreError, match="nothing led to"):
        Tape.of([started, line])
    assert Tape.of([started, decision, line, decision._replace(n=4)]).diverged == 4
