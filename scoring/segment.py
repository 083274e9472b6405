"""Cutting a text into sentences, clauses and words without losing where each of them stood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """Code points `start` to `end` of a text, half-open."""

    start: int
    end: int


class Word(NamedTuple):
    """A word with its place: `low` lower case, `stem` for comparing."""

    start: int
    end: int
    low: str
    stem: str


_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st no nr ref e.g i.e etc vs approx dept tel ext jan feb mar apr jun jul aug sept oct
    nov dec
    """.split()  # noqa: SIM905  # a list one can read
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|[!?]+(?=[A-Za-z\"“])|\n+|$")
_CLAUSE = re.compile(
    r"[,;:–—()]+(?=\s|$)|\s[-–—]{1,2}\s|…|\.{2,}"
    r"|\s(?=(?:but|because|although|though|however|whereas|so that|and (?:i|we|you|then|what|how|can|"
    r"could|is|are|do|did)"
    r"|so (?:i|we|you|can|could|what|how)|then i|um|uh|erm|well|right|okay|ok|i'm (?:so |really |very )?sorry)\b)",
)
_WORD = re.compile(r"[^\W_]+(?:['.,:](?=[^\W_])[^\W_]+)*")
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'"}
    | dict.fromkeys("\u00a0\u2007\u202f\u2009", " ")
    # Full-width letters, as some keyboards type them.
    | {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
)
_RUN = 8
"""Words without a stop from which a text is taken for dictated."""
_STOP = re.compile(r"[.,;:!?…–—]\s|\n")
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
    """.split()  # noqa: SIM905  # a list one can read
    )
} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "twice": "2", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "dozen": "12",
}  # fmt: skip
STOPWORDS = frozenset(
    """
    a about above after again all also am an and any are aren't as at be because been before being below
    between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during
    each even ever every few for from further get gets getting go goes going gonna got had hadn't has hasn't
    have haven't having he he'd he'll he's her here here's hers herself him himself his how how's i i'd i'll
    i'm i've if in into is isn't it it's its itself just let let's like lot make may maybe me might more
    most much must my myself no nor not now of off ok okay on once only or other ought our ours ourselves
    out over own please really right said same say shan't she she'd she'll she's should shouldn't so some
    still such sure than thank thanks that that's the their theirs them themselves then there there's these
    they they'd they'll they're they've thing things this those though through to too uh um under until up
    upon us very want was wasn't way we we'd we'll we're we've well were weren't what what's when where
    which while who whom why will with won't would wouldn't yeah yes yet you you'd you'll you're you've your
    yours yourself yourselves hi hello dear
    """.split()  # noqa: SIM905  # a list one can read
)


def fold(text: str) -> str:
    """Lower case with straight apostrophes, every code point in its old place."""
    return "".join(low if len(low := ch.lower()) == 1 else ch for ch in text).translate(_FOLD)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, overlapping ones joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def unstopped(low: str) -> bool:
    """Whether words run on without a stop or comma inside, as in a text that was dictated, or typed in haste."""
    return len(low.split()) >= _RUN and not _STOP.search(low)


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends (empty if there is nothing else)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@lru_cache(maxsize=2048)
def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences in order, trimmed, none empty; "Dr. Lee", "8.30" and "e.g. this" are not cut."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if match.end() <= start:
            continue
        before = text[start : match.start()].rsplit(maxsplit=1)
        if match.group().startswith(".") and len(match.group()) == 1 and before:
            word = before[-1].lower().lstrip("(\"'“")
            if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
                continue
        span = trim(text, start, match.end())
        if span.end > span.start:
            spans.append(span)
        start = match.end()
    return tuple(spans)


@lru_cache(maxsize=2048)
def split_clauses(text: str) -> tuple[Span, ...]:
    """Clauses in order: sentences cut at commas, dashes and joining words; none empty."""
    low = fold(text)
    spans = []
    for sentence in split_sentences(text):
        start = sentence.start
        for match in _CLAUSE.finditer(low, sentence.start, sentence.end):
            span = trim(text, start, match.end())
            if any(ch.isalnum() for ch in text[span.start : span.end]):
                spans.append(span)
                start = match.end()
        span = trim(text, start, sentence.end)
        if span.end > span.start:
            spans.append(span)
    return tuple(spans)


def stem(low: str) -> str:
    """A rough stem, good enough to match "waited" with "waiting" and "nine" with "9"."""
    low = low.removesuffix("'s").rstrip(".,:'")
    if low in _NUMBERS:
        return _NUMBERS[low]
    if low.isdigit() or len(low) < 4:
        return low
    for suffix, floor in (
        ("ingly", 4),
        ("edly", 4),
        ("ings", 4),
        ("ing", 3),
        ("ies", 2),
        ("ied", 2),
        ("ed", 3),
        ("es", 3),
        ("s", 3),
        ("ly", 4),
    ):
        if low.endswith(suffix) and len(low) - len(suffix) >= floor and not low.endswith("ss"):
            low = low[: -len(suffix)]
            if suffix in ("ies", "ied"):
                low += "y"
            break
    if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "aeiousl":
        low = low[:-1]
    return low[:-1] if len(low) > 3 and low.endswith("e") else low


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """Every word of a text in order."""
    low = fold(text)
    return tuple(Word(m.start(), m.end(), m.group(), stem(m.group())) for m in _WORD.finditer(low))


@lru_cache(maxsize=2048)
def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry content: no stopwords, no single letters."""
    return frozenset(w.stem for w in words(text) if w.low not in STOPWORDS and (len(w.stem) > 1 or w.stem.isdigit()))
