"""Which stretches of a reply ask something, and what kind of question each is."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from scoring.form import Text
from scoring.patterns import PATTERNS
from scoring.segment import Span, unstopped

Kind = Literal["open", "wish", "closed", "admin", "rhetorical", "brush_off", "manner"]
"""`wish` asks what the customer wants or checks a remedy against it; `manner` is small talk ("you know?")."""


class Question(NamedTuple):
    """A question with its place and kind."""

    span: Span
    kind: Kind


_AUX = (
    r"(?:do|does|did|have|has|had|is|are|was|were|can|could|would|will|shall|should|may|might|am|"
    r"haven't|hasn't|isn't|aren't|don't|"
    r"didn't|wouldn't|couldn't|won't|can't)"
)
_SUBJECT = (
    r"(?:you|we|i|it|he|she|they|there|that|this|your|the|any|anyone|anybody|somebody|someone|"
    r"everything|a|an|one)"
)
_NO_SUBJECT = r"(?!(?:do|have|has|had|may|might|am) (?:a|an|one|any|anyone|anybody|the|this|that|it)\b)"
"""Words that tell or bid rather than ask: "do a test call", "have a look"."""
_WH = r"(?:what|how|which|when|where|who|whose|why)"
_FRONT = (
    r"(?:(?:and|so|but|or|well|okay|ok|right|now|um|uh|erm|er|then|also|first|please|sorry|hi|hello|"
    r"yes|no|listen|look|before (?:i|we) [^,?]{1,50}|first(?: of all)?|meanwhile|one (?:thing|"
    r"question))[,:;\s–—-]*)*"
)
_UNMARKED = re.compile(
    rf"^{_FRONT}(?:{_WH}(?: else| exactly)?\s{_AUX}\b(?! (?:you|we) (?:need|want) to (?:know|"
    rf"understand|do) is)|{_WH}(?: kind of| sort of)? \w+\s{_AUX}\s{_SUBJECT}\b|(?:what|how|where)'s\b|"
    rf"{_NO_SUBJECT}{_AUX}\s{_SUBJECT}\b)"
)
_TURNED = re.compile(
    # "did you", "has it", "what would help", "so is the": words in the order of a question, without stops.
    rf"(?<![\w'])(?P<before>[\w']+)\s(?P<asking>(?:{_WH}(?: (?!happened was)\w+)?\s)?"
    r"(?:(?:do|did|have|had|can|could|would|will|shall|are|were|am|haven't|aren't|don't|didn't|wouldn't|"
    r"couldn't|won't|can't) (?:you|i|we|they|your)|should (?:i|we|they|your)|may i (?!thank|say|add|point|remind)|"
    r"(?:does|did|has|would|will|can|could|should|shall|was|is|isn't|doesn't|hasn't) "
    r"(?:he|she|it|that|this|there|any\w+))\b"
    r"|what (?:would|will|could|can|might|did|does|do|happened(?! was\b)|matters)\b"
    r"|how (?:would|did|does|do|will|many|much|old|long)\b"
    r"|which (?:one|day|of|time|\w+ (?:did|do|would|should|shall|was|is|are|had|suits?))\b"
    r"|when (?:did|would|do|will|was|is)\b|where (?:did|do|would|shall|should)\b|who (?:did|else|shall|should)\b"
    r"|(?:want|need) me to\b"
    r"|(?<=\bso )(?:is|are|was|were) (?:the|your|he|she)\b|(?<=\band )(?:is|are|was|were) (?:the|your|he|she)\b)"
)
_NOT_TURNED = frozenset(
    """
    i you we they he she it who that this there to nor neither so than as only not never if how what which whatever all
    everything the a an because of about on know see exactly is was understand knows saw matter but from for explain
    check at in just don't didn't works one happened
    """.split()  # noqa: SIM905  # a list one can read
)
"""Words after which that order asks nothing: "so would I", "I know what did it", "nor do we"."""
_BEGUN = re.compile(
    # Stops lost and capitals kept: "… by Friday Which of the two suits you".
    r"(?<=[\w'’] )(?:Which\b(?! (?:means|makes|leaves|is (?:why|how|also|exactly))\b)|Who\b|Whose\b"
    rf"|When {_AUX}\b|(?:What|How|Where|Why)\b(?!'s more\b| (?:i|I|we|you|it|they|he|she|that|an?|the|gall)\b"
    r"| happened (?:was|is|to)\b| (?:\w+ )?\w+s is\b| \w+ (?:that|it|this|you|to|for)\b)"
    r"|(?:Would|Could|Does|Did|Shall|Is|Are|Was|Were|Can|Has) (?!(?:do|be|not)\b)\w"
    rf"|(?!Should (?:you|we|i|it|the)\b|(?:Do|Have) (?:an?|the|this|that|it)\b)(?:Do|Have|Should|Will) {_SUBJECT}\b)"
)
"""A question that only the capital of its first word sets apart from what is said before it."""
_NEXT = re.compile(r" (?=(?:We|It|They|The|That|This|Your|Our|If|Please|Thanks?|Sorry|And|But|So|Once)\b)")
_WH_START = re.compile(rf"^{_FRONT}{_WH}\b")
_STATEMENT = re.compile(
    rf"^{_FRONT}(?:should you\b|had (?:you|we|i|it|the)\b|what (?:i|we) can|"
    r"what (?:can|could) happen|what happened was\b|what's more|which\b|when (?:you|we|i|it|"
    rf"the)\b|where (?:you|we)|how (?:awful|terrible|frustrating|horrible|dreadful|maddening)|who "
    rf"(?:is|will|'ll)|is that|that)"
)
_IMPERATIVE_OPEN = re.compile(
    r"\b(?:(?:say|write|name) (?:me |us )?(?:what|how|which|whatever)|explain (?:me|us|to me|to us)\b|"
    r"if you(?:'d| would)? (?:like|want) to (?:tell|say|explain|share)|how (?:you|your \w+) (?:would|"
    r"want|wish)\b|tell (?:me|us)(?! (?:why you (?:didn't|never)|off))|walk (?:me|us) through|talk "
    r"(?:me|us) through|take (?:me|us) through|describe|let (?:me|us) know (?:what|how|which|when|"
    r"where|why|whether|if)|"
    r"help (?:me|us) understand|say (?:a bit|a little )?more|share (?:what|how|with)|(?:i|we)(?:'d| "
    r"would) (?:like|love|want) to (?:hear|know|understand|learn)|i want to (?:hear|understand|know) "
    r"(?:what|how|where|when|which|from)|i(?:'m| am) listening|i wonder (?:what|how|which))\b"
)
_IMPERATIVE_ADMIN = re.compile(
    r"\b(?:(?:please|kindly|just|pls)\s(?:\w+\s)?(?:provide|send|share|confirm|give|reply|state|"
    r"attach|dm|upload|enter|forward|fill|quote|verify|specify|supply|email|e-mail|write)|(?:dm|pm|"
    r"message|email|e-mail|send|give|reply|provide|share|text|pop|drop|show)\s(?:\w+\s){0,3}?(?:us|me|"
    r"your|a dm|with your|over)\b[^.!?]{0,50}\b(?:number|name|address|reference|ref|code|details|"
    r"photo\w*|picture\w*|receipt|booking|order|account|date|postcode|dm|id|screenshot\w*|invoice|"
    r"contract|slip)|"
    r"(?:i|we)(?:'ll| will|'d)? (?:just |only |also |still |first )*need\s(?:\w+\s){0,4}?(?:your|the|"
    r"a|an|from you)\b[^.!?]{0,40}\b(?:number|name|address|reference|ref|code|details|photo\w*|"
    r"picture\w*|receipt|date|postcode|id|proof|screenshot\w*|invoice)|only two things)\b"
)
_TAG = re.compile(
    r"(?:^|[,\s–-])(?:right|ok|okay|yeah|yes|no|you know|huh|eh|haven't we|isn't it|aren't we|don't "
    r"you think|alright|understood|clear|agreed|see|do we|do you|don't they|is that it|is it|are we|"
    r"aren't they|did they|did you|can we|ha)\s?\?+\W*$"
)
_HOSTILE = re.compile(
    r"\bdid you know\b|\bsupposed to have\b|\bis that it\b|\b(?:yes or no|or not)\s?\??\W*$|\bhave "
    r"you (?:even|actually|really)\b|\bwhat (?:do|did) you expect\b|\bare you (?:quite |really |"
    r"absolutely )?sure\b"
)
_ADMIN_WH = re.compile(
    r"\b(?:what(?:'s| is| was| are)?|which|whose|who(?:'s| is))\b[^.!?]{0,25}\b(?:number|name|address|"
    r"reference|ref|code|date of birth|postcode|post code|zip|e-?mail|account|booking|surname|details|"
    r"model|serial|phone|invoice|policy)\b"
)
_REMEDY_WORD = re.compile(
    r"\b(?:shall (?:i|we)|should (?:i|we)|would (?:you|that|this|it|a|an|the|\w+day)|does (?:that|"
    r"this|it|\w+)|do (?:those|these|you (?:want|prefer|agree))|is that (?:all|okay|ok|right|alright|"
    r"good|fair|acceptable|what|how|correct|enough|a|the)|how (?:does|do|would) (?:that|this|it)|how "
    r"about|what about|will (?:that|this|it)|have i (?:got|understood|missed|left)|did i (?:get|miss|"
    r"understand)|deal|agreed|could you live with|are you (?:happy|okay|ok|fine|comfortable) with|is "
    r"it (?:okay|ok|fine|alright|all right))\b"
)


def find_questions(text: Text) -> tuple[Question, ...]:
    """Every question of a reply, with or without a question mark, and every imperative that asks."""
    found: list[Question] = []
    for sentence in text.sentences:
        for span in _asking_spans(text, sentence):
            found.append(Question(span, _kind(text.low[span.start : span.end])))
    return tuple(found)


def _asking_spans(text: Text, sentence: Span) -> list[Span]:
    """The stretches of one sentence that ask."""
    low = text.own_low[sentence.start : sentence.end]
    clauses = text.clauses_in(sentence)
    if "?" in low:
        # The asking part starts at the last clause that opens like a question; before it may stand "I see, so …".
        starts = [
            c.start
            for c in clauses
            if _UNMARKED.match(text.own_low[c.start : sentence.end])
            or _WH_START.match(text.own_low[c.start : sentence.end])
        ]
        return [Span(starts[0] if starts else sentence.start, sentence.end)]
    if hit := _IMPERATIVE_OPEN.search(low) or _IMPERATIVE_ADMIN.search(low):
        return [Span(sentence.start + hit.start(), sentence.end)]
    return list(_unmarked(text, sentence))


def unmarked_questions(text: Text) -> tuple[Span, ...]:
    """Stretches that ask without a question mark: dictated, or left out. Imperatives that ask need none."""
    return tuple(
        span
        for sentence in text.sentences
        if "?" not in text.own_low[sentence.start : sentence.end]
        for span in _unmarked(text, sentence)
    )


def _unmarked(text: Text, sentence: Span) -> list[Span]:
    """At most the last two questions of a sentence that has no question mark."""
    low = text.own_low[sentence.start : sentence.end]
    clauses = text.clauses_in(sentence)
    spans = []
    runs_on = unstopped(low.rstrip())
    if (len(clauses) == 1 and low.endswith(".") and not runs_on) or low.endswith("!"):
        return []
    if runs_on and low.rstrip()[-1:].isalnum() and not _titled(text.quote(sentence)):
        begun = [m.start() for m in _BEGUN.finditer(text.raw, sentence.start, sentence.end)]
        spans = [Span(at, _end_of(text, at, sentence)) for at in begun[-2:] if text.own_low[at].strip()]
    for clause in clauses:
        part = text.own_low[clause.start : clause.end]
        closes = part.rstrip().endswith(".")
        if _UNMARKED.match(part) and not _STATEMENT.match(part) and not closes:
            spans.append(Span(clause.start, sentence.end if clause is clauses[-1] else clause.end))
        elif runs_on:
            turned = [m.start("asking") for m in _TURNED.finditer(part) if m["before"] not in _NOT_TURNED]
            spans += [Span(clause.start + at, clause.end) for at in turned[-1:]]
    last = sorted(set(spans))[-4:]
    return [span for span in last if not any(other.start < span.start < other.end for other in last)][-2:]


def _end_of(text: Text, at: int, sentence: Span) -> int:
    """Where a question that begins at a place ends: with its clause, or before the next word that kept a capital."""
    clause = text.clause_of(Span(at, at + 1))
    after = _NEXT.search(text.raw, at + 1, min(clause.end, sentence.end))
    return after.start() if after else min(clause.end, sentence.end)


def _titled(words: str) -> bool:
    """Whether most words have a capital, so that capitals tell nothing."""
    return sum(word[0].isupper() for word in words.split()) > len(words.split()) / 2


def _kind(low: str) -> Kind:
    """What kind of question the words are."""

    def has(name: str) -> bool:
        return PATTERNS[name].search(low) is not None

    if has("brush_off"):
        return "brush_off"
    if _IMPERATIVE_OPEN.search(low):
        return "open"
    if _HOSTILE.search(low):
        return "rhetorical"
    if has("wish_ask") and _WH_START.match(low) and not has("rhetorical"):
        return "wish"
    if has("rhetorical"):
        return "rhetorical"
    if re.search(r"\bsorry\b[^?]{0,12}\?|\bpardon\b", low):
        return "manner"
    if _ADMIN_WH.search(low) or _IMPERATIVE_ADMIN.search(low):
        return "admin"
    if _REMEDY_WORD.search(low):
        return "wish"
    if _TAG.search(low) and not _UNMARKED.match(low):
        return "manner"
    if _WH_START.match(low) or re.search(r"\b(?:what|how|which|when|where)\b[^?]*\?", low):
        return "open"
    if has("admin_ask") and has("demand_details"):
        return "admin"
    return "closed"
