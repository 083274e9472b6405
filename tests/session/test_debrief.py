"""The debrief: what was earned by which words, why the heat moved, what to try next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.language import NOT_ENGLISH
from scoring.scorer import Scorer
from scoring.types import CRITERIA, PRACTICES, Mark
from simulator.content.load import Library
from simulator.content.models import Outcome
from simulator.debrief import FaultNote, explain, marks_in_words, simulator_faults
from simulator.engine.policy import RULES
from simulator.engine.state import Reason
from simulator.lessons import MISSING, OUTCOMES, TIPS, TITLES, UNFINISHED
from simulator.voice.scripted import ScriptedVoice
from simulator.voice.types import Fault, Line
from tests.session.kit import BAD_TALK, LiteralScorer, good_talk, playbook, setting
from tests.session.test_practice import play


def test_every_outcome_criterion_and_practice_has_its_words():
    """A name without a sentence would show up as a gap in front of a trainee."""
    graded = {*CRITERIA, *PRACTICES}
    assert set(OUTCOMES) == set(Outcome.__args__)
    assert graded == set(TITLES) == set(MISSING) == set(TIPS)


def test_a_mark_is_shown_with_its_words_and_the_reply_they_stand_in(begin):
    """The best mark counts, with the quote that earned it; what a lesser one lacked is said."""
    notes = {note.name: note for note in play(begin(), ["empathy1", "empathy2 listening1", "ask0"]).debrief().criteria}
    assert (notes["empathy"].value, notes["empathy"].reply, notes["empathy"].quotes) == (2, 2, ("empathy2",))
    assert notes["empathy"].missing == ""
    assert (notes["listening"].value, notes["listening"].missing) == (1, MISSING["listening"][1])
    assert (notes["ask"].value, notes["ask"].missing) == (0, MISSING["ask"][0])


def test_criteria_stand_in_the_order_they_are_taught(begin):
    """Through the log and back the playbook keeps its order."""
    practice = play(begin(playbook="five_tips"), ["empathy1"])
    taught = list(dict.fromkeys(name for step in practice.playbook.steps for name in step.marked_by))
    assert [note.name for note in practice.debrief().criteria][: len(taught)] == taught


def test_the_curve_has_every_turn_with_its_reasons(begin):
    """Heat after each customer turn, and deltas that add up to the way from start to end."""
    practice = play(begin(), [BAD_TALK[0], "empathy2 apology2"])
    practice.pause()
    curve = practice.debrief().curve
    assert [point.cause for point in curve] == ["opening", "reply 1", "reply 2", "pause"]
    assert curve[0].heat + sum(point.delta_heat for point in curve) == practice.state.heat
    for point in curve:
        assert sum(reason.delta_heat for reason in point.reasons) == point.delta_heat
    told = {reason.rule: (reason.sentence, reason.quote) for reason in curve[1].reasons}
    assert told["blame"] == (RULES["blame"], "!blame")


def test_an_event_stands_in_the_curve(begin):
    """The customer's return is a point of its own."""
    curve = play(begin(), good_talk()).debrief().curve
    assert "event" in [point.cause for point in curve]


def test_the_retry_goes_to_the_reply_that_heated_most(begin):
    """The earliest of equals; none when nothing heated."""
    debrief = play(begin(), ["empathy2 listening2", "!insult", "listening1"]).debrief()
    assert debrief.retry_from == 2
    assert play(begin(), ["listening2 empathy2 apology2"]).debrief().retry_from is None


def test_the_advice_names_the_criterion_with_most_to_gain(begin):
    """Weights of the playbook first, then its order; with nothing lost it says so."""
    practice = play(begin(), ["listening2 empathy2 apology1 ask2 summarize2"])
    assert practice.debrief().advice.criterion == "apology"
    assert TIPS["apology"] in practice.debrief().advice.text
    perfect = play(begin(), ["listening2 empathy2 apology2 ask2 summarize2"])
    assert perfect.debrief().advice.criterion == ""
    silent = play(begin(), [])
    assert "nothing graded yet" in silent.debrief().advice.text


def test_what_the_scorer_cannot_tell_is_said_and_charged_to_nobody(begin):
    """Unmarked criteria are named, have no value, and move neither score nor heat."""

    class HalfBlind(LiteralScorer):
        def read(self, reply, context=(), probes=()):
            reading = super().read(reply, context, probes)
            unmarked = Mark(None, "unmarked", 0, (), "It takes the model.")
            return replace(reading, marks={**reading.marks, "empathy": unmarked, "listening": unmarked})

    practice = play(begin(scorer=HalfBlind("half/1")), ["apology2 ask2 summarize2"])
    debrief = practice.debrief()
    assert debrief.scorecard.score == 100
    assert "half/1" in debrief.not_marked
    assert "listening, empathy" in debrief.not_marked
    assert {"not_heard", "feeling_ignored"}.isdisjoint(
        reason.rule for point in debrief.curve for reason in point.reasons
    )
    assert marks_in_words(practice.exchanges[-1].reading).startswith("listening ? · empathy ? · apology 2")
    assert play(begin(), ["apology2"]).debrief().not_marked is None


