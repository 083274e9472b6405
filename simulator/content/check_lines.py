"""Rules for what a customer says: enough lines for every act and heat band, and only slots that can be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.documents import Loc, did_you_mean, one_of
from simulator.content.findings import Finding, repeated_ids, same_words
from simulator.content.models import ACTS, BANDS, SLOTS, Act, Lines, Persona, Trigger

MIN_LINES = 2
"""Distinct lines of an act in a band, so that none need be said twice."""
MIN_LINES_OFTEN: dict[Act, int] = {"vent": 3, "repeat_detail": 3, "demand": 3, "question_competence": 3}
"""The same for the acts an unheard customer comes back to again and again."""
MID_TALK: tuple[Act, ...] = (
    "vent",
    "repeat_detail",
    "reject_fix",
    "demand",
    "question_competence",
    "haggle",
    "doubt_promise",
    "disclose_need",
    "soften",
)
"""Acts that may recur as long as the talk goes on; the others open it or lead to its end."""
LONGEST_TALK = 20
"""The highest patience a scenario may set, in trainee replies."""

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_LATE_SLOTS = frozenset({"fact", "promise"})


def persona_findings(persona: Persona) -> Iterator[Finding]:
    """Everything about a persona that its model cannot say."""
    yield from repeated_ids(("triggers",), [trigger.id for trigger in persona.triggers])
    yield from idle_triggers(persona.triggers)
    yield from slot_findings(persona.lines)
    yield from _missing_lines(persona.lines)
    yield from _scarce_lines(persona)


def idle_triggers(triggers: tuple[Trigger, ...]) -> Iterator[Finding]:
    """Triggers that change nothing when pulled."""
    for index, trigger in enumerate(triggers):
        if not trigger.heat and not trigger.trust:
            yield Finding(("triggers", index), "changes nothing", "Give it some `heat` or `trust`.")


def slot_findings(lines: Lines) -> Iterator[Finding]:
    """Slots in a table of lines that do not exist."""
    for act, bands in lines.items():
        for band, texts in bands.items():
            for index, text in enumerate(texts):
                yield from text_slots(("lines", act, band, index), text)


def text_slots(loc: Loc, text: str) -> Iterator[Finding]:
    """Slots of one text that do not exist, and braces that are none."""
    for found in _BRACES.finditer(text):
        name = found.group(1)
        if name is None:
            yield Finding(loc, f"a lone `{found.group()}` is no slot", "A slot is written {company}.")
        elif name not in SLOTS:
            known = "The slots are " + ", ".join(f"{{{slot}}}" for slot in SLOTS) + "."
            yield Finding(loc, f"there is no slot {{{name}}}", did_you_mean(name, SLOTS) or known)


def slots_of(text: str) -> frozenset[str]:
    """The slots a text holds."""
    return frozenset(found.group(1) for found in _BRACES.finditer(text) if found.group(1))


def _missing_lines(lines: Lines) -> Iterator[Finding]:
    for act in ACTS:
        bands = lines.get(act)
        if bands is None:
            yield Finding(
                ("lines",), f"has nothing for the act '{act}'", f"Add `{act}:` with cool, warm and hot.", True
            )
            continue
        if missing := [band for band in BANDS if band not in bands]:
            yield Finding(
                ("lines", act), f"has no lines for {one_of(missing)}", "Every act needs all three bands.", True
            )
        for band, texts in bands.items():
            yield from _cell(act, ("lines", act, band), texts)


def _cell(act: Act, loc: Loc, texts: tuple[str, ...]) -> Iterator[Finding]:
    """One act in one band: enough lines that differ, and one at least that can be said at any time."""
    seen: dict[str, int] = {}
    for index, text in enumerate(texts):
        first = seen.setdefault(same_words(text), index)
        if first != index:
            yield Finding((*loc, index), f"says the same as entry {first + 1}", "Write a line that differs.")
    needed = MIN_LINES_OFTEN.get(act, MIN_LINES)
    if len(seen) < needed:
        what = f"has {len(seen)} line that differs" if len(seen) == 1 else f"has {len(seen)} lines that differ"
        yield Finding(loc, what, f"It needs {needed} at least.", True)
    late = _LATE_SLOTS - {"fact"} if act == "disclose_need" else _LATE_SLOTS
    if all(slots_of(text) & late for text in texts):
        yield Finding(
            loc,
            "holds no line that can be said at any time",
            "A line with {fact} or {promise} waits for one; add a line with neither.",
            True,
        )


def _scarce_lines(persona: Persona) -> Iterator[Finding]:
    """Too few lines in one band for a long talk in that mood."""
    needed = LONGEST_TALK + persona.temper.patience
    for band in BANDS:
        distinct = {same_words(text) for act in MID_TALK for text in persona.lines.get(act, {}).get(band, ())}
        if len(distinct) < needed:
            what = f"has {len(distinct)} different {band} lines for a talk of up to {needed} replies"
            meant = f"Add lines to the {band} band of the acts that recur, or the customer will repeat themselves."
            yield Finding(("lines",), what, meant, True)
