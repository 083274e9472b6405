"""What holds for every talk there could be."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.types import CRITERIA, CUES, PRACTICES, Reading
from simulator.content.models import BANDS
from simulator.engine.course import due_event
from simulator.engine.policy import reply_limit
from simulator.engine.state import OutOfInput, Pause, Setting, band_of, draw
from simulator.engine.step import start, step
from tests.engine.conftest import cue, mark, persona, scenario

PROBES = [None, "tonight", "heaters", "next_week", "cancel", "gas_team", "baby", "error", "evening", "no_such_probe"]
cues = st.builds(
    cue,
    st.sampled_from(CUES),
    st.sampled_from(PROBES),
    what=st.sampled_from([None, "a visit", "a refund"]),
    when=st.sampled_from([None, "today", "by Friday"]),
    reason=st.booleans(),
)
marks = st.builds(
    mark,
    st.sampled_from([None, 0, 0, 1, 2]),
    quoted=st.booleans(),
)


@st.composite
def readings(draw_from) -> Reading:
    """Any reading, also such as no scorer would give."""
    found = {name: draw_from(marks) for name in CRITERIA}
    practices = {name: mark(None) for name in PRACTICES}
    return Reading(found, practices, tuple(draw_from(st.lists(cues, max_size=4))), "any")


inputs = st.lists(st.one_of(readings(), readings(), readings(), st.just(Pause())), max_size=25)
tempers = st.fixed_dictionaries(
    {},
    optional={
        "heat": st.integers(-20, 20),
        "trust": st.integers(-20, 20),
        "patience": st.integers(-4, 4),
        "fuse": st.integers(0, 200),
        "forgiveness": st.integers(0, 200),
        "goes_public": st.booleans(),
        "wants_supervisor": st.booleans(),
    },
)
cases = st.builds(
    lambda temper, difficulty, seed, honest_no: Setting(
        scenario(honest_no=honest_no), persona(**temper), difficulty, seed
    ),
    tempers,
    st.sampled_from(["easy", "normal", "hard"]),
    st.integers(0, 2**32),
    st.booleans(),
)


def run(setting: Setting, given_inputs):
    """Play until it ends or the inputs do; yield (state before, input, state after, decision)."""
    state, decision = start(setting)
    yield None, None, state, decision
    for each in given_inputs:
        if state.outcome is not None:
            return
        before = state
        state, decision = step(state, each)
        yield before, each, state, decision
        while (event := due_event(state)) is not None:
            before = state
            state, decision = step(state, event)
            yield before, event, state, decision


@given(cases, inputs)
@settings(max_examples=150, deadline=None)
def test_the_same_inputs_and_seed_give_the_same_talk(setting, given_inputs):
    """Two runs agree to the last decision."""
    first = [repr(decision) for *_, decision in run(setting, given_inputs)]
    second = [repr(decision) for *_, decision in run(setting, given_inputs)]
    assert first == second


@given(cases, inputs)
@settings(max_examples=150, deadline=None)
def test_gauges_stay_in_range_and_reasons_add_up(setting, given_inputs):
    """Heat and trust are whole numbers from 0 to 100 and move only by reasons."""
    for before, _, state, decision in run(setting, given_inputs):
        for gauge in (state.heat, state.trust):
            assert isinstance(gauge, int)
            assert 0 <= gauge <= 100
        assert (decision.heat, decision.trust) == (state.heat, state.trust)
        assert band_of(state.heat) in BANDS
        if before is not None:
            assert state.heat - before.heat == sum(reason.delta_heat for reason in decision.reasons)
            assert state.trust - before.trust == sum(reason.delta_trust for reason in decision.reasons)


@given(cases, inputs)
@settings(max_examples=150, deadline=None)
def test_heat_never_falls_without_the_trainees_words(setting, given_inputs):
    """Whatever cools quotes; an event or a pause never cools."""
    for _, each, _, decision in run(setting, given_inputs):
        for reason in decision.reasons:
            if reason.delta_heat < 0:
                assert reason.quote.strip()
                assert isinstance(each, Reading)


@given(cases, inputs, readings(), st.sampled_from(CRITERIA), st.sampled_from([0, 1]))
@settings(max_examples=300, deadline=None)
def test_raising_a_mark_never_raises_heat(setting, given_inputs, last, criterion, low):
    """With the cues fixed, one level more on any criterion leaves heat where it is or lower, in any state."""
    state = list(run(setting, given_inputs))[-1][2]
    if state.outcome is not None:
        return
    lower = replace(last, marks={**last.marks, criterion: mark(low)})
    higher = replace(last, marks={**last.marks, criterion: mark(low + 1)})
    assert step(state, higher)[0].heat <= step(state, lower)[0].heat


@given(cases, st.lists(readings(), min_size=20, max_size=20))
@settings(max_examples=150, deadline=None)
def test_every_talk_ends_within_its_limit(setting, given_inputs):
    """No talk outlasts the customer's patience, and every one that ends has an outcome."""
    state = list(run(setting, given_inputs))[-1][2]
    assert state.turn <= reply_limit(setting)
    if state.outcome is None:
        # only a customer who has come back after parting may go on past the script, never past the limit
        assert state.turn < reply_limit(setting)
    else:
        assert state.phase == "ended"


@given(cases, inputs)
@settings(max_examples=100, deadline=None)
def test_nothing_is_disclosed_twice_or_out_of_the_blue(setting, given_inputs):
    """Every disclosed fact is the customer's own and told once."""
    told: list[str] = []
    own = {fact.id for fact in setting.scenario.facts if fact.known_to == "customer"}
    for *_, decision in run(setting, given_inputs):
        told += decision.disclose
    assert len(told) == len(set(told))
    assert set(told) <= own


@given(cases, inputs)
@settings(max_examples=100, deadline=None)
def test_input_may_end_at_any_point(setting, given_inputs):
    """A practice that is broken off is abandoned, wherever it stood."""
    state = list(run(setting, given_inputs))[-1][2]
    if state.outcome is None:
        assert step(state, OutOfInput())[0].outcome == "abandoned"


@given(st.integers(0, 2**40), st.integers(0, 100), st.text(max_size=8))
def test_draws_depend_on_seed_turn_and_purpose_alone(seed, turn, purpose):
    """Forks of a practice draw the same."""
    assert draw(seed, turn, purpose).random() == draw(seed, turn, purpose).random()


@given(cases, inputs)
@settings(max_examples=150, deadline=None)
def test_goodbyes_carry_no_confidences(setting, given_inputs):
    """Whoever accepts, thanks or leaves tells no fact in the same breath."""
    for *_, decision in run(setting, given_inputs):
        if decision.act in ("accept", "thank", "close_cold", "hang_up"):
            assert not decision.disclose


@given(cases, inputs)
@settings(max_examples=150, deadline=None)
def test_nobody_thanks_for_an_offence(setting, given_inputs):
    """A reply with an insult or blame in it is never answered by thanks, unless it runs into the limit."""
    for before, each, state, decision in run(setting, given_inputs):
        if isinstance(each, Reading) and any(cue.name in ("insult", "blame") for cue in each.cues):
            assert decision.act != "thank" or (before is not None and state.turn >= reply_limit(setting))
