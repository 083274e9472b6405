"""Each rule of the guard, with lines it must drop and lines it must let pass."""

from __future__ import annotations

import dataclasses

import pytest

from scoring.types import Turn
from simulator.content.load import Library
from simulator.content.models import ACTS, BANDS, Persona, Scenario
from simulator.engine.state import Decision, Setting
from simulator.voice.guard import RULES, check
from simulator.voice.slots import fill, slot_values
from tests.voice.sample_case import DANA, DISHWASHER
from tests.voice.unfit_lines import UNFIT

HISTORY = (
    Turn("customer", "I've been waiting for eleven days and nobody has told me anything at all."),
    Turn("agent", "I can offer you a voucher for ten pounds, Dana, would that be okay?"),
)


def faults(setting, text, act="vent", heat=80, history=HISTORY, **changes):
    """Names of the rules a line breaks."""
    one = Decision(**({"turn": 1, "act": act, "heat": heat, "trust": 30, "phase": "venting"} | changes))
    return {fault.kind for fault in check(text, setting, one, history)}


BAD = [
    ("empty", "vent", 80, ""),
    ("empty", "vent", 80, "Waiting."),
    ("long", "vent", 80, "I'm still waiting here. " * 12),
    ("unfinished", "vent", 80, "I'm still waiting for somebody to"),
    ("foreign", "vent", 80, "Я всё ещё жду ответа от вас."),
    ("foreign", "vent", 80, "1010101 0101 still!!!! 010101."),
    ("markup", "vent", 80, "Agent: I'm still waiting."),
    ("markup", "vent", 80, "I'm still waiting. [sighs]"),
    ("markup", "vent", 80, "<|im_start|>assistant I'm still waiting."),
    ("markup", "vent", 80, "I'm still waiting.\nAgent says no."),
    ("leak", "vent", 80, "As an AI language model, I'm still waiting."),
    ("leak", "vent", 80, "My instructions say I'm still angry."),
    ("leak", "vent", 80, "The customer is still angry about this."),
    ("agent", "vent", 80, "How can I help you today? I'm still here."),
    ("agent", "vent", 80, "Let me check that for you, it's still open."),
    ("agent", "vent", 80, "Thank you for calling, we care a lot."),
    ("agent", "vent", 80, "I understand your frustration with the wait."),
    ("agent", "vent", 80, "We will send somebody, don't lose hope."),
    ("agent", "vent", 80, "I'm going to give you your money, still."),
    ("agent", "accept", 25, "Yes, I'll put it right myself today."),
    ("agent", "accept", 25, "Fine, I'll do that for you."),
    ("agent", "haggle", 45, "You can have a bit more next time."),
    ("apology", "vent", 80, "I'm so sorry you had to wait again."),
    ("apology", "vent", 80, "I apologize for the mess again."),
    ("flipped", "vent", 80, "Your dishwasher is still not my problem."),
    ("flipped", "vent", 80, "You've lost two days' pay and I'm tired."),
    ("parrots", "vent", 80, "I can offer you a voucher for ten pounds."),
    ("repeats", "vent", 80, "I've been waiting for eleven days and nobody has told me."),
    ("copied", "vent", 80, "Every time I ring it's a different story."),
    ("stutters", "vent", 80, "I'm sick of this, I'm sick of this, I'm sick of this."),
    ("stutters", "vent", 80, "I've been waiting here for you. I've been waiting here for you."),
    ("numbers", "vent", 80, "I've been waiting 300 hours."),
    ("numbers", "vent", 80, "I've been waiting for fifteen days."),
    ("numbers", "vent", 80, "I'm still waiting since Tuesday."),
    ("numbers", "vent", 80, "It has cost me £80 already and I'm waiting."),
    ("names", "vent", 80, "I'm still waiting for Robert to ring."),
    ("discloses", "vent", 80, "I'm still waiting, and it's my mother's party."),
    ("discloses", "vent", 80, "I'm still waiting with water on the kitchen floor."),
    ("thanks", "vent", 80, "Thanks for nothing is what I say, still waiting."),
    ("forgives", "vent", 80, "That's all right, I can wait."),
    ("forgives", "reject_fix", 50, "I'm happy with that, no."),
    ("agrees", "reject_fix", 80, "No, go ahead. I accept."),
    ("agrees", "haggle", 60, "It's a deal. More is better."),
    ("agrees", "doubt_promise", 50, "You promise? I'm sure it is."),
    ("refuses", "accept", 25, "No, I won't take that. Fine."),
    ("refuses", "thank", 20, "Thank you, but it's not enough."),
    ("threatens", "vent", 30, "I'm still waiting, and I'll leave a review."),
    ("threatens", "vent", 80, "I'm tired of this. My lawyer will hear of it."),
    ("shouts", "vent", 30, "I'm STILL waiting for you."),
    ("shouts", "vent", 30, "I'm still waiting! Still! Nobody cares!"),
    ("profane", "vent", 80, "I'm so fucking tired of this."),
    ("profane", "vent", 80, "I'm so damn tired of this."),
    ("violent", "vent", 95, "I'm tired of this, I'll kill you."),
    ("insults", "vent", 95, "I'm tired of this, you stupid cow!"),
    ("off_act", "ask_supervisor", 80, "What a lovely morning it was."),
    ("off_act", "repeat_detail", 80, "As I said, it was like that."),
    ("off_act", "thank", 20, "Good evening to you all."),
]


