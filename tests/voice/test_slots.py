"""Slots are filled grammatically, and only where there is something to fill them with."""

from __future__ import annotations

import pytest

from simulator.engine.state import Decision
from simulator.voice.slots import fill, slot_values, with_facts


def decision(**changes):
    """A decision in the middle of a practice."""
    return Decision(**({"turn": 1, "act": "vent", "heat": 80, "trust": 30, "phase": "venting"} | changes))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{problem}!", "The engineer never turned up!"),
        ("Listen. {cost}, and {problem}.", "Listen. I've lost two days' pay, and the engineer never turned up."),
        (
            "I've been waiting {since}. I want to {want}.",
            "I've been waiting for eleven days. I want to get my money back.",
        ),
        ("What is {company} doing about {product}?", "What is Northwick Appliances doing about my dishwasher?"),
        ("He said: “{problem}.”", "He said: “the engineer never turned up.”"),
    ],
)
def test_slots_fit_the_sentence(setting, template, expected):
    """A slot that opens a sentence gets a capital; others stay as written."""
    assert fill(template, slot_values(setting, decision())) == expected


def test_a_fact_needs_disclosing(setting):
    """A line with {fact} cannot be said while nothing is disclosed, and holds whole sentences when something is."""
    assert fill("Fine. {fact}", slot_values(setting, decision())) is None
    told = fill("Fine. {fact}.", slot_values(setting, decision(disclose=("leak",))))
    assert told == "Fine. There is water on the kitchen floor every evening."


def test_a_promise_needs_one(setting):
    """A line with {promise} needs a promise."""
    assert fill("You said {promise}.", slot_values(setting, decision())) is None
    assert fill("You said {promise}.", slot_values(setting, decision(promise="a call"))) == "You said a call."


def test_facts_are_added_once(setting):
    """A disclosed fact follows a line that does not hold it, and is not said twice."""
    telling = decision(disclose=("leak", "party"))
    line = with_facts("There is water on the kitchen floor every evening.", setting, telling)
    assert line.count("kitchen floor") == 1
    assert line.endswith("My mother's eightieth is here on Saturday, with thirty guests.")
