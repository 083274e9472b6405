"""In whose name the apology is made. A playbook may prefer one; the apology mark itself never depends on it."""

from __future__ import annotations

import re
from typing import Literal

from scoring.finding import Finding, marked, no_opportunity
from scoring.form import Text
from scoring.segment import Span
from scoring.types import Mark

Style = Literal["personal", "corporate"]
_CORPORATE = re.compile(
    r"\b(?:we|we're|we'd|our (?:sincere |deepest )?apolog\w+|on behalf of|us|the company|the "
    r"team)\b[^.!?]{0,40}\b(?:sorry|apolog\w+|regret|forgive)|\b(?:sorry|apolog\w+)\b[^.!?]{0,20}\bon "
    r"behalf of\b"
)


def style_of(words: str) -> Style:
    """Corporate for "we apologize", "on behalf of"; personal for "I'm sorry" and a bare "sorry"."""
    return "corporate" if _CORPORATE.search(Text(words).low) else "personal"


def apology_style(reply: Text, apology: Mark) -> Mark:
    """2 with the style in `why` where an apology counts. Which style is met is for the playbook to say.

    Args:
        reply: The reply.
        apology: Its apology mark, whose evidence holds the words.
    """
    if not apology.value:
        return no_opportunity("There is no apology to have a style.")
    quoted = apology.evidence[0]
    style = style_of(quoted.quote)
    why = "Made in the company's name." if style == "corporate" else "Made in the speaker's own name."
    return marked(reply, Finding(2, (Span(quoted.start, quoted.end),), why, 800))
