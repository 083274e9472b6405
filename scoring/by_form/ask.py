"""What form says of the questions: none that is real (0), closed or administrative (1), open or a wish (2)."""

from __future__ import annotations

import re

from scoring.finding import Finding
from scoring.segment import Span
from scoring.view import View

WORTH = {"open": 2, "wish": 2, "closed": 1, "admin": 1, "rhetorical": 0, "brush_off": 0, "manner": 0}
"""The mark each kind of question can earn."""
_WHY = {
    "open": "An open question lets the customer tell more.",
    "wish": "It asks what the customer wants, or checks a remedy against their wish.",
    "closed": "A closed question: yes, no or a detail.",
    "admin": "An administrative question.",
    "rhetorical": "The question is rhetorical or hostile.",
    "brush_off": "'Anything else?' asks nothing about this case.",
    "manner": "A tag or a courtesy, not a question.",
}
GIVEN = "given"
"""The rule by which a question is none: it asks what the customer has said."""
_SURE = {"open": 750, "wish": 800, "closed": 650, "admin": 800, "rhetorical": 650, "brush_off": 800, "manner": 600}


def judge(view: View) -> Finding:
    """Mark the asking of a reply by its form, before the reader has a say."""
    asked = view.questions
    if not asked:
        return Finding(0, (), "The reply asks nothing.", 900)
    best = max(asked, key=lambda q: (WORTH[q.kind], _SURE[q.kind], -q.span.start))
    value, why = WORTH[best.kind], _WHY[best.kind]
    if value and view.only_grader_talk:
        return Finding(0, (best.span,), "Asked for the grader, it earns nothing.", 700)
    if value == 2 and view.mocking:
        return Finding(1, (best.span,), "An open question, but asked beside mockery.", 600)
    if value == 2 and view.ceiling < 2:
        value, why = 1, "It stands in a string of stock phrases with nothing of the case."
    if value and already_given(view, best.span):
        return Finding(0, (best.span,), "The customer has already said that.", 650, GIVEN)
    return Finding(value, (best.span,), why, _SURE[best.kind])


_NUMBERED = (
    r"order|booking|reference|ref|account|membership|member|ticket|rma|contract|policy|customer|tracking|claim|case|"
    r"invoice"
)
_NUMBER = r"(?=[a-z0-9/-]*\d)[a-z]{0,4}[-/]?\d[\d-]{3,}[a-z0-9-]*\b"
_DETAILS = (
    # A detail that is asked for, and how the customer's turns look when it has been given: the number beside its name,
    # for any other number may be a price or a year.
    (
        rf"\b(?:{_NUMBERED}) ?(?:number|no\b|id|code|ref\w*)|\breference\b",
        rf"\b(?:{_NUMBERED}|number|no)\b[^.?!\n]{{0,20}}?\b{_NUMBER}",
    ),
    (
        r"\b(?:photo|picture|screenshot)\w*",
        (
            r"\[(?:photo|picture|image|attach\w*)[^\]]*\]|\battached\b|\b(?:photos?|pictures?|screenshots?) "
            r"(?:is|are) (?:attached|here|in)\b|\bi(?:'ve| have)? (?:already )?sent (?:you )?(?:the |a "
            r")?(?:photo|picture)"
        ),
    ),
    (
        (
            r"\bwhat (?:happened\s*(?:\?|\.|!|$)|seems to be|is the (?:problem|issue|matter)\b|went wrong\b)|"
            r"\bhow (?:can|may) i help\b"
        ),
        r"(?s).{120,}",
    ),
)


def already_given(view: View, span: Span) -> bool:
    """Whether a question asks for a detail that the customer's turns hold."""
    asked = view.reply.low[span.start : span.end]
    said = " ".join(t.low for t in view.customer)
    for wanted, given in _DETAILS:
        if re.search(wanted, asked) and re.search(given, said):
            others = re.sub(wanted, "", asked)
            return not re.search(r"\b(?:address|date of birth|what (?:would|do you)|how)\b", others)
    return False
