"""The course of a talk: each rule of the mood, one talk at a time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from simulator.engine.course import due_event
from simulator.engine.state import Event, OutOfInput, Pause, Setting, State, StepInput
from simulator.engine.step import start, step
from tests.engine.conftest import WARM, cue, persona, reading, scenario


def play(setting: Setting, *inputs: StepInput):
    """Start, feed the inputs and every event that falls due; return the last state and all decisions."""
    state, decision = start(setting)
    decisions = [decision]
    for given in inputs:
        state, decision = step(state, given)
        decisions.append(decision)
        while (event := due_event(state)) is not None:
            state, decision = step(state, event)
            decisions.append(decision)
    return state, decisions


def heat_of(state: State, given: StepInput) -> int:
    """Heat after one input."""
    return step(state, given)[0].heat


HEARD = reading(WARM)
OPEN = reading({"ask": 2, "listening": 1}, [cue("open_question")])
OFFER = reading({"ask": 1}, [cue("offer", "tonight")])
PROMISE = reading({}, [cue("promise", what="a visit", when="today")])
RECAP = reading({"summarize": 2}, [cue("recap")])
REPORT = reading({"summarize": 2}, [cue("offer", "evening")])
GOODBYE = reading({"summarize": 1})


def test_the_taught_order_wins_the_customer_back(setting):
    """Hear, ask, offer, promise, recap, report: every phase in turn, and a won-back customer."""
    state, decisions = play(setting, HEARD, OPEN, OFFER, PROMISE, RECAP, REPORT, GOODBYE)
    assert state.outcome == "won_back"
    assert [decision.phase for decision in decisions] == [
        "venting",
        "heard",
        "exploring",
        "closing",
        "closing",
        "closing",
        "closing",
        "closing",
        "ended",
    ]
    assert decisions[2].act == "disclose_need"
    assert decisions[2].disclose == ("baby",)
    assert decisions[3].act == "accept"
    assert decisions[-3].event == "evening"
    assert decisions[-3].promise == "a visit today"
    assert decisions[-2].act == "soften"
    assert decisions[-1].act == "thank"


def test_every_change_of_mood_is_a_reason(setting):
    """Heat and trust move by exactly what the reasons say, and cooling reasons quote."""
    _, decisions = play(setting, HEARD, OPEN, OFFER, PROMISE, RECAP, REPORT)
    for before, after in pairwise(decisions):
        assert after.heat - before.heat == sum(reason.delta_heat for reason in after.reasons)
        assert after.trust - before.trust == sum(reason.delta_trust for reason in after.reasons)
        assert all(reason.quote for reason in after.reasons if reason.delta_heat < 0)


def test_an_offer_into_the_venting_is_an_interruption(setting):
    """The same offer heats while venting and cools once they have been heard."""
    venting, _ = start(setting)
    heard, _ = step(venting, HEARD)
    known, _ = step(heard, OPEN)
    assert heat_of(venting, OFFER) > venting.heat
    assert heat_of(known, OFFER) < known.heat
    _, decision = step(venting, OFFER)
    assert decision.act == "reject_fix"
    assert "interrupted_by_offer" in {reason.rule for reason in decision.reasons}


def test_an_offer_made_into_the_venting_is_not_on_the_table(setting):
    """What was offered before they were heard has to be offered again."""
    state, _ = play(setting, OFFER, HEARD)
    assert state.offered == ()
    assert state.agreed is None


def test_an_administrative_question_while_venting_heats_and_is_not_answered(setting):
    """A form question cuts in; later it is answered."""
    ask = reading({"ask": 1}, [cue("admin_question", "error")])
    venting, _ = start(setting)
    state, decision = step(venting, ask)
    assert state.heat > venting.heat
    assert decision.disclose == ()
    heard, _ = step(venting, HEARD)
    _, decision = step(heard, ask)
    assert decision.disclose == ("error",)
    assert decision.act == "repeat_detail"


def test_an_early_apology_cools_more_than_a_late_one(setting):
    """The same words are worth more in the first reply than in the fifth."""
    sorry = reading({"apology": 2})
    early, _ = start(setting)
    late, _ = play(setting, *[reading({"listening": 1})] * 4)
    assert early.heat - heat_of(early, sorry) > 0
    early_cooling = [r.delta_heat for r in step(early, sorry)[1].reasons if r.rule == "apology_2"]
    late_cooling = [r.delta_heat for r in step(late, sorry)[1].reasons if r.rule == "apology_2"]
    assert early_cooling < late_cooling


def test_the_need_comes_out_under_an_open_question_or_trust_only(setting):
    """A closed question does not bring it out; an open one does; so does trust."""
    closed = reading({"ask": 1}, [cue("admin_question", "error")])
    state, decisions = play(setting, HEARD, closed)
    assert "baby" not in state.disclosed
    trusting = Setting(scenario(mood={"heat": 60, "trust": 70, "patience": 10}), persona())
    state, decisions = play(trusting, HEARD)
    assert decisions[-1].act == "disclose_need"
    assert state.disclosed == ("baby",)


@pytest.mark.parametrize(
    ("remedy", "act", "cools"),
    [("tonight", "accept", True), ("heaters", "accept", True), ("next_week", "reject_fix", False)],
)
def test_an_offer_is_judged_by_its_stance(setting, remedy, act, cools):
    """Wanted and acceptable are taken, unacceptable is refused and heats."""
    before, _ = play(setting, HEARD, OPEN)
    state, decision = step(before, reading({}, [cue("offer", remedy)]))
    assert decision.act == act
    assert (state.heat < before.heat) is cools


def test_a_wanted_remedy_is_worth_less_before_the_need_is_known(setting):
    """A lucky guess cools less than an offer that answers what they said."""
    heard, _ = play(setting, HEARD)
    known, _ = play(setting, HEARD, OPEN)
    assert heard.heat - heat_of(heard, OFFER) < known.heat - heat_of(known, OFFER)


def test_an_unacceptable_offer_made_twice_costs_more(setting):
    """Insisting is worse."""
    offer = reading({}, [cue("offer", "next_week")])
    before, _ = play(setting, HEARD, OPEN)
    once, first = step(before, offer)
    _, second = step(once, offer)
    assert {r.rule for r in first.reasons} >= {"offer_unacceptable"}
    assert {r.rule for r in second.reasons} >= {"offer_unacceptable_again"}


def test_a_forbidden_offer_is_believed_and_comes_back(setting):
    """They accept, part, find out, and it costs more than anything else."""
    state, decisions = play(setting, HEARD, OPEN, reading({}, [cue("offer", "cancel")]), RECAP)
    assert decisions[3].act == "accept"
    assert decisions[-1].event == "overpromised"
    assert decisions[-1].heat - decisions[-2].heat >= 15
    assert state.phase == "negotiating"
    assert state.agreed is None


def test_a_no_with_its_reason_costs_less_than_a_bare_one(setting):
    """The reason is what makes a refusal bearable."""
    before, _ = play(setting, HEARD, OPEN)
    bare = reading({}, [cue("refuse", "cancel")])
    explained = reading({}, [cue("refuse", "cancel", reason=True)])
    assert heat_of(before, bare) > heat_of(before, explained)


def test_an_explained_no_that_is_accepted_ends_honestly():
    """Where the case allows it, a decent refusal is a good end."""
    setting = Setting(scenario(honest_no=True), persona())
    no = reading({"empathy": 2}, [cue("refuse", "cancel", reason=True)])
    state, _ = play(setting, HEARD, OPEN, no, RECAP)
    assert state.outcome == "honest_no"


def test_a_hand_over_that_is_accepted_ends_handed_over(setting):
    """Passing on well is a kept outcome of its own."""
    state, _ = play(setting, HEARD, OPEN, reading({}, [cue("offer", "gas_team")]), RECAP)
    assert state.outcome == "handed_over"


def test_without_a_recap_it_ends_lukewarm(setting):
    """The customer asks once what happens next, then leaves unconvinced."""
    nothing = reading({"summarize": 0})
    state, decisions = play(setting, HEARD, OPEN, OFFER, nothing, nothing)
    assert decisions[-2].act == "doubt_promise"
    assert state.outcome == "lukewarm"


def test_a_promise_that_falls_due_and_is_not_reported_is_broken(setting):
    """Nothing to report when the customer is back costs most."""
    state, decisions = play(setting, HEARD, OPEN, OFFER, PROMISE, RECAP, reading(), GOODBYE)
    assert "promise_broken" in {reason.rule for reason in decisions[-2].reasons}
    assert state.outcome in ("lukewarm", "hung_up", "supervisor")
    assert state.promises[0].status == "broken"


def test_a_promise_reported_is_kept(setting):
    """Reporting the promised result keeps it."""
    state, _ = play(setting, HEARD, OPEN, OFFER, PROMISE, RECAP, REPORT)
    assert [promise.status for promise in state.promises] == ["kept"]


def test_a_dated_promise_builds_more_trust_than_an_undated_one(setting):
    """When it will happen is what makes a promise."""
    before, _ = play(setting, HEARD)
    dated = step(before, PROMISE)[0].trust
    undated = step(before, reading({}, [cue("promise", what="a visit")]))[0].trust
    assert dated > undated > before.trust - 1


def test_an_announced_pause_costs_nothing_and_a_silent_one_heats(setting):
    """Say you need a moment, and they wait."""
    before, _ = play(setting, HEARD)
    assert heat_of(before, Pause()) > before.heat
    announced, _ = step(before, reading({"listening": 1}, [cue("announces_pause")]))
    assert heat_of(announced, Pause()) == announced.heat
    after, _ = step(announced, Pause())
    assert heat_of(after, Pause()) > after.heat


def test_poor_replies_boil_over_with_a_warning_first(setting):
    """They threaten to go over your head before they leave."""
    poor = reading({}, [cue("blame"), cue("bare_policy")])
    state, decisions = play(setting, poor, poor)
    assert state.outcome == "supervisor"
    assert decisions[-2].act == "ask_supervisor"
    assert decisions[-1].act == "ask_supervisor"
    assert decisions[-1].ending == "supervisor"


def test_a_public_persona_takes_it_public():
    """Who threatens to post does."""
    poor = reading({}, [cue("blame"), cue("bare_policy")])
    state, _ = play(Setting(scenario(), persona(goes_public=True, wants_supervisor=False)), poor, poor)
    assert state.outcome == "went_public"


def test_an_insult_at_high_heat_ends_it_at_once(setting):
    """No second chance after that."""
    state, _ = play(setting, reading({}, [cue("insult")]))
    assert state.outcome == "hung_up"


def test_a_trigger_fires_once_with_its_own_rule(setting):
    """Pat hates to be told to calm down, the first time beyond the usual."""
    told = reading(WARM, [cue("calm_down")])
    state, decision = step(start(setting)[0], told)
    assert "trigger:told_off" in {reason.rule for reason in decision.reasons}
    _, decision = step(state, told)
    assert "trigger:told_off" not in {reason.rule for reason in decision.reasons}


def test_stock_phrases_alone_do_not_cool(setting):
    """All the right phrases and nothing of the case make it worse."""
    stuffed = reading({"listening": 1, "empathy": 1, "apology": 1}, [cue("canned")] * 4)
    state, _ = play(setting, stuffed, stuffed)
    assert state.heat >= 75


def test_unmarked_criteria_move_nothing(setting):
    """What the scorer could not tell is neither good nor bad."""
    before, _ = start(setting)
    given = reading()
    unmarked = {name: given.marks[name].__class__(None, "unmarked", 0, (), "") for name in given.marks}
    _, decision = step(before, given.__class__(unmarked, given.practices, (), "form"))
    assert decision.reasons == ()


def test_the_turn_limit_ends_by_heat(setting):
    """Lukewarm below half heat, a hang-up at or above."""
    cool, _ = play(setting, HEARD, *[reading({"empathy": 1, "listening": 1, "ask": 0, "apology": 1})] * 9)
    assert cool.turn == 10
    assert cool.outcome == ("lukewarm" if cool.heat < 50 else "hung_up")
    hot, _ = play(setting, HEARD, *[reading({}, [cue("repeats_itself")])] * 9)
    assert hot.outcome in ("hung_up", "supervisor")


def test_input_that_ends_abandons(setting):
    """A script that runs out is neither won nor lost."""
    state, _ = play(setting, OutOfInput())
    assert state.outcome == "abandoned"


def test_a_finished_practice_takes_no_more(setting):
    """The caller must look at the outcome first."""
    state, _ = play(setting, OutOfInput())
    with pytest.raises(ValueError, match="ended"):
        step(state, Event("evening"))


def test_fixed_words_are_said_at_their_moment():
    """A scenario's `say` is said once, as written."""
    say = [{"id": "two", "when": {"turn": 2}, "act": "demand", "text": "Two days off work."}]
    _, decisions = play(Setting(scenario(say=say), persona()), HEARD, reading(), reading())
    assert [decision.say for decision in decisions] == [None, None, "Two days off work.", None]


