"""One door for every text from a model, a file or a person: what comes out is safe to show in a terminal.

Rich and Textual let ESC, OSC 52 (writes the clipboard) and bidirectional overrides through, so they are taken out
here, at the boundary, and nowhere else has to think of it.
"""

from __future__ import annotations

import re
import unicodedata

_SEQUENCES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor moves
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|\x9c|\Z)"  # OSC, DCS, SOS, PM, APC up to their end (or the text's)
    r"|\x9b[0-?]*[ -/]*[@-~]"  # CSI as one C1 byte
    r"|[\x9d\x90\x98\x9e\x9f].*?(?:\x07|\x1b\\|\x9c|\Z)"  # OSC and its kin as one C1 byte
    r"|\x1b[ -/]*[0-~]?",  # any other escape
    re.DOTALL,
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEEP = frozenset("\n\u200c\u200d")  # joiners hold emoji and some scripts together
_DROP_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs"})  # controls, format characters, private use, lone surrogates
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029|\v|\f")


def clean_text(text: str, *, max_chars: int | None = None) -> str:
    r"""Take out everything that could steer a terminal or hide text; keep letters, line breaks and emoji.

    Args:
        text: Anything, from anywhere.
        max_chars: Cut the result to this many code points, if given.

    Returns:
        The same text without escape sequences, control, bidirectional and private-use characters. Tabs become a
        space, every kind of line end becomes `\n`. Cleaning twice changes nothing more.
    """
    text = _LINE_ENDS.sub("\n", _SEQUENCES.sub("", text)).replace("\t", " ")
    kept = [ch for ch in text if ch in _KEEP or not (ch in _BIDI or unicodedata.category(ch) in _DROP_CATEGORIES)]
    return "".join(kept)[:max_chars]


def one_line(text: str, *, max_chars: int | None = None) -> str:
    """Clean a text and fold all its white space into single spaces."""
    return " ".join(clean_text(text).split())[:max_chars]


def quoted(text: str, *, limit: int = 90) -> str:
    """Somebody's words on one clean line in quotation marks, cut at a word if longer than `limit` code points."""
    line = one_line(text)
    if len(line) > limit:
        line = line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return f"“{line}”"