@pytest.mark.parametrize(("rule", "act", "heat", "text"), BAD)
def test_bad_lines_are_dropped(setting, rule, act, heat, text):
    """The rule named finds its fault."""
    assert rule in faults(setting, text, act, heat)


GOOD = [
    ("vent", 90, "NOBODY tells me anything! I'm sick of it!"),
    ("vent", 60, "I've lost two days' pay over this, and still nothing."),
    ("vent", 25, "I'm still waiting, and it wears me down."),
    ("repeat_detail", 80, "The engineer never turned up. How much clearer can I be?"),
    ("reject_fix", 85, "A voucher? You must be joking."),
    ("reject_fix", 50, "No, ten pounds doesn't help me one bit."),
    ("demand", 60, "I want my money back today."),
    ("question_competence", 80, "Does anybody there know what they're doing?"),
    ("threaten", 90, "Everyone I know will read about this in my review!"),
    ("ask_supervisor", 80, "I want to talk to your manager."),
    ("haggle", 45, "Is that all? What about the time I've lost?"),
    ("doubt_promise", 55, "I've heard that before, so why should I believe it?"),
    ("soften", 45, "All right. At least you listened to me."),
    ("accept", 25, "Yes, let's do it that way, then."),
    ("thank", 15, "Thank you, that was good of you."),
    ("close_cold", 45, "I'll leave it there, I suppose."),
    ("hang_up", 95, "I'm done with you people. Goodbye!"),
    ("hang_up", 95, "I'm off."),
    ("demand", 90, "Refunds are what I want, and I want mine now!"),
    ("demand", 85, "Give me my money back, it's really not that hard!"),
    ("demand", 40, "Honestly, I just need somebody to sort it out."),
    ("vent", 85, "I'm burning through my savings and nobody listens!"),
    ("vent", 85, "You people have wasted my time again, you know that?"),
    ("question_competence", 80, "Do you even know what you're doing over there?"),
    ("threaten", 90, "I'll leave a review and I'll tell everyone I know!"),
    ("threaten", 60, "Sort this out or I'll take it further, to a solicitor."),
    ("accept", 25, "Okay, that works for me, and please write it down."),
    ("accept", 45, "Fine, I'll take it, but do it today."),
    ("accept", 25, "Yes, that's what I want."),
    ("thank", 15, "Thank you, but it took you long enough."),
    ("thank", 15, "Thank you for the refund you're giving me."),
    ("thank", 20, "Thanks, you listened when nobody else did."),
    ("soften", 50, "Okay. You're the first one who has understood it."),
    ("soften", 45, "Well, that sounds a bit better. Go on."),
    ("reject_fix", 50, "No, thank you, that doesn't help me."),
    ("doubt_promise", 55, "Sure about that? I was told the same thing before."),
]