def test_a_wanted_remedy_takes_the_place_of_one_that_would_do(setting):
    """A better offer after the agreement is what stands agreed; a worse one changes nothing."""
    will_do = reading({}, [cue("offer", "heaters")])
    state, _ = play(setting, HEARD, OPEN, will_do, OFFER)
    assert state.agreed == "tonight"
    state, _ = play(setting, HEARD, OPEN, OFFER, will_do)
    assert state.agreed == "tonight"


def test_taking_back_what_was_agreed_undoes_it(setting):
    """No recap of a withdrawal: the customer is negotiating again, and hotter."""
    agreed, _ = play(setting, HEARD, OPEN, OFFER)
    back = reading({"summarize": 2}, [cue("refuse", "tonight", reason=True)])
    state, decision = step(agreed, back)
    assert (state.phase, state.agreed, state.recapped) == ("negotiating", None, 0)
    assert "tonight" not in state.offered
    assert state.heat > agreed.heat
    assert decision.act == "question_competence"


def test_owning_up_to_a_forbidden_offer_costs_less_than_being_found_out(setting):
    """An honest correction at once is what the guides teach."""
    over, _ = play(setting, HEARD, OPEN, reading({}, [cue("offer", "cancel")]))
    corrected, decision = step(over, reading({}, [cue("refuse", "cancel", reason=True)]))
    assert not corrected.overpromised
    assert "corrected" in {reason.rule for reason in decision.reasons}
    _, found_out = play(setting, HEARD, OPEN, reading({}, [cue("offer", "cancel")]), RECAP)
    assert corrected.heat - over.heat < found_out[-1].heat - found_out[-2].heat


