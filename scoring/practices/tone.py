"""Tone: calm (not personal, no anger back) and positive (what can be done, without gloom or false cheer)."""

from __future__ import annotations

from scoring.finding import Finding, marked, no_opportunity
from scoring.segment import Span
from scoring.types import Mark
from scoring.view import View


def calm(view: View) -> Mark:
    """0 for anger, mockery or orders to calm down; 1 for self-defence; 2 for an even tone with someone upset."""
    text = view.reply
    for name, why in (
        ("insult", "It answers anger with an insult."),
        ("mockery", "It mocks the customer."),
        ("calm_down", "It tells the customer how to feel."),
    ):
        if hits := text.own(name):
            return marked(text, Finding(0, (text.clause_of(hits[0]),), why, 850))
    if not view.upset or not text.sentences:
        return no_opportunity("Nobody is upset here.")
    defended = text.own("self_defence")
    if len(defended) >= 2 or text.has("third_party_fault"):
        hits = defended or text.own("third_party_fault")
        return marked(
            text, Finding(0, (text.sentence_of(hits[0]),), "It takes the heat personally and defends itself.", 700)
        )
    if defended:
        return marked(text, Finding(1, (text.sentence_of(defended[0]),), "Even in tone, but it defends itself.", 600))
    return marked(text, Finding(2, (text.sentences[0],), "An even tone, nothing taken personally.", 650))


def positive(view: View) -> Mark:
    """2 for what can be done without gloom, 1 for both mixed, 0 for gloom alone."""
    text = view.reply
    bright, gloomy = text.own("positive"), text.own("gloom")
    if not bright and not gloomy:
        return no_opportunity("Nothing is offered or refused.", 600)
    if view.mocking or view.only_grader_talk or not bright:
        spans = (text.clause_of(gloomy[0]),) if gloomy else ()
        return marked(text, Finding(0, spans, "It says what cannot be done and nothing that can.", 650))
    concrete = _first_concrete(view, bright)
    value = 1 if gloomy and len(gloomy) >= len(bright) else 2
    if view.ceiling < 2 or concrete is None:
        value = min(value, 1)
    why = (
        "It says plainly what can be done."
        if value == 2
        else "Constructive words, but general or beside much that cannot be done."
    )
    return marked(text, Finding(value, (concrete or text.clause_of(bright[0]),), why, 600))


def _first_concrete(view: View, hits: tuple[Span, ...]) -> Span | None:
    """The first clause that does something rather than sound cheerful."""
    for hit in hits:
        sentence = view.reply.sentence_of(hit)
        if view.reply.has("offer", sentence) or view.reply.has("commit", sentence):
            return sentence
    return None
