"""What form says of an apology: none or a non-apology (0), bare or stock (1), for a named failing (2)."""

from __future__ import annotations

from typing import NamedTuple

from scoring.finding import Finding
from scoring.form import Text
from scoring.segment import STOPWORDS, Span, words
from scoring.view import View

_GENERIC = frozenset(
    """
    sorry apologize apologise apology apologies apologizing apologising sincere sincerely sincerest deepest
    deeply truly really very so much extremely terribly awfully incredibly genuinely honestly again once
    inconvenience inconveniences trouble troubles situation experience experiences confusion issue issues
    problem problems matter hassle upset annoyance frustration frustrations everything anything caused cause
    causing hear read learn happened happen this that it all any dear customer sir madam accept please offer
    company behalf team name feel bad mate well right okay yeah day time hi hello guys folks happening
    occurred regret possible full heartfelt heart forgive mortified ashamed both them
    """.split()  # noqa: SIM905  # a list one can read
)


REFUSED, WANTED, TAKEN_BACK = "refused", "wanted", "taken back"
"""Rules by which an apologizing word is none: it is denied; it is what the customer wants; it is undone."""
_MOST = 24
"""Apologizing words that are weighed; in a text with more, one more changes nothing."""


class _Said(NamedTuple):
    value: int
    span: Span
    why: str
    confidence: int
    rule: str = ""


def judge(view: View) -> Finding:
    """Mark the apology of a reply by its form, before the reader has a say.

    Returns:
        The finding; value 0 with the non-apology's words as evidence if there is one.
    """
    text = view.reply
    said = [_weigh(view, hit) for hit in text.find("sorry")[:_MOST]]
    if not said:
        return Finding(0, (), "There is no apology in the reply.", 950)
    best = max(said, key=lambda s: (s.value, s.confidence))
    value, why, confidence = best.value, best.why, best.confidence
    if value and view.mocking:
        return Finding(0, (best.span,), "Mockery beside it takes the apology back.", 800)
    if value == 2 and (view.ceiling < 2):
        value, why = 1, "It stands in a string of stock phrases with nothing of the case."
    if value and view.only_grader_talk:
        value, why = 0, "Words to the grader earn nothing."
    return Finding(value, (best.span,), why, confidence, best.rule if value == 0 else "")


def told(text: Text, span: Span) -> Span:
    """The words that show what is apologized for: the sentence, where the apologizing clause itself names nothing."""
    return text.sentence_of(span) if _bare(text, span) else span


def _weigh(view: View, hit: Span) -> _Said:
    """What one apologizing word is worth where it stands."""
    text = view.reply
    sentence = text.sentence_of(hit)
    clause = _tail(text, hit, sentence)

    def near(name: str) -> bool:
        return any(
            m.start <= hit.start < m.end or sentence.start <= m.start <= hit.end <= m.end
            for m in text.find(name, sentence)
        )

    if any(q.start <= hit.start < q.end for q in text.quoted):
        return _Said(0, clause, "The apologizing word is quoted, not said.", 850)
    if any(g.start <= hit.start < g.end for g in text.addressed_to_grader):
        return _Said(0, clause, "Words to the grader earn nothing.", 900)
    if near("sorry_wanted"):
        return _Said(0, clause, "It speaks of an apology the customer wants; it does not make one.", 800, WANTED)
    if near("sorry_negated") and not near("sorry_enough"):
        return _Said(0, clause, "The apology is refused or denied.", 900, REFUSED)
    if near("sorry_manner"):
        return _Said(0, clause, "This 'sorry' is a small courtesy, not an apology for what went wrong.", 800)
    if near("sorry_conditional"):
        return _Said(0, clause, "An apology with an 'if', or for the customer's feelings, is none.", 850)
    if near("sorry_fault") or text.has("third_party_fault", sentence):
        return _Said(0, clause, "The blame is passed on in the same breath.", 750)
    if "?" in text.quote(sentence)[-2:] and _bare(text, clause) and clause.end >= sentence.end - 1:
        return _Said(0, clause, "It is a question, not an apology.", 600)
    level, why, confidence = _level(view, hit, sentence, clause)
    after = _next(text, sentence)
    undone = text.has("take_back", Span(hit.end, sentence.end)) or (
        after is not None and _opens_with_but(text, after) and text.has("take_back", after)
    )
    if undone or (
        near("sorry_but") and not text.has("commit", Span(hit.end, sentence.end)) and not _names(text, clause)
    ):
        return _Said(max(0, level - 1), clause, "The apology is taken back in the same reply.", 700, TAKEN_BACK)
    return _Said(level, clause, why, confidence)


