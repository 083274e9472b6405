"""A text as it is meant to be read: spaces single, invisible characters gone, HTML escapes resolved; and the way back.

Help desks export replies with soft hyphens, hard and doubled spaces and `&#39;`. Left in, they would hide words from
the rules. What is found in the straightened text is told in places of the text as it was given.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

from scoring.types import Evidence, Turn

# Soft hyphen, joiners and zero widths, marks of direction, selectors of how an emoji is drawn.
_UNSEEN = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ODD = re.compile(rf"[^\S\n]{{2,}}|[^\S\n ]|[\ud800-\udfff{''.join(sorted(_UNSEEN))}]|&#?\w{{2,32}};")
_ESCAPE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")


class Straight(NamedTuple):
    """`text`, and for each of its characters the stretch of the given text that it stands for, half-open."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def at_home(self, found: Evidence, given: str) -> Evidence:
        """Evidence in the straightened text as evidence in the text it was made of."""
        if found.start >= found.end:
            return found
        start, end = self.starts[found.start], self.ends[found.end - 1]
        return Evidence(start, end, given[start:end])


def straighten(text: str) -> Straight:
    """The text without what only its way here has put into it."""
    if not _ODD.search(text):
        return Straight(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for letter, start, end in _resolved(text):
        seen = _as_read(letter)
        folds = out and (letter in _UNSEEN or (seen == out[-1] == " ") or (letter == "\n" and text[start - 1] == "\r"))
        if folds:
            ends[-1] = end
        elif letter not in _UNSEEN:
            out.append(seen)
            starts.append(start)
            ends.append(end)
    return Straight("".join(out), tuple(starts), tuple(ends))


def straight_turns(context: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns with their texts straightened."""
    return tuple(turn._replace(text=straight(turn.text)) for turn in context)


def _as_read(letter: str) -> str:
    """Any space as a space, any line end as one; half of a pair, which no text may hold, as unreadable."""
    if letter in _LINE_ENDS:
        return "\n"
    if letter.isspace() and letter != "\n":
        return " "
    return "\ufffd" if "\ud800" <= letter <= "\udfff" else letter


@lru_cache(maxsize=4096)
def straight(text: str) -> str:
    """The straightened text alone; kept, because a turn is the context of every reply after it."""
    return straighten(text).text


def _resolved(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character with its stretch; an escape gives what it stands for."""
    at = 0
    for escape in _ESCAPE.finditer(text):
        yield from ((text[place], place, place + 1) for place in range(at, escape.start()))
        yield from ((letter, *escape.span()) for letter in _meant(escape.group()))
        at = escape.end()
    yield from ((text[place], place, place + 1) for place in range(at, len(text)))


def _meant(escape: str) -> str:
    """What an escape stands for; one that stands for nothing a reply could hold stays as it is."""
    if escape[1] != "#" and escape[1:] not in html5:
        return escape
    meant = html.unescape(escape)
    usable = all(letter.isprintable() or letter.isspace() or letter in _UNSEEN for letter in meant)
    return meant if usable and "\ufffd" not in meant else escape
