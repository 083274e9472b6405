"""Cues: what a reply does that moves the customer without being a mark. Probes are used here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from scoring.by_form.ask import already_given
from scoring.by_form.offers import offers, reason_for
from scoring.commitments import find_commitments
from scoring.criteria import learned
from scoring.finding import evidence_of
from scoring.form import Text
from scoring.masking import mask_names
from scoring.probing import best_probes
from scoring.questions import Question
from scoring.segment import Span
from scoring.types import CUES, HEARD_CUES, Cue, CueName, Probe
from scoring.view import View, best_cosine

_SAME_SENTENCE = 0.9
"""Cosine from which two sentences say nearly the same."""

_SAME_QUESTION = 0.86

_PLAINLY_AN_OFFER = 0.62
"""Nearness to a remedy's own wording from which a plain statement offers it: "Ken brings the chair on Thursday"."""
_NOT_OFFERED = re.compile(
    r"\byou(?:'ve| have|'d| had)? (?:just |already )?(?:asked|wanted|want us|want me|demand(?:ed)?|mentioned|suggested|"
    r"wrote|said)\b|\b(?:whether|if) (?:we|i|they|it|he|she)\b(?! can(?:'t| not))"
    r"|\b(?:ask|asking|check with|speak to|find out from) "
    r"(?:my|our|the|a) (?:manager|supervisor|boss|team|colleague\w*|office|department)\b"
    r"|\bif it (?:were|was) (?:up|down) to me\b|\b(?:isn't|is not|not|never) going to happen\b"
    r"|\bin an? (?:ideal|perfect) world\b|\b(?:customers|people|everyone|everybody) (?:always |often |keep )?ask"
    r"|\bwould(?:'ve| have)\b"
    r"|\bi(?:'d| would) (?:love|like) to\b.*\b(?:but|if)\b"
    r"|\b(?:our|the|company) (?:policy|rules?|terms?) (?:is|are|says?|only)\b|\bpolicy\b.{0,20}\bthat\b"
)
"""What the customer wants, what would first have to be asked, what a rule says: spoken of, and not offered."""
_TOLD_BACK = re.compile(
    r"\byou(?:'d| would| had|'ve| have)? ?(?:want|like|ask|need|demand|expect|hope)(?:ed|s)? "
    r"(?:us|me|to|an?|the|your|that|all|more|money)\b"
    r"|\b(?:was|were|had|did|didn't|came|went|gave|took|left|lost|paid|said|told|kept|sent|brought|got|made)\b"
    r"|\b(?:last|ago|yesterday|should have|could have|would have|\w{3,}ed)\b"
)
"""A statement of what the customer wants, or of what has been, offers nothing."""

_AT_SOMEBODY: frozenset[CueName] = frozenset({"insult", "blame", "calm_down"})
_WEIGHED: frozenset[CueName] = frozenset({"blame", "names_feeling", "canned", "bare_policy", "refuse", "recap"})
"""Cues that the reader has learned well enough to doubt the word lists."""
_ABSURD = 0.05
"""Its chance under which it does. On dev that strikes 29 of 47 wrong ones, and 2 of 113 right ones, blame with them."""
_FEW_WORDS = 6
_ABSURD_IN_FEW = 0.02
"""The same for blame in a sentence of so few words ("That's on you."), where the reader hardly hears any."""
_AGAIN: frozenset[CueName] = frozenset({"asks_again", "repeats_itself"})


def find_cues(view: View, probes: Sequence[Probe]) -> tuple[Cue, ...]:
    """Every cue of a reply, ordered by place, then name.

    Args:
        view: The reply in its context.
        probes: Things of the case a reply may offer or reach for.
    """
    found = [
        *_words(view),
        *_offers(view, [p for p in probes if p.kind == "remedy"]),
        *_reports(view, [p for p in probes if p.kind == "result"]),
        *_promises(view),
        *_questions(view, [p for p in probes if p.kind in ("fact", "need")]),
        *_repeats(view),
    ]
    found = [cue for cue in found if not _absurd(view, cue)]
    found += _heard(view, {cue.name for cue in found})
    order = {name: i for i, name in enumerate(CUES)}
    found = _without_refused_offers(view, found)
    kept = {(c.name, c.probe, c.what, c.when, c.evidence.start): c for c in found if c.evidence.quote}
    return tuple(sorted(kept.values(), key=lambda c: (c.evidence.start, order[c.name], c.probe or "", c.what or "")))


def find_attacks(view: View) -> tuple[Cue, ...]:
    """The cues that set a customer off whatever else is said, as far as words in English tell them."""
    return tuple(cue for cue in _words(view) if cue.name in _AT_SOMEBODY)


