"""What is done about it: solve, flexible, explain, honest_failure."""

from __future__ import annotations

from scoring.finding import Finding, marked, no_opportunity, unmarked
from scoring.segment import Span
from scoring.types import Mark
from scoring.view import View, best_cosine

_FITS = 0.3
"""Cosine from which an offer speaks of the same thing as the customer."""


def offers(view: View) -> tuple[Span, ...]:
    """Sentences that offer or do something, and do not refuse it."""
    text = view.reply
    barred = text.addressed_to_grader
    return tuple(
        s
        for s in text.sentences
        if s not in barred and text.has("offer", s) and not text.has("refuse", s) and not text.has("brush_off", s)
    )


def solve(view: View) -> Mark:
    """A concrete remedy fitted to the voiced need, once the customer has been heard; needs the encoder."""
    text = view.reply
    vectors = view.vectors
    if vectors is None:
        return unmarked("Solve is not marked without the sentence encoder.")
    made = offers(view)
    heard_before = bool(view.agent)
    if not made:
        if not heard_before or view.closing or view.questions:
            return no_opportunity("It is not the moment for a remedy yet.", 600)
        return marked(text, Finding(0, (), "No remedy is offered.", 600))
    index = {s: i for i, s in enumerate(text.sentences)}
    fit = max(
        made, key=lambda s: (len(view.shared(s)), best_cosine(vectors.sentences[index[s]][None], vectors.customer))
    )
    near = best_cosine(vectors.sentences[index[fit]][None], vectors.customer)
    fitted = bool(view.shared(fit)) or near >= _FITS
    heard_here = any(
        text.has("siding", s) or text.has("sorry", s) or len(view.shared(s)) >= 2
        for s in text.sentences
        if s.start < fit.start
    )
    if fitted and (heard_before or heard_here) and view.ceiling == 2 and not view.mocking:
        return marked(text, Finding(2, (fit,), "A concrete remedy that answers what the customer told.", 650))
    why = "A remedy, but offered before the customer was heard." if fitted else "A remedy that would fit any case."
    return marked(text, Finding(1, (fit,), why, 600))


def flexible(view: View) -> Mark:
    """2 for alternatives fitted to the need or put to them, 1 for a bare alternative, 0 for take it or leave it."""
    text = view.reply
    made = offers(view)
    with_choice = [s for s in made if text.has("alternative", s)]
    if with_choice and not view.mocking:
        fitted = [s for s in with_choice if view.shared(s) or any(q.kind == "wish" for q in view.questions)]
        value = 2 if fitted and view.ceiling == 2 else 1
        why = (
            "It offers a choice that fits what the customer told."
            if value == 2
            else "It offers an alternative, not fitted to the need."
        )
        return marked(text, Finding(value, ((fitted or with_choice)[0],), why, 600))
    if refused := text.own("refuse"):
        if made:
            return marked(text, Finding(1, (made[0],), "Beside the no there is something that can be done.", 550))
        return marked(text, Finding(0, (text.sentence_of(refused[0]),), "A no with no way round it.", 600))
    return no_opportunity("Nothing had to be bent here.", 600)


def explain(view: View) -> Mark:
    """2 for a no with its reason, or a step with why it is taken; 1 for a step told; 0 for a bare no."""
    text = view.reply
    refused = text.own("refuse")
    if refused:
        sentence = text.sentence_of(refused[0])
        if reasoned := reason_for(view, sentence):
            value = 2 if view.ceiling == 2 and not text.has("policy", reasoned) else 1
            why = "The no comes with its reason." if value == 2 else "The no is given a rule for a reason."
            return marked(text, Finding(value, (sentence, reasoned), why, 650))
        return marked(text, Finding(0, (sentence,), "A bare no, without its reason.", 650))
    told = [s for s in text.sentences if text.has("commit", s) and text.has("first_person", s)]
    if not told or view.only_grader_talk:
        return no_opportunity("Nothing is refused or done here.", 600)
    reasoned_steps = [s for s in told if text.has("because", s)]
    if reasoned_steps and view.ceiling == 2:
        return marked(text, Finding(2, (reasoned_steps[0],), "It says what is being done and why.", 600))
    return marked(text, Finding(1, (told[0],), "It says what is being done, not why.", 550))


def reason_for(view: View, sentence: Span) -> Span | None:
    """The sentence that gives a refusal its reason: the same one or the next."""
    text = view.reply
    if text.has("because", sentence):
        return sentence
    if text.has("policy", sentence):
        return None  # a rule named is no reason
    after = next((s for s in text.sentences if s.start >= sentence.end), None)
    if (
        after is not None
        and not text.has("policy", after)
        and (
            text.has("because", after)
            or text.low[after.start : after.end].startswith(("the reason", "that's ", "it's "))
        )
    ):
        return after
    return None


def honest_failure(view: View) -> Mark:
    """What was wrong, what it cost, what could not be done: three of three is 2, two is 1."""
    text = view.reply
    refused = text.own("refuse")
    if view.encoder is None:
        return unmarked("Honest failure is not marked without the sentence encoder.")
    if not refused or view.only_grader_talk:
        return no_opportunity("Nothing is given up on here.", 600)
    wrong = text.own("own_failing") or text.own("our_fault")
    cost = text.own("harm") or tuple(s for s in text.sentences if text.has("feeling", s) and view.shared(s))
    parts = [hits[0] for hits in (wrong, cost, refused) if hits]
    spans = tuple(dict.fromkeys(text.sentence_of(h) for h in parts))
    if len(parts) == 3 and view.ceiling == 2 and not view.mocking:
        return marked(text, Finding(2, spans, "It says what was wrong, what it cost and what cannot be done.", 600))
    if len(parts) == 2 and not view.mocking:
        return marked(text, Finding(1, spans, "It says what cannot be done, and half of what led there.", 550))
    return marked(text, Finding(0, spans, "It says no, without what was wrong or what it cost.", 550))
