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
    "reply",
    [
        *("Hi!", "Hello", "Hi there! How can I help?", "Good morning, thank you for calling.", "Hey, what's up?"),
        *("Hello, this is Dana, how can I help you today?", "Yes.", "Noted.", "Sure.", "Thanks!", "Of course!"),
        *("👍", "🙏", "...", "?", "!!!", "-", "Welcome to the garden desk, what can I do for you?"),
    ],
)
@pytest.mark.parametrize("context", [[], CONTEXT], ids=["first", "answering"])
def test_a_greeting_or_a_nod_attacks_nobody(scorer, reply, context):
    """Whoever speaks first has told nobody off, and asks nothing again; nor does a thumb."""
    assert not {"insult", "blame", "calm_down", "asks_again", "repeats_itself"} & set(cues(scorer, reply, context))


@pytest.mark.parametrize(
    "reply",
    [
        "You should have heard from me on Monday.",
        "You should have got an apology days ago. I'm sorry.",
        "You should have been in bed, not on hold with us.",
        "You should have been home, not waiting in for us.",
        "You should have been at home, with your feet up.",
        "The slot we gave you should have been ready.",
        "I won't tell you you should have been in.",
        "I know how hard this is on you really.",
        "You must have rung us ten times.",
        "You must have thought nobody was listening when the fourth payment went.",
        "You didn't read it wrong: our page said Monday.",
        "You didn't read it wrong.",
        "What an idiot I was to tell you it was on its way. I'm sorry.",
        "We've been idiots.",
        "You must think I'm an idiot.",
        "You're not an idiot, the page is badly made.",
        "You deserve better than those idiots at the depot.",
        "That fix was genius, and people like you keep us going.",
        "That driver is an idiot if he said that.",
        "Nobody's going to tell you that you should have checked the filter.",
        "Please don't calm down on my account: be as cross as you like, you've earned it.",
        "My colleague told you to calm down? I'm sorry, that was out of order.",
        "Take a breath if you need one, I'm not going anywhere.",
    ],
)
def test_siding_with_the_customer_attacks_nobody(scorer: Scorer, reply):
    """What this side should have done, what the customer went through, what one calls oneself, what is denied."""
    assert not {"insult", "blame", "calm_down"} & set(cues(scorer, reply))


@pytest.mark.parametrize(
    "reply",
    [
        *("People like you are why I hate this job.", "Get a life.", "Read it next time, genius.", "Stop whining."),
        *("Read the manual, moron.", "Oh for heaven's sake, what an idiot."),
    ],
)
def test_an_insult_is_one_in_whatever_words(scorer: Scorer, reply):
    """And whoever insults has met no feeling."""
    found = scorer.read(reply, CONTEXT)
    assert "insult" in {cue.name for cue in found.cues}
    assert found.marks["empathy"].value == 0


@pytest.mark.parametrize(
    "reply", ["I'm sorry.", "Sorry about that.", "My apologies.", "sry about that", "I do apologise."]
)
def test_a_bare_apology_is_partly_met_and_nothing_else_is(scorer: Scorer, reply):
    """The guide's own example of a 1."""
    found = {name: mark.value for name, mark in scorer.read(reply, CONTEXT).marks.items()}
    assert (found["apology"], found["listening"], found["empathy"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        ("You need to calm down first.", "calm_down"),
        ("You should have checked the filter, that's your own fault.", "blame"),
        ("You should have been in.", "blame"),
        ("That's on you really.", "blame"),
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


@pytest.mark.parametrize(
    "reply",
    [
        "You asked whether we'll refund the full price of the machine. I am checking that now.",
        "I could ask my manager whether we can give you your money back.",
        "If it were up to me I'd send an engineer tomorrow, but it isn't going to happen.",
        "My manager says customers always ask us for a full refund of the price.",
        "Shall I give you a full refund of the price? No, I'm not able to do that, a shop sold it.",
        "I know you want us to send an engineer tomorrow.",
        "We should have sent a technician first thing.",
    ],
)
def test_what_is_only_spoken_of_is_no_offer(scorer: Scorer, reply: str) -> None:
    """Wishes told back, questions still to be asked, ifs and refusals put nothing on the table."""
    assert "offer" not in cues(scorer, reply)


@pytest.mark.parametrize(
    ("reply", "opens"),
    [
        ("Does that work for you?", False),
        ("Would a visit tomorrow help?", False),
        ("What would put this right for you?", True),
        ("Tell me how you have managed without it.", True),
    ],
)
def test_a_check_opens_nothing(scorer: Scorer, reply: str, opens: bool) -> None:
    """Only a question that yes or no does not answer is an open one."""
    assert ("open_question" in cues(scorer, reply)) is opens


def test_every_stock_sentence_is_a_cue_of_its_own(form_scorer: Scorer) -> None:
    """So that stuffing can be told from a single phrase."""
    stuffed = (
        "I understand your frustration. We apologize for any inconvenience. Thank you for your patience. "
        "Your satisfaction is our top priority."
    )
    assert len(cues(form_scorer, stuffed)["canned"]) >= 3
    assert len(cues(form_scorer, "I understand your frustration.")["canned"]) == 1


def test_an_announced_pause_is_no_stock_phrase_and_no_recap(scorer: Scorer) -> None:
    """It costs nothing and earns nothing."""
    reply = "Let me take two minutes to look into this, I'll be right back."
    assert set(cues(scorer, reply)) == {"announces_pause"}
    assert not scorer.read(reply, CONTEXT).marks["summarize"].value


def test_a_result_is_reported_in_any_tense(scorer: Scorer) -> None:
    """What came of a promise is told in the past, and still heard."""
    result = Probe("tuesday", "result", ("The engineer came at nine and fitted a new pump.", "It is mended."))
    said = scorer.read("Owen got to you at nine this morning and fitted the new pump.", CONTEXT, [result])
    assert [cue.probe for cue in said.cues if cue.name == "offer"] == ["tuesday"]


def test_another_amount_is_another_remedy(scorer: Scorer) -> None:
    """Figures tell remedies apart that words do not."""
    part = Probe("part", "remedy", ("I can release £4,900 to you by Thursday.", "We can pay out £4,900 tomorrow."))
    whole = Probe("whole", "remedy", ("I can release the whole £6,480 now.", "We can pay you all £6,480 today."))
    for amount, meant in (("£4,900", "part"), ("£6,480", "whole")):
        found = scorer.read(f"We can pay you {amount} tomorrow.", CONTEXT, [part, whole]).cues
        assert [cue.probe for cue in found if cue.name == "offer"] == [meant]
