"""Fills the slots of an authored line from the case and the decision, and mends the grammar at the seams.

Only `{fact}` and `{promise}` depend on the decision: a line that needs one which is not there now cannot be said now.
"""

from __future__ import annotations

import re

from simulator.engine.state import Decision, Setting

_SLOT = re.compile(r"\{([a-z]+)\}")
_SENTENCE_START = re.compile(r"(?:^|[.!?…][\"'”’)]*\s+)[\"'“‘(]*$")
_DOUBLE_STOP = re.compile(r"([.!?…])[.](?=\s|$)")
_SPACES = re.compile(r"\s+")


def fact_text(setting: Setting, decision: Decision) -> str:
    """The disclosed facts in the customer's own words, as whole sentences; empty when nothing is disclosed."""
    told = {fact.id: fact.text for fact in setting.scenario.facts}
    return " ".join(told[name] for name in decision.disclose if name in told)


def slot_values(setting: Setting, decision: Decision) -> dict[str, str]:
    """Every slot that can be filled now. `fact` and `promise` are left out when the decision has none."""
    scenario = setting.scenario
    values = {
        "company": scenario.company,
        "product": scenario.slots.product,
        "problem": scenario.slots.problem,
        "since": scenario.slots.since,
        "cost": scenario.slots.cost,
        "want": scenario.slots.want,
    }
    if facts := fact_text(setting, decision):
        values["fact"] = facts
    if decision.promise:
        values["promise"] = decision.promise
    return values


def fill(template: str, values: dict[str, str]) -> str | None:
    """Fill a template's slots, with a capital where a slot opens a sentence and one full stop where two would meet.

    Args:
        template: An authored line, such as `{cost} over {product}!`.
        values: Slot values, as `slot_values` gives them.

    Returns:
        The filled line on one line of text, or None if a slot has no value now.
    """
    parts: list[str] = []
    last = 0
    for match in _SLOT.finditer(template):
        value = values.get(match.group(1))
        if value is None:
            return None
        parts.append(template[last : match.start()])
        last = match.end()
        if _SENTENCE_START.search("".join(parts)):
            value = value[:1].upper() + value[1:]
        parts.append(value)
    parts.append(template[last:])
    return _SPACES.sub(" ", _DOUBLE_STOP.sub(r"\1", "".join(parts))).strip()


def needs_fact(template: str) -> bool:
    """Whether a template tells the disclosed fact itself."""
    return "{fact}" in template


def with_facts(line: str, setting: Setting, decision: Decision) -> str:
    """The line followed by each disclosed fact it does not tell already, so that a decision to tell is carried out."""
    told = {fact.id: fact.text for fact in setting.scenario.facts}
    missing = [
        told[name] for name in decision.disclose if name in told and told[name].casefold() not in line.casefold()
    ]
    return " ".join([line, *missing]) if missing else line
