"""Rules for a scenario: its parts must hang together, and its slots must fit any persona's lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from simulator.content.check_lines import idle_triggers, slot_findings, slots_of, text_slots
from simulator.content.findings import Finding, repeated_ids, same_words, unknown_name
from simulator.content.models import KEPT, Moment, Persona, Scenario

MIN_QUESTIONS = 3
"""Questions that ask for a fact, if it has any: fewer are no fair sample of how people ask."""
MIN_REPORTS = 3
"""Sentences that report the result of an event in which time passes."""
RESERVED_EVENTS = frozenset({"overpromised"})
"""Names the engine uses for events of its own."""

_STOP = re.compile(r"[.!?…;:,]$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_FIRST_PERSON = re.compile(r"I\b")


def scenario_findings(scenario: Scenario, persona: Persona | None) -> Iterator[Finding]:
    """Everything about a scenario that its model cannot say.

    Args:
        scenario: The scenario.
        persona: Its default persona, or None where that could not be read; the turn limit is then the scenario's own.
    """
    for name, ids in (
        ("facts", [fact.id for fact in scenario.facts]),
        ("remedies", [remedy.id for remedy in scenario.remedies]),
        ("triggers", [trigger.id for trigger in scenario.triggers]),
        ("events", [event.id for event in scenario.events]),
        ("say", [say.id for say in scenario.say]),
    ):
        yield from repeated_ids((name,), ids)
    yield from idle_triggers(scenario.triggers)
    yield from slot_findings(scenario.lines)
    limit = scenario.mood.patience + (persona.temper.patience if persona else 0)
    for rule in (_slots, _facts, _need, _remedies):
        yield from rule(scenario)
    yield from _events(scenario, limit)
    yield from _say(scenario, limit)
    yield from _trainees(scenario, limit)


def _slots(scenario: Scenario) -> Iterator[Finding]:
    """Each slot has the grammatical form that the lines around it count on."""
    for name, text in scenario.slots:
        loc = ("slots", name)
        if slots_of(text) or "{" in text or "}" in text:
            yield Finding(loc, "holds braces, and a slot cannot hold a slot", "Write the words out.")
        if _STOP.search(text):
            yield Finding(loc, "ends with a full stop or other mark", "Take it off: the line goes on after it.")
        if text[:1].isupper() and not _FIRST_PERSON.match(text):
            yield Finding(loc, "starts with a capital", "Write it small, except for `I`: it stands inside a sentence.")
        if text != text.strip():
            yield Finding(loc, "has spaces around it", "Take them off.")
    want = scenario.slots.want
    if want.lower().startswith("to ") or _FIRST_PERSON.match(want):
        meant = "It follows 'I want to': write `get my money back`."
        yield Finding(("slots", "want"), f"starts with '{want.split()[0]}'", meant)


def _facts(scenario: Scenario) -> Iterator[Finding]:
    for index, fact in enumerate(scenario.facts):
        loc = ("facts", index)
        if not _SENTENCE_END.search(fact.text) or fact.text[:1].islower():
            meant = "Write whole sentences as the customer says them, with capital and full stop."
            yield Finding((*loc, "text"), "is not a whole sentence", meant)
        if "{" in fact.text or "}" in fact.text:
            yield Finding((*loc, "text"), "holds braces, and facts have no slots", "Write the words out.")
        if 0 < len(fact.asked_by) < MIN_QUESTIONS:
            what = f"has {len(fact.asked_by)} of the questions that ask for it"
            yield Finding((*loc, "asked_by"), what, f"Write {MIN_QUESTIONS} to 6, or none.", True)


def _need(scenario: Scenario) -> Iterator[Finding]:
    need = scenario.need
    loc = ("need", "fact")
    yield from unknown_name(loc, "fact", need.fact, [fact.id for fact in scenario.facts])
    for fact in scenario.facts:
        if fact.id != need.fact:
            continue
        if need.revealed_by != "trust" and not fact.asked_by:
            meant = f"Add `asked_by:` to the fact '{fact.id}', or write `revealed_by: trust`."
            yield Finding(loc, "no question can reach this need", meant)
        if fact.known_to != "customer":
            yield Finding(loc, f"'{fact.id}' is known to the trainee from the start", "A need is hidden at first.")


def _remedies(scenario: Scenario) -> Iterator[Finding]:
    if not scenario.honest_no and not any(remedy.stance in {"wanted", "acceptable"} for remedy in scenario.remedies):
        meant = "Make one wanted or acceptable, or write `honest_no: true`."
        yield Finding(("remedies",), "holds nothing the customer would take", meant, True)
    seen: dict[str, str] = {}
    for index, remedy in enumerate(scenario.remedies):
        loc = ("remedies", index)
        if remedy.stance in {"unacceptable", "forbidden"} and not remedy.reason_not:
            yield Finding(
                (*loc, "stance"), f"is {remedy.stance} without a reason", "Add `reason_not:` for the debrief."
            )
        for number, example in enumerate(remedy.examples):
            other = seen.setdefault(same_words(example), remedy.id)
            if other != remedy.id:
                meant = "An offer in these words could not be told apart."
                yield Finding((*loc, "examples", number), f"is an example of '{other}' too", meant)


def _events(scenario: Scenario, limit: int) -> Iterator[Finding]:
    for index, event in enumerate(scenario.events):
        loc = ("events", index)
        if event.id in RESERVED_EVENTS:
            yield Finding((*loc, "id"), f"'{event.id}' is a name the simulator uses itself", "Choose another.")
        if event.kind == "time_passes" and event.result is None:
            yield Finding(
                loc, "lets time pass without a result", "Add `result:`: what the trainee finds and can report."
            )
        if event.kind == "time_passes" and len(event.reported_by) < MIN_REPORTS:
            what = f"has {len(event.reported_by)} of the sentences that report the result"
            yield Finding((*loc, "reported_by"), what, f"Write {MIN_REPORTS} at least.", True)
        yield from _moment((*loc, "when"), event.when, limit)


def _say(scenario: Scenario, limit: int) -> Iterator[Finding]:
    for index, say in enumerate(scenario.say):
        loc = ("say", index)
        yield from text_slots((*loc, "text"), say.text)
        yield from _moment((*loc, "when"), say.when, limit)
        if "fact" in slots_of(say.text):
            yield Finding((*loc, "text"), "waits for a fact that may not come", "Write the words of the fact out.")
        if "promise" in slots_of(say.text) and not say.when.promised:
            meant = "Add `promised: true` to `when:`, or leave {promise} out."
            yield Finding((*loc, "text"), "waits for a promise that may not be there", meant)


def _moment(loc: tuple[str | int, ...], when: Moment, limit: int) -> Iterator[Finding]:
    if when == Moment():
        yield Finding(loc, "names no moment", "Give it a turn, a phase, a heat or a promise.")
    if when.turn is not None and when.turn > limit:
        yield Finding((*loc, "turn"), f"comes after the last reply ({limit})", "Choose an earlier turn.")


def _trainees(scenario: Scenario, limit: int) -> Iterator[Finding]:
    """The scripted trainees fit the turn limit and land where their kind must."""
    hand_over = any(remedy.kind == "hand_over" for remedy in scenario.remedies)
    impossible: tuple[tuple[str, bool, str], ...] = (
        ("honest_no", scenario.honest_no, "Write `honest_no: true` for the scenario, or take it out."),
        ("handed_over", hand_over, "Give a remedy `kind: hand_over`, or take it out."),
    )
    kept: dict[str, tuple[Callable[[str], bool], str]] = {
        "good": (lambda outcome: outcome in KEPT, "A good trainee keeps the customer."),
        "plain": (lambda outcome: outcome in KEPT, "Plain words that do what is needed keep the customer."),
        "stuffer": (lambda outcome: outcome not in KEPT, "Right phrases without the case must not keep the customer."),
    }
    for name, trainee in scenario.trainees:
        loc = ("trainees", name)
        if len(trainee.replies) > limit:
            what = f"has {len(trainee.replies)} replies, and the customer waits through {limit}"
            yield Finding((*loc, "replies"), what, "Take some out, or raise `mood.patience`.", True)
        for index, outcome in enumerate(trainee.outcome):
            for ending, possible, meant in impossible:
                if outcome == ending and not possible:
                    yield Finding((*loc, "outcome", index), f"'{outcome}' cannot happen in this scenario", meant)
            fits, meant = kept.get(name, (lambda _: True, ""))
            if not fits(outcome):
                yield Finding((*loc, "outcome", index), f"'{outcome}' is not how '{name}' may end", meant)
