"""The scripted voice is complete by itself: always a line, never one twice, the same for the same seed."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.types import Turn
from simulator.content.models import ACTS
from simulator.engine.state import Decision, Setting
from simulator.voice.scripted import RELATED, ScriptedVoice
from tests.voice.sample_case import DANA, DISHWASHER

VOICE = ScriptedVoice()


def decision(act="vent", heat=80, **changes):
    """A decision in the middle of a practice."""
    return Decision(**({"turn": 1, "act": act, "heat": heat, "trust": 30, "phase": "venting"} | changes))


def talk(setting, decisions):
    """The customer's lines when these decisions follow one another."""
    history = []
    for number, one in enumerate(decisions):
        line = VOICE.speak(setting, dataclasses.replace(one, turn=number), history)
        history += [Turn("customer", line.text), Turn("agent", "I see.")]
    return [turn.text for turn in history if turn.role == "customer"]


@pytest.mark.parametrize("act", ACTS)
def test_an_act_never_runs_dry(setting, act):
    """Forty times the same act, far beyond the authored lines: forty different lines."""
    said = [text.casefold() for text in talk(setting, [decision(act)] * 40)]
    assert len(set(said)) == 40


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 100)), max_size=20), st.integers(0, 2**31))
def test_no_line_twice_in_any_session(moments, seed):
    """Whatever is decided, in whatever order, no line comes twice and none holds an unfilled slot."""
    said = talk(Setting(DISHWASHER, DANA, seed=seed), [decision(act, heat) for act, heat in moments])
    assert len({text.casefold() for text in said}) == len(said)
    assert not any("{" in text or not text.strip() for text in said)


def test_same_seed_same_line(setting):
    """The draw depends on seed and turn alone."""
    lines = {VOICE.speak(setting, decision("reject_fix"), ()).text for _ in range(5)}
    assert len(lines) == 1
    others = {VOICE.speak(dataclasses.replace(setting, seed=n), decision("reject_fix"), ()).text for n in range(20)}
    assert len(others) == 3


def test_fixed_words_are_said_as_written(setting):
    """`say` wins over every line, with its slots filled."""
    line = VOICE.speak(setting, decision(say="Write this down: {problem}."), ())
    assert (line.text, line.spoken_by) == ("Write this down: the engineer never turned up.", "say")


def test_fixed_words_with_an_empty_slot_give_way(setting):
    """A `say` whose slot has nothing to hold is not said with a hole in it."""
    line = VOICE.speak(setting, decision(say="You promised {promise}."), ())
    assert line.spoken_by == "scripted"


def test_a_disclosure_is_always_carried_out(setting):
    """Whatever line is chosen, the fact decided on is told in its own words."""
    for act in ("disclose_need", "vent", "accept"):
        line = VOICE.speak(setting, decision(act, 50, disclose=("party",)), ())
        assert "My mother's eightieth is here on Saturday, with thirty guests." in line.text


def test_the_scenario_adds_lines(setting):
    """Lines of the case are drawn beside the persona's."""
    lines = {VOICE.speak(dataclasses.replace(setting, seed=n), decision("vent"), ()).text for n in range(40)}
    assert "My dishwasher has been dead for eleven days and I'm washing up by hand!" in lines


def test_a_line_like_one_just_heard_is_avoided(setting):
    """After a near copy of an authored line, spoken by a model, the authored one is left while there are others."""
    heard = (Turn("customer", "You must be joking. I'm not taking that one."),)
    lines = {VOICE.speak(dataclasses.replace(setting, seed=n), decision("reject_fix"), heard).text for n in range(30)}
    assert lines == {"No! That is no use to me at all.", "That's an insult, after I've waited for eleven days."}


def test_stand_ins_never_say_the_opposite():
    """The chain of related acts never crosses from refusing to agreeing, nor from going on to leaving."""
    agreeing, leaving = {"accept", "thank", "soften"}, {"close_cold", "hang_up"}
    for act, others in RELATED.items():
        assert {other in agreeing for other in others} <= {act in agreeing}
        assert {other in leaving for other in others} <= {act in leaving}
    assert set(RELATED) == set(ACTS)


def test_a_promise_held_up_is_named(setting):
    """When the customer comes back on a promise, the line says which."""
    lines = {"doubt_promise": {"warm": ["Words, words.", "You said {promise}.", "More words."]}}
    case = setting.scenario.model_copy(update={"lines": lines})
    decision = Decision(3, "doubt_promise", 50, 40, "closing", promise="a call back by Friday")
    for seed in range(5):
        line = ScriptedVoice().speak(Setting(case, setting.persona, seed=seed), decision, [])
        assert "a call back by Friday" in line.text


def test_who_goes_silent_answers_briefly_now_and_then(setting):
    """Hot and unheard, such a customer says the shortest line they have, and not every time."""
    temper = setting.persona.temper.model_copy(update={"goes_silent": True})
    quiet = setting.persona.model_copy(update={"temper": temper})
    decision = Decision(2, "vent", 85, 20, "venting")
    spoken = [
        len(ScriptedVoice().speak(Setting(setting.scenario, quiet, seed=seed), decision, []).text) for seed in range(40)
    ]
    shortest = min(spoken)
    assert 5 <= spoken.count(shortest) < 40


def test_an_opening_tells_the_story_of_the_case(setting):
    """After the persona's own first words comes what happened, and it is not told twice."""
    story = "Two visits were booked and nobody came."
    case = setting.scenario.model_copy(update={"story": story})
    for seed in range(6):
        told = VOICE.speak(Setting(case, setting.persona, seed=seed), decision("open"), []).text
        assert told.endswith(story)
        assert len(told) > len(story)
