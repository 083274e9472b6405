"""What the tests of driver, log and line mode share: a scorer that finds what a reply says of itself, and a good talk.

The real scorer has tests of its own. Here a test must be able to say what a reading holds, so this one reads
`empathy2` as a mark and `!offer:voucher` as a cue, with those very words as evidence. It is as repeatable as the real
one, and is told apart from it by its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.types import CRITERIA, PRACTICES, Cue, Evidence, Mark, Probe, Reading, Turn
from simulator.content.load import Library
from simulator.engine.state import Setting

SCENARIO = "missed_engineer"
_MARK = re.compile(rf"\b({'|'.join(CRITERIA)})([012])\b")
_CUE = re.compile(r"!([a-z_]+)(?::([a-z_]+))?(?:@([a-z ]+?)@)?")


class LiteralScorer:
    """Finds the marks and cues that a reply names."""

    def __init__(self, name: str = "literal/1") -> None:
        self.name = name
        self.read_with: list[tuple[str, tuple[Turn, ...], tuple[Probe, ...]]] = []

    def read(self, reply: str, context: Sequence[Turn] = (), probes: Sequence[Probe] = ()) -> Reading:
        """Read one reply."""
        self.read_with.append((reply, tuple(context), tuple(probes)))
        found = {match[1]: match for match in _MARK.finditer(reply)}
        marks = {name: _mark(found.get(name)) for name in CRITERIA}
        cues = tuple(
            Cue(match[1], Evidence(*match.span(), match[0]), match[2], "a call back" * bool(match[3]) or None, match[3])
            for match in _CUE.finditer(reply)
        )
        nothing = Mark(None, "no_opportunity", 1000, (), "")
        return Reading(marks, dict.fromkeys(PRACTICES, nothing), cues, self.name)


def _mark(match: re.Match[str] | None) -> Mark:
    if match is None:
        return Mark(0, "marked", 1000, (), "It is not there.")
    value = int(match[2])
    return Mark(value, "marked", 1000, (Evidence(*match.span(), match[0]),) if value else (), "It says so.")


def setting(seed: int = 7) -> Setting:
    """The packaged case with its own customer."""
    library = Library.open()
    case = library.scenario(SCENARIO).model
    return Setting(case, library.persona(case.persona).model, "normal", seed)


def playbook():
    """The packaged default playbook."""
    return Library.open().playbook("core").model


def good_talk() -> list[str]:
    """Replies that win the customer back: heard, asked, offered, said back, and the promise reported on."""
    case = setting().scenario
    wanted = next(remedy.id for remedy in case.remedies if remedy.stance == "wanted")
    event = next(event.id for event in case.events if event.kind == "time_passes")
    return [
        "listening2 empathy2 apology2 that was ten days of waiting",
        "listening2 empathy2 apology2 and two days of pay",
        f"listening2 ask2 !open_question:{case.need.fact} what matters most?",
        f"listening2 ask2 !offer:{wanted} would that help? !promise@by tomorrow@",
        "summarize2 so this is what happens",
        f"listening2 !offer:{event} the pump is in, and the bedding came back",
        "summarize2 that is all done now",
        "summarize2 thank you for your time",
    ]


BAD_TALK = [
    "!blame you must have been out",
    "!calm_down please calm down !bare_policy that is our policy",
    "!insult you people",
    "!insult !blame",
    "!insult !blame again",
]
"""Replies that lose them."""