def _without_refused_offers(view: View, found: Sequence[Cue]) -> list[Cue]:
    """Leave out offers that the same reply refuses: by name, or with a "no" right after ("A refund? No, I can't")."""
    text = view.reply
    refused = {cue.probe for cue in found if cue.name == "refuse" and cue.probe}
    after: set[int] = set()
    for cue in found:
        if cue.name == "refuse":
            before = [s for s in text.sentences if s.end <= cue.evidence.start]
            if before and text.quote(before[-1]).rstrip().endswith("?"):
                after.update(range(before[-1].start, before[-1].end))
    return [
        cue for cue in found if cue.name != "offer" or (cue.probe not in refused and cue.evidence.start not in after)
    ]


def _cue(text: Text, name: CueName, span: Span, probe: str | None = None, *, reason: bool = False) -> Cue:
    return Cue(name, evidence_of(text, span), probe=probe, reason=reason)


def _words(view: View) -> Iterable[Cue]:
    """Cues that the words alone give."""
    text = view.reply
    simple: tuple[tuple[CueName, tuple[Span, ...]], ...] = (
        ("calm_down", text.meant("calm_down")),
        ("insult", text.own("insult")),
        ("announces_pause", text.own("pause")),
        ("blame", text.meant("blame")),
    )
    for name, hits in simple:
        if hits:
            yield _cue(text, name, text.clause_of(hits[0]))
    if view.stock_count:
        waits = {text.sentence_of(hit) for hit in text.own("pause")}
        stock_sentences = dict.fromkeys(text.sentence_of(hit) for hit in text.own("stock"))
        for sentence in (s for s in stock_sentences if s not in waits):  # an announced pause is no phrase-mongering
            yield _cue(text, "canned", sentence)
    for hit in text.own("policy"):
        sentence = text.sentence_of(hit)
        if reason_for(view, sentence) is None:
            yield _cue(text, "bare_policy", sentence)
            break
    stock = text.own("empathy_stock")
    for hit in text.own("feeling"):
        sentence = text.sentence_of(hit)
        to_customer = text.has("siding", sentence) or any(
            w.low in ("you", "your", "you're") for w in text.words if sentence.start <= w.start < sentence.end
        )
        if to_customer and not view.mocking and not any(s.start <= hit.start < s.end for s in stock):
            yield _cue(text, "names_feeling", text.clause_of(hit))
            break
    if hits := text.own("recap"):
        said = [
            s for s in dict.fromkeys(text.sentence_of(h) for h in hits) if text.has("commit", s) or text.has("when", s)
        ]
        follows = [s for s in text.sentences if s.start > hits[0].start and text.has("commit", s)]
        if said or follows:
            yield _cue(text, "recap", (said or follows)[0])


def _absurd(view: View, cue: Cue) -> bool:
    """Whether the words are there and the reader is sure that they do not make the move."""
    if view.joint is None or cue.name not in _WEIGHED or cue.probe is not None:
        return False
    ceiling = _ABSURD_IN_FEW if cue.name == "blame" and _in_few_words(view.reply, cue) else _ABSURD
    return view.joint.by_name[cue.name].chances.partly < ceiling


def _in_few_words(text: Text, cue: Cue) -> bool:
    sentence = text.sentence_of(Span(cue.evidence.start, cue.evidence.end))
    return sum(sentence.start <= word.start < sentence.end for word in text.words) <= _FEW_WORDS


def _heard(view: View, named: Set[CueName]) -> Iterable[Cue]:
    """Cues that the trained reader hears and no list of words has named."""
    text = view.reply
    if view.joint is None or view.only_grader_talk or not any(letter.isalpha() for letter in text.raw):
        return
    # Nobody has been told off who has not spoken, and nothing comes again that has not been said.
    unheard = {*(_AT_SOMEBODY if not view.customer else ()), *(_AGAIN if not view.agent else ())}
    for name in HEARD_CUES:
        if (
            name in named
            or name in unheard
            or not learned.hears(view.joint, name)
            or (name == "names_feeling" and view.mocking)
        ):
            continue
        for span in learned.evidence(view, view.joint, name, 1):
            reason = reason_for(view, text.sentence_of(span)) is not None
            another_s = any(quote.start <= span.start and span.end <= quote.end for quote in text.quoted)
            if not another_s and not (reason and name == "bare_policy"):
                yield _cue(text, name, span, reason=reason and name == "refuse")


