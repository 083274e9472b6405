"""Greetings, fillers and sign-offs: words around a reply that earn nothing and cost nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.masking import ANYBODY, is_ordinary

_SOMEBODY = rf"(?: (?:{ANYBODY}|customer|sir|madam|there|again|all|both|everyone|or|valued))*"
_GREETING = (
    rf"(?:hi+|hello|hey+|hiya|dear|greetings|(?:good )?(?:morning|afternoon|evening|day)){_SOMEBODY}|{ANYBODY}"
    r"|(?:well|ok|okay|right|so|alright|all right|now|oh|ah|um+|uh+|erm|hm+|mm+)(?: then| so| now| well| ok| okay)?"
)
_THANKS = r"(?:many )?thanks?(?: you)?(?: again| so much| very much| a lot| kindly)?"
_SIGN_OFF = (
    r"(?:with )?(?:(?:kind|kindest|best|warm|warmest|many) )?(?:regards|wishes)|best|all the best|cheers|ta"
    r"|yours(?: sincerely| faithfully| truly)?|sincerely(?: yours)?|(?:good ?)?bye(?: for now)?|take care(?: now)?"
    r"|have an? (?:nice|good|great|lovely) (?:day|evening|weekend|afternoon|one)"
)
_OPENS = re.compile(rf"(?:{_GREETING}|{_THANKS})\W*", re.IGNORECASE)
_CLOSES = re.compile(rf"(?:{_SIGN_OFF}|{_THANKS})\W*", re.IGNORECASE)
_WORD = re.compile(r"[\w'&-]+")
_LONGEST_SIGNATURE = 6
"""Words."""
_OF_A_DESK = frozenset(
    "the from at of and team desk care support customer service services billing sales office manager".split()  # noqa: SIM905
) | {ANYBODY}


def without_greetings(clauses: Sequence[str]) -> range:
    """The numbers of the clauses that say something, from the first to the last of them; all if none would be left.

    Args:
        clauses: Of one reply, in order, names masked.
    """
    first, past = 0, len(clauses)
    while first < past and _OPENS.fullmatch(clauses[first].strip()):
        first += 1
    for at in range(max(first, past - _LONGEST_SIGNATURE - 1), past):
        if _CLOSES.fullmatch(clauses[at].strip()) and _signs(" ".join(clauses[at + 1 : past])):
            past = at
            break
    return range(first, past) if first < past else range(len(clauses))


def _signs(text: str) -> bool:
    """Whether all that is left is who signs: a few words, each a name, a number, or one of what a desk is called."""
    said = _WORD.findall(text)
    return "?" not in text and len(said) <= _LONGEST_SIGNATURE and all(_names(word) for word in said)


def _names(word: str) -> bool:
    name = word[:1].isupper() and not word[1:].isupper() and not is_ordinary(word.lower())
    return name or word.isdigit() or word.lower() in _OF_A_DESK
