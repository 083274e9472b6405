"""The same reply in other forms: dictated, mistyped, in haste, among greetings, in another English (`retold.jsonl`).

Its meaning stays, so its marks do.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from scoring.json_lines import ReplyRow, read_rows

_TURNING = frozenset(("not", "no", "who", "what", "why", "how", "when", "if", "but"))
OPENERS = (
    "Hi again,", "Hiya.", "Good day to you.", "Hey,", "Dear customer,", "Evening!", "Right so.", "So,", "OK then.",
    "Alright.", "Oh,", "Mm,", "Hello, Dana from the desk here.", "Thank you for coming back to me.",
)  # fmt: skip
CLOSERS = (
    "Regards, the team", "Best, Dana", "Cheers", "Many thanks", "Yours sincerely, D. Moreau", "Take care now.", "Ta.",
    "Have a nice evening.", "Thanks so much.", "Warmly, Dana", "Bye for now", ":)", "Speak soon", "All the best",
)  # fmt: skip
"""Greetings and the like, which earn nothing and cost nothing."""
GREETED = 0.3
"""Of the replies shown in another form, the share with a greeting or a sign-off."""
RETOLD = 0.7
"""Of the showings of a reply that was told again in another English, the share in that form."""


def roughen(reply: str, draw: random.Random) -> str:
    """The reply as dictated (no punctuation), as mistyped, or as written in haste (small words lost or doubled)."""
    kind = draw.random()
    if kind < 0.5:
        rough = re.sub(r"\s+", " ", re.sub(r"[.,;:!?–—…\"“”()]", " ", reply)).strip().lower()
    elif kind < 0.8:
        rough = re.sub(r"[A-Za-z]{4,}", lambda found: _mistyped(found.group(), draw), reply)
    else:
        rough = " ".join(word for said in reply.split() for word in _hasty(said, draw))
        rough = re.sub("['’]", "", rough) if draw.random() < 0.5 else rough
    return rough or reply


def greet(reply: str, draw: random.Random) -> str:
    """The reply with a greeting or filler before it, a sign-off after it, or both."""
    ends = draw.choice(("opened", "closed", "both"))
    before = draw.choice(OPENERS) + draw.choice((" ", "\n")) if ends != "closed" else ""
    after = draw.choice((" ", "\n")) + draw.choice(CLOSERS) if ends != "opened" else ""
    return before + reply + after


def read_retold(path: Path) -> dict[str, str]:
    """Labelled replies as speakers of other Englishes would say them, by the id of the label.

    Raises:
        BadInputError: The file cannot be read or is empty, or a line has no id or no reply, or an id twice.
    """
    return {row.id: row.reply for _, row in read_rows(path, ReplyRow, "a reply told again")}


def otherwise(reply: str, draw: random.Random, retold: str | None = None) -> str:
    """The reply in another form that means the same: told again where it was, roughened, among greetings, or both."""
    if retold is not None and draw.random() < RETOLD:
        return retold
    greeted = draw.random() < GREETED
    told = greet(reply, draw) if greeted else reply
    return told if greeted and draw.random() < 0.5 else roughen(told, draw)


def _mistyped(word: str, draw: random.Random) -> str:
    """One word in ten has two letters swapped, one lost, doubled, or wrong."""
    if draw.random() >= 0.1:
        return word
    at = draw.randrange(1, len(word) - 1)
    other = draw.choice("abcdefghijklmnopqrstuvwxyz")
    return draw.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + other + word[at + 1 :],
        )
    )


def _hasty(word: str, draw: random.Random) -> list[str]:
    """The word, or nothing, or the word twice; words that turn a sentence round are never lost."""
    chance = draw.random()
    if chance < 0.06 and word.isalpha() and len(word) <= 4 and word.lower() not in _TURNING:
        return []
    return [word, word] if chance > 0.98 and word.isalpha() else [word]