def _offers(view: View, remedies: Sequence[Probe]) -> Iterable[Cue]:
    """Offers and refusals, with the remedy each one means."""
    text = view.reply
    spoken = tuple(s for s in offers(view) if not _NOT_OFFERED.search(text.low[s.start : s.end]))
    for sentence in spoken:
        for probe, span in best_probes(view, sentence, remedies):
            yield _cue(text, "offer", span, probe)
    for sentence in text.sentences:
        if sentence not in spoken and _could_offer(text, sentence):
            for probe, span in best_probes(view, sentence, remedies, floor=_PLAINLY_AN_OFFER, by_clause=False):
                yield _cue(text, "offer", span, probe)
    for sentence in text.sentences:
        if sentence in text.addressed_to_grader or not text.has("refuse", sentence):
            continue
        reason = reason_for(view, sentence) is not None
        named = best_probes(view, sentence, remedies)[:1]
        yield _cue(text, "refuse", sentence, named[0][0] if named else None, reason=reason)


def _could_offer(text: Text, sentence: Span) -> bool:
    """Whether a sentence without an offering word may still offer: a plain statement of what will be done."""
    return not (
        sentence in text.addressed_to_grader
        or text.has("refuse", sentence)
        or _NOT_OFFERED.search(text.low[sentence.start : sentence.end])
        or text.quote(sentence).rstrip().endswith("?")
        or _TOLD_BACK.search(text.low[sentence.start : sentence.end])
    ) and (text.has("when", sentence) or text.has("commit", sentence))


def _reports(view: View, results: Sequence[Probe]) -> Iterable[Cue]:
    """What came of a promise, told: any statement near the result's own wording, in whatever tense."""
    text = view.reply
    for sentence in text.sentences:
        told = not (text.has("refuse", sentence) or text.quote(sentence).rstrip().endswith("?"))
        if told and sentence not in text.addressed_to_grader:
            for probe, _ in best_probes(view, sentence, results):
                yield _cue(text, "offer", sentence, probe)


def _promises(view: View) -> Iterable[Cue]:
    """Promises in closed words."""
    for commitment in find_commitments(view.reply):
        yield Cue("promise", evidence_of(view.reply, commitment.span), what=commitment.what, when=commitment.when)


def _questions(view: View, reached: Sequence[Probe]) -> Iterable[Cue]:
    """Questions, with the fact or need each one reaches for, and those asked again."""
    text = view.reply
    for question in view.questions:
        if question.kind in ("rhetorical", "brush_off", "manner"):
            continue
        if question.kind == "wish" and not _asks_openly(text, question):
            continue  # "does that work for you?" checks a remedy; it opens nothing, and it may be asked again
        if already_given(view, question.span) or _asked_before(view, question):
            named = best_probes(view, question.span, reached)[:1]
            yield _cue(text, "asks_again", question.span, named[0][0] if named else None)
        name: CueName = "open_question" if question.kind in ("open", "wish") else "admin_question"
        hits = best_probes(view, question.span, reached)
        if hits:
            for probe, _ in hits:
                yield _cue(text, name, question.span, probe)
        else:
            yield _cue(text, name, question.span)


def _asks_openly(text: Text, question: Question) -> bool:
    """Whether a question about the wish is one that yes or no does not answer."""
    return (
        re.search(r"\b(?:what|how|which|where|when|tell|say|describe)\b", text.quote(question.span).lower()) is not None
    )


def _asked_before(view: View, question: Question) -> bool:
    """Whether an earlier reply asked the same and the customer has answered since."""
    mine = view.reply.quote(question.span)
    stems = Text(mine).stems
    earlier = [Text(t.quote(s)) for t in view.answered for s in t.sentences if "?" in t.quote(s)]
    for other in earlier:
        union = stems | other.stems
        if union and len(stems & other.stems) / len(union) >= 0.75 and len(stems) >= 2:
            return True
    if view.encoder is None or not earlier:
        return False
    rows = view.encoder.encode([mask_names(mine), *(mask_names(o.raw) for o in earlier)])
    return best_cosine(rows[:1], rows[1:]) >= _SAME_QUESTION


def _repeats(view: View) -> Iterable[Cue]:
    """A sentence that an earlier reply has said already, or nearly."""
    text = view.reply
    earlier = [t.quote(s) for t in view.agent for s in t.sentences if len(Text(t.quote(s)).words) >= 5]
    if not earlier:
        return
    before = {" ".join(w.low for w in Text(e).words) for e in earlier}
    rows = view.encoder.encode([mask_names(e) for e in earlier]) if view.encoder else None
    asked = {span.start for span in (q.span for q in view.questions)}
    for sentence in text.sentences:
        part = Text(text.quote(sentence))
        if len(part.words) < 5 or text.quote(sentence).rstrip().endswith("?") or sentence.start in asked:
            continue  # a question asked again has a cue of its own
        same = " ".join(w.low for w in part.words) in before
        if not same and rows is not None and view.encoder is not None:
            same = best_cosine(view.encoder.encode([mask_names(part.raw)]), rows) >= _SAME_SENTENCE
        if same:
            yield _cue(text, "repeats_itself", sentence)
            return
