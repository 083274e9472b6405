"""Hints by rule: what the playbook teaches for the place where the talk stands."""

from __future__ import annotations

from simulator.hints import hint
from simulator.lessons import TIPS
from tests.session.kit import good_talk
from tests.session.test_practice import play


def hint_after(begin, replies):
    """The hint once these replies were given."""
    return play(begin(), replies).hint()


def test_first_comes_listening_then_empathy_then_apology(begin):
    """The order that every guide teaches, step by step."""
    assert hint_after(begin, []).startswith(TIPS["listening"])
    assert hint_after(begin, ["ask0 hello"]).startswith(TIPS["listening"])


def test_a_fix_into_the_venting_is_called_back(begin):
    """The hint answers the last reply."""
    assert "still venting" in hint_after(begin, ["!offer:first_slot_named"])


def test_an_insult_is_to_be_taken_back(begin):
    """Before anything else is taught."""
    assert "Take it back" in hint_after(begin, ["!blame"])


def test_once_heard_the_hint_is_to_ask_and_then_to_offer_and_to_sum_up(begin):
    """Each phase has its lesson, a due promise before all."""
    talk = good_talk()
    assert hint_after(begin, talk[:2]).startswith(TIPS["ask"])
    assert "Offer one concrete remedy" in hint_after(begin, talk[:3])
    assert hint_after(begin, talk[:4]).startswith(TIPS["summarize"])
    assert "promise of yours is due" in hint_after(begin, talk[:5])


def test_a_hint_gives_nothing_hidden_away(begin):
    """Neither the need nor a remedy's words."""
    practice = play(begin(), [])
    case = practice.setting.scenario
    need = next(fact.text for fact in case.facts if fact.id == case.need.fact)
    for count in range(6):
        again = play(begin(), good_talk()[:count])
        text = hint(again.state, again.playbook, None)
        assert need not in text
        assert not any(remedy.label in text for remedy in case.remedies)