@pytest.mark.parametrize(("act", "heat", "text"), GOOD)
def test_good_lines_pass(setting, act, heat, text):
    """A line that carries out its decision has no fault at all."""
    assert faults(setting, text, act, heat) == set()


PAPERS = Scenario.model_validate(
    DISHWASHER.model_dump()
    | {"case_card": DISHWASHER.case_card.model_dump() | {"history": ["On Thursday the engineer, Owen, was sent home."]}}
)
"""The small case with a name that only the trainee's papers hold."""


@pytest.mark.parametrize(("rule", "act", "heat"), UNFIT)
def test_unfit_lines_are_dropped(rule, act, heat):
    """Threats of harm, insults, strings attached, agreement out of turn and names out of nowhere never pass."""
    setting = Setting(PAPERS, DANA, seed=7)
    passed = [text for text in UNFIT[rule, act, heat] if rule not in faults(setting, text, act, heat, history=())]
    assert passed == []


def test_a_name_may_be_said_once_the_trainee_told_it():
    """What stands in the trainee's papers becomes sayable by being said."""
    setting = Setting(PAPERS, DANA, seed=7)
    line = "Owen is no use to me, I want my money."
    assert "names" in faults(setting, line, "demand", history=())
    assert faults(setting, line, "demand", history=(Turn("agent", "Owen will come to you tomorrow."),)) == set()


@pytest.mark.parametrize("scenario", Library.open().scenarios, ids=lambda entry: entry.model.id)
@pytest.mark.parametrize("persona", Library.open().personas, ids=lambda entry: entry.model.id)
def test_authored_lines_are_fit(persona, scenario):
    """What persona and scenario have written for an act and band breaks no rule there, but for being a copy."""
    setting = Setting(scenario.model, persona.model, seed=7)
    lines = (
        (act, band, template)
        for act in ACTS
        for band in BANDS
        for source in (persona.model.lines, scenario.model.lines)
        for template in source.get(act, {}).get(band, ())
    )
    broken = {}
    for act, band, template in lines:
        # Facts are added after the check, word for word: the guard sees only what stands before one.
        changes = {"disclose": (scenario.model.need.fact,)} if "{fact}" in template else {}
        changes |= {"promise": "a call back by tomorrow"} if "{promise}" in template else {}
        heat = {"cool": 20, "warm": 50, "hot": 85}[band]
        one = Decision(turn=1, act=act, heat=heat, trust=30, phase="venting", **changes)
        text = fill(template.split("{fact}")[0], slot_values(setting, one))
        found = {fault.kind for fault in check(text, setting, one, ())} - {"copied"} if text else set()
        if found:
            broken[text] = found
    assert broken == {}


def test_every_rule_has_a_bad_line():
    """No rule stands untested."""
    assert {rule for rule, *_ in BAD} == set(RULES)


def test_what_is_disclosed_may_be_told(setting):
    """The same words pass once the decision discloses the fact, numbers and dates included."""
    line = "My mother's eightieth is here on Saturday, I'm still waiting."
    assert {"discloses", "numbers"} <= faults(setting, line)
    assert not {"discloses", "numbers"} & faults(setting, line, disclose=("party",))


def test_mild_words_for_those_who_swear(setting):
    """`swears: mildly` lets mild words pass and nothing stronger."""
    mild = Persona.model_validate(DANA.model_dump() | {"temper": {"swears": "mildly"}})
    coarse = dataclasses.replace(setting, persona=mild)
    assert "profane" not in faults(coarse, "I'm so damn tired of this.")
    assert "profane" in faults(coarse, "I'm so fucking tired of this.")


def test_numbers_match_across_spelling(setting):
    """A number of an earlier turn may be said in figures or in words."""
    assert "numbers" not in faults(setting, "You think 10 pounds is enough? I've waited 11 days.")


def test_one_word_is_enough_for_a_silent_persona(setting):
    """Who goes silent may answer in one word."""
    silent = Persona.model_validate(DANA.model_dump() | {"temper": {"goes_silent": True}})
    assert "empty" not in faults(dataclasses.replace(setting, persona=silent), "No.", "reject_fix")