def test_no_fact_is_told_over_a_handshake(setting):
    """Once something is agreed, nobody unburdens themselves in a goodbye."""
    curious = reading({"ask": 2, "summarize": 2}, [cue("open_question", "error")])
    _, decisions = play(setting, HEARD, OPEN, OFFER, curious)
    assert all(not decision.disclose for decision in decisions[3:])


def test_an_offence_in_closing_is_answered_and_sours_the_end(setting):
    """Insult with a perfect recap: no thank-you, and lukewarm at best."""
    insult = reading({"summarize": 2}, [cue("blame")])
    state, decisions = play(setting, HEARD, OPEN, OFFER, insult)
    assert decisions[-1].act in ("question_competence", "vent", "demand")
    assert state.outcome is None
    state, _ = play(setting, HEARD, OPEN, OFFER, insult, RECAP)
    assert state.outcome == "lukewarm"


def test_a_pause_after_the_agreement_does_not_reopen_it(setting):
    """Who has agreed does not demand again what they gave up."""
    for words, acts in ((reading({}, [cue("announces_pause")]), ("soften",)), (reading(), ("doubt_promise",))):
        _, decisions = play(setting, HEARD, OPEN, OFFER, words, Pause())
        assert decisions[-1].act in acts


def test_a_fix_in_the_first_breath_earns_nothing(setting):
    """With all the sympathy there is in the same reply, it is neither worth anything nor on the table."""
    both = reading(WARM, [cue("offer", "tonight")])
    state, decision = step(start(setting)[0], both)
    assert state.offered == ()
    assert "offer_wanted" not in {reason.rule for reason in decision.reasons}
    assert state.heat > heat_of(start(setting)[0], reading(WARM))