def _level(view: View, hit: Span, sentence: Span, clause: Span) -> tuple[int, str, int]:
    """1 or 2 for an apology that is meant."""
    text = view.reply
    if text.has("sorry_hear", sentence):
        return 1, "Regret at hearing of it, without owning a failing.", 800
    if text.low[hit.start : hit.end] in ("mortified", "ashamed") and not text.has("own_failing", sentence):
        return 1, "It tells of shame but does not own a named failing.", 650
    named = _names(text, clause)
    if named and not (text.has("sorry_stock", clause) and len(named) < 3):
        return 2, "It apologizes for a named failing or its effect.", 800
    before = Span(sentence.start, hit.start)
    if (
        text.has("own_failing", before)
        or text.has("our_fault", before)
        or (view.shared(before) and text.low[hit.start - 3 : hit.start].strip(" ,") in ("and", "so", ""))
    ):
        return 2, "It names the failing and apologizes for it.", 650
    after = _next(text, sentence)
    if (
        after is not None
        and _bare(text, clause)
        and clause.end >= sentence.end - 1
        and (text.has("own_failing", _clauses_from(text, after, 1)) or text.has("our_fault", after))
    ):
        return 2, "It apologizes, then names the failing.", 550
    prior = _previous(text, sentence)
    if (
        prior is not None
        and (text.has("sorry_stock", clause) or " for " in text.low[clause.start : clause.end])
        and _bare(text, clause)
        and (text.has("own_failing", prior) or text.has("our_fault", prior))
    ):
        return 2, "It names the failing, then apologizes for it.", 550
    return 1, "A bare or stock apology: it would fit any customer.", 800


def _names(text: Text, clause: Span) -> list[str]:
    """Content words the apology is for."""
    return [
        w.low
        for w in words(text.quote(clause))
        if (w.low not in STOPWORDS and w.low not in _GENERIC and len(w.low) > 2) or w.low.isdigit()
    ]


def _bare(text: Text, clause: Span) -> bool:
    return not _names(text, clause)


def _tail(text: Text, hit: Span, sentence: Span) -> Span:
    """From the clause that holds the apologizing word to the end of what it is for: at most three clauses."""
    held = [c for c in text.clauses_in(sentence) if c.end > hit.start]
    if not held:
        return text.clause_of(hit)
    end = held[0].end
    # "I apologize, Mrs Ashby, for …": a name put in between is no end.
    rest = held[2:4] if len(held) > 2 and len(words(text.quote(held[1]))) <= 2 else held[1:3]
    for clause in rest:
        head = text.low[clause.start : clause.end]
        # A clause that goes on telling what happened belongs to the apology; a "but" or an "I'll" does not.
        if (
            text.low[end - 1] in ":–—-"
            or (head.startswith("that ") and not head.startswith(("that is", "that must", "that was", "that sounds")))
            or head.startswith(
                (
                    "for ",
                    "and for ",
                    "and that ",
                    "we ",
                    "about ",
                    "both ",
                    "not only",
                    "and the ",
                    "to have ",
                    "and we ",
                    "and our ",
                )
            )
        ):
            end = clause.end
        else:
            break
    return Span(held[0].start, end)


def _next(text: Text, sentence: Span) -> Span | None:
    return next((s for s in text.sentences if s.start >= sentence.end), None)


def _previous(text: Text, sentence: Span) -> Span | None:
    return next((s for s in reversed(text.sentences) if s.end <= sentence.start), None)


def _clauses_from(text: Text, sentence: Span, count: int) -> Span:
    held = text.clauses_in(sentence)[:count]
    return Span(held[0].start, held[-1].end) if held else sentence


def _opens_with_but(text: Text, sentence: Span) -> bool:
    return text.low[sentence.start : sentence.end].startswith(
        ("but", "however", "that said", "unfortunately", "still", "though")
    )
