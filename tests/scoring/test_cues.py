"""Cues: the moves of a reply, with the remedies and facts they mean."""

from __future__ import annotations

import pytest

from scoring.scorer import Scorer
from scoring.types import Cue, Probe, Turn

CONTEXT = [
    Turn("customer", "My washing machine has been broken for three weeks and your engineer never came on Tuesday!")
]
PROBES = (
    Probe("refund", "remedy", ("give you your money back", "a full refund of the price")),
    Probe("visit", "remedy", ("send an engineer tomorrow", "a technician comes out first thing")),
    Probe("launderette", "need", ("how have you been washing your clothes", "how do you manage without the machine")),
)


def cues(scorer: Scorer, reply: str, context: list[Turn] | None = None) -> dict[str, list[Cue]]:
    """Cues of a reply, by name."""
    found: dict[str, list[Cue]] = {}
    for cue in scorer.read(reply, CONTEXT if context is None else context, PROBES).cues:
        found.setdefault(cue.name, []).append(cue)
    return found


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        ("You need to calm down first.", "calm_down"),
        ("You should have checked the filter, that's your own fault.", "blame"),
        ("Don't be such an idiot.", "insult"),
        ("We value your feedback and apologize for any inconvenience.", "canned"),
        ("Our policy says no.", "bare_policy"),
        ("Being left without a machine that long must be exhausting for you.", "names_feeling"),
        ("Let me take two minutes to look into this.", "announces_pause"),
        ("Unfortunately we can't do that.", "refuse"),
        ("What is your postcode?", "admin_question"),
        ("What matters most to you now?", "open_question"),
        ("To recap: the engineer comes tomorrow and I'll call you on Friday.", "recap"),
    ],
)
def test_words_alone_give_cues(form_scorer: Scorer, reply: str, name: str) -> None:
    """Each of these is seen without the encoder."""
    assert name in cues(form_scorer, reply)


@pytest.mark.parametrize("which", ["scorer", "form_scorer"])
def test_an_offer_names_its_remedy(which: str, request: pytest.FixtureRequest) -> None:
    """The remedy offered is named; the one not offered is not."""
    found = cues(request.getfixturevalue(which), "I'll send an engineer tomorrow at eight.")
    assert [c.probe for c in found["offer"]] == ["visit"]


def test_an_offer_in_other_words(scorer: Scorer) -> None:
    """With the encoder an offer is known by its meaning."""
    assert [
        c.probe for c in cues(scorer, "I've just booked a technician for you first thing in the morning.")["offer"]
    ] == ["visit"]


def test_a_refusal_names_remedy_and_reason(scorer: Scorer) -> None:
    """A refused remedy is no offer, and its reason is seen."""
    found = cues(scorer, "We can't give you your money back because the machine is older than two years.")
    assert "offer" not in found
    assert [(c.probe, c.reason) for c in found["refuse"]] == [("refund", True)]


def test_the_customers_wish_is_no_offer(scorer: Scorer) -> None:
    """Naming what the customer wants offers nothing."""
    assert "offer" not in cues(scorer, "You want your money back.")


def test_a_question_reaches_for_the_need(scorer: Scorer) -> None:
    """An open question near a need carries its id; another carries none."""
    assert [
        c.probe for c in cues(scorer, "How are you managing your laundry without the machine?")["open_question"]
    ] == ["launderette"]
    assert [c.probe for c in cues(scorer, "What colour is the front door?").get("open_question", [])] in ([None], [])


def test_asking_again(form_scorer: Scorer) -> None:
    """A number that was given is not asked for twice unnoticed."""
    context = [Turn("customer", "Order 4471-882 never arrived.")]
    assert "asks_again" in cues(form_scorer, "Could I have your order number?", context)
    assert "asks_again" not in cues(form_scorer, "Could I have your order number?")


def test_repeating_an_earlier_reply(form_scorer: Scorer) -> None:
    """The same sentence said again is seen."""
    context = [*CONTEXT, Turn("agent", "We are looking into the matter for you."), Turn("customer", "And?")]
    assert "repeats_itself" in cues(form_scorer, "We are looking into the matter for you.", context)


def test_promises_are_closed_words(form_scorer: Scorer) -> None:
    """A promise carries what and when from our lists."""
    found = cues(form_scorer, "I'll call you back by five o'clock today with news.")
    assert [(c.what, c.when) for c in found["promise"]] == [("a call back", "today by five o'clock")]