def test_a_list_of_options_costs_and_a_bad_one_hides_behind_no_good_one(setting):
    """Three remedies in a reply are a menu; an unacceptable one among them still offends."""
    before, _ = play(setting, HEARD, OPEN)
    menu = reading({}, [cue("offer", name) for name in ("tonight", "heaters", "next_week")])
    _, decision = step(before, menu)
    assert {"offer_menu", "offer_unacceptable", "offer_wanted"} <= {reason.rule for reason in decision.reasons}


def test_refusing_something_else_is_no_honest_no():
    """Only a refusal of what policy forbids can close a case."""
    setting = Setting(scenario(honest_no=True), persona())
    other = reading({"empathy": 2}, [cue("refuse", reason=True)])
    state, _ = play(setting, HEARD, OPEN, other)
    assert not state.honest_no
    assert state.phase == "negotiating"


def test_at_the_limit_heat_decides_even_after_an_agreement(setting):
    """At or above half heat it is a hang-up, whatever was agreed."""
    agreed, _ = play(setting, HEARD, OPEN, OFFER)
    last = replace(agreed, turn=9, heat=80)
    assert step(last, reading())[0].outcome == "hung_up"
    assert step(replace(last, heat=20), RECAP)[0].outcome == "won_back"


def test_a_broken_promise_is_not_held_up_for_ever(setting):
    """After it broke, the customer speaks of what is open now."""
    _, decisions = play(setting, HEARD, OPEN, OFFER, PROMISE, RECAP, reading({}, [cue("promise", what="an answer")]))
    assert decisions[-1].promise in (None, "an answer")


def test_the_same_words_again_earn_nothing(setting):
    """Pasting a good reply twice cools once."""
    once, _ = step(start(setting)[0], HEARD)
    _, decision = step(once, reading(WARM, [cue("repeats_itself")]))
    assert all(reason.delta_heat >= 0 for reason in decision.reasons)


def test_declining_what_is_of_no_use_is_no_refusal(setting):
    """Nobody misses an offer they would have turned down."""
    before, _ = play(setting, HEARD, OPEN)
    _, decision = step(before, reading({}, [cue("refuse", "next_week")]))
    assert not {"refused_bare", "refused_with_reason"} & {reason.rule for reason in decision.reasons}


def test_an_event_brings_its_own_words():
    """What the customer says on coming back stands in the scenario."""
    events = scenario().model_dump(mode="json")["events"]
    events[0]["says"] = "It is Pat again."
    _, decisions = play(Setting(scenario(events=events), persona()), HEARD, OPEN, OFFER, PROMISE, RECAP)
    assert decisions[-1].say == "It is Pat again."