def test_a_broken_promise_is_critical_and_a_kept_one_is_not(begin):
    """Promises are told with what became of them; only the customer's memory knows a broken one."""
    talk = good_talk()
    kept = play(begin(), talk).debrief()
    assert [(promise.what, promise.when, promise.status) for promise in kept.promises] == [
        ("a call back", "by tomorrow", "kept")
    ]
    assert kept.critical == ()
    broken = play(begin(), [*talk[:5], "listening1 well"]).debrief()
    assert [promise.status for promise in broken.promises] == ["broken"]
    assert [(failure.id, failure.quote) for failure in broken.critical] == [("promise_broken", "!promise@by tomorrow@")]
    assert broken.reply_of_turn[broken.critical[0].turn] == 4


def test_a_pass_mark_may_demand_no_critical_failure(begin):
    """The playbook's own rule decides; without a mark there is no verdict."""
    practice = play(begin(), ["listening2 empathy2 apology2 ask2 summarize2 !insult"])
    tape = practice._tape
    assert practice.debrief().passed is None
    tape.playbook = playbook().model_copy(update={"pass_mark": 60})
    assert practice.debrief().passed is False
    tape.playbook = playbook().model_copy(update={"pass_mark": 60, "pass_without_critical": False})
    assert practice.debrief().passed is True


def test_faults_are_the_simulator_s_and_change_no_grade(begin):
    """They are listed with their reply, and score and heat are those of a flawless voice."""

    class Clumsy(ScriptedVoice):
        name = "clumsy/1"

        def speak(self, setting, decision, history):
            line = super().speak(setting, decision, history)
            return Line(line.text, line.spoken_by, (Fault("repeats", "twice | the same"),))

    clumsy, flawless = play(begin(voice=Clumsy()), BAD_TALK[:2]).debrief(), play(begin(), BAD_TALK[:2]).debrief()
    assert [(fault.reply, fault.kind) for fault in clumsy.faults] == [(0, "repeats"), (1, "repeats"), (2, "repeats")]
    assert (clumsy.scorecard.score, clumsy.curve) == (flawless.scorecard.score, flawless.curve)


def test_an_unfinished_practice_can_be_looked_at(begin):
    """It has no outcome yet, and says so."""
    debrief = play(begin(), ["empathy2"]).debrief()
    assert (debrief.outcome, debrief.sentence) == (None, UNFINISHED)


@pytest.mark.parametrize("rule", [*RULES, "trigger:her_fault", "event:automatic_text", "something_new"])
def test_every_rule_has_a_sentence(rule):
    """Triggers and events speak for themselves; a rule nobody described is at least readable."""
    sentence = explain(setting(), Reason(rule, 1, 0, ""))
    assert sentence
    assert ":" not in sentence.partition(" ")[0]
    assert "_" not in sentence


def test_the_same_practice_anew_is_one_command(begin):
    """What the scenario would choose by itself is left out; all else is named, so that it is the same practice."""
    assert play(begin(), []).debrief().anew == "coolhead practice missed_engineer --seed 7"
    library = Library.open()
    case = library.scenario("missed_engineer").model
    persona = next(entry.id for entry in library.personas if entry.id != case.persona)
    playbook = next(entry.id for entry in library.playbooks if entry.id != case.playbook)
    other = begin(persona=persona, playbook=playbook, difficulty="hard", mode="exam", seed=0)
    assert other.debrief().anew == (
        f"coolhead practice missed_engineer --seed 0 --persona {persona} --playbook {playbook} --difficulty hard --exam"
    )


def test_advice_begins_with_what_no_score_makes_good(begin):
    """However good the marks, a broken promise comes first."""
    broken = play(begin(), [*good_talk()[:5], "listening1 well"]).debrief()
    assert broken.advice.criterion == "promise_broken"


def test_faults_are_told_without_the_checks_own_words(begin):
    """A failure with its cause, and one count of what was thrown away: no names of rules."""
    debrief = play(begin(), ["empathy1"]).debrief()
    faults = (FaultNote(1, "off_act", "x"), FaultNote(1, "parrots", "y"), FaultNote(2, "no_model", "no such folder"))
    failed, discarded = simulator_faults(replace(debrief, faults=faults))
    assert failed.endswith(": no such folder")
    assert discarded == "2 lines of the model were thrown away by the checks before you saw them."
    assert simulator_faults(replace(debrief, faults=())) == []


def test_a_reply_in_another_language_is_named_and_moves_nothing(begin):
    """Which reply, why, and what to do; heat rises as at any reply that gives nothing, and nobody is heard by it."""
    practice = play(begin(scorer=Scorer()), ["Es tut mir leid, ich rufe Sie morgen um neun Uhr zurück, versprochen."])
    debrief = practice.debrief()
    assert debrief.not_marked == f"Reply 1 was not marked: {NOT_ENGLISH} That counts neither for nor against you."
    assert debrief.advice.text == "Answer in English: this scorer can mark nothing else."
    assert debrief.scorecard.score is None
    assert practice.state.phase == "venting"
    practice.submit("Sorry about that.")
    both = practice.debrief().not_marked
    assert both.startswith("Reply 1 was not marked: ")
    assert "cannot tell: listening, empathy" in both
