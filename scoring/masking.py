"""Names and pronouns out of a text before it goes to a model: a mark must not depend on who is spoken of.

Capital letters tell most names. At the start of a sentence every word has one. There a word counts as a name if it
stands like one ("Maria, I am", "Maria will ring you") and the labelled replies never show it in small letters
(`ordinary_words.txt`, made by `python -m scoring.training.ordinary_words`).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from scoring.segment import STOPWORDS

LIST = Path(__file__).parent / "ordinary_words.txt"
ANYBODY = "someone"
"""What stands for a name."""

_TITLE = re.compile(r"\b(?:(?i:mr|mrs|ms|dr|mx)|Miss|Frau|Herr|Sir|Madame)\.?\s+[^\W\d_][\w'-]+")
_GREETING = re.compile(r"(?:^|\W)(?:hi|hello|hey|dear|this is|i'm|my name is|thanks|thank you|sincerely|regards),?\s+$")
_CAPITALIZED = re.compile(r"(?<![\w'-])(?:al-|el-)?[^\W\d_](?:[\w'-]*[^\W_])?")
_AGAIN = re.compile(rf"\b{ANYBODY}(?:[ -]{ANYBODY})+\b")
_SURNAME = r"(?:\s+[^\W\d_a-z][\w'-]*)?"
_ADDRESSED = re.compile(rf"{_SURNAME}\s*[,–—:]")
_SIGNED = re.compile(rf"{_SURNAME}[\s.x]*(?:\n|\Z)")
_ACTING = re.compile(
    rf"{_SURNAME}(?:\s+\w+)?(?:'ll|\s+(?:should have|could have|did|let|"
    r"(?:is|was|did|does|has|had|could|would|should|wo)n't|will|said|says|told|rang|phoned|called|calls|comes|came|knows|promised|wrote|writes|from|"
    r"here|and (?:i|his|her|their)))\b",
)
_BEFORE = 40
"""Characters looked back at: enough for a greeting, few enough for a very long text."""
_KEPT = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas easter english god internet sorry the please your
    our what how ok oh wi-fi e-mail t-shirt sir madam
    """.split()  # noqa: SIM905  # a list one can read
)
"""Words that are capitalized within a sentence and name nobody."""
_LONG = 8
"""Words from which a text without the end of a sentence has lost them. A comma ends none; `segment.unstopped`, to which
it is a stop, asks another thing: whether words run on."""
_STOP = re.compile(r"[.!?…](?=\W|$)|\n")
_OPENERS = (STOPWORDS - {"will", "an", "so", "do", "see"}) | frozenset(
    """
    tell sorry apologies please thanks thank unfortunately anything anyone nobody nothing everything something yes no
    ok alright shall may might must next two three four five six seven eight nine ten another someone somebody today
    tomorrow tonight yesterday perhaps instead first second either neither whoever whatever twice once
    """.split()  # noqa: SIM905  # a list one can read
)
"""Words that begin a sentence and are nobody's name: where the stops are lost, they keep their capitals."""
_PRONOUNS = {
    "he": "they",
    "she": "they",
    # One word for all cases: "her" may be a "him" or a "his", and must read as either does.
    "him": "their",
    "her": "their",
    "his": "their",
    "hers": "their",
    "himself": "themselves",
    "herself": "themselves",
    "he's": "they're",
    "she's": "they're",
    "he'll": "they'll",
    "she'll": "they'll",
    "he'd": "they'd",
    "she'd": "they'd",
    "sir": "customer",
    "madam": "customer",
    "ma'am": "customer",
}
_PRONOUN = re.compile(r"\b(" + "|".join(sorted(_PRONOUNS, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def mask_names(text: str) -> str:
    """The text as it goes to a model: names become "someone", he and she become they. Never shown, never quoted."""
    text = _TITLE.sub(ANYBODY, text.replace("’", "'"))
    found = [
        (match.start(), match.group().removesuffix("'s"), not _opens(text, match.start()))
        for match in _CAPITALIZED.finditer(text)
        if _is_capitalized(match.group())
    ]
    # In a Title Case Text capitals tell nothing; where the stops are lost, each may begin a sentence.
    titled = sum(inner for *_, inner in found) > max(3, len(text.split()) // 2)
    lost = len(text.split()) >= _LONG and not _STOP.search(text)
    out, end = [], 0
    for at, word, inner in found:
        named = inner and not titled and not (lost and word.lower() in _OPENERS)
        if word.lower() not in _KEPT and (named or _stands_as_name(text, word, at)):
            out += [text[end:at], ANYBODY]
            end = at + len(word)
    text = _AGAIN.sub(ANYBODY, "".join(out) + text[end:])
    return _PRONOUN.sub(lambda m: _PRONOUNS[m.group().lower()], text)


def is_ordinary(word: str) -> bool:
    """Whether a word in small letters is one that a sentence may begin with, and nobody's name."""
    parts = [part for part in re.split(r"['-]", word) if part]
    return word in STOPWORDS or word in _KEPT or all(part in STOPWORDS or part in _ordinary_words() for part in parts)


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(LIST.read_text(encoding="utf-8").split())


def _is_capitalized(word: str) -> bool:
    upper = word[0].isupper() or (word[:3] in {"al-", "el-"} and word[3:4].isupper())
    return upper and len(word) > 1 and any(letter.islower() for letter in word) and not word.startswith("I'")


def _opens(text: str, at: int) -> bool:
    """Whether a word at this place begins a sentence, a line or a quotation."""
    before = text[max(0, at - _BEFORE) : at].rstrip(' \t("“')
    return not before or before[-1] in ".!?…:\n-–—*•>" or not (before[-1].isalnum() or before[-1] in ",;'\")&/")


def _stands_as_name(text: str, word: str, at: int) -> bool:
    """Whether a word that begins a sentence is greeted, spoken to, signs or acts, and is no ordinary word."""
    before, after = text[max(0, at - _BEFORE) : at], at + len(word)
    if _GREETING.search(before.lower()):
        return True
    opens_line = not before.rpartition("\n")[2].strip()
    placed = (opens_line and _ADDRESSED.match(text, after)) or _ACTING.match(text, after) or _SIGNED.match(text, after)
    return bool(placed) and not is_ordinary(word.lower())
