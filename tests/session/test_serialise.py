"""Readings and decisions as canonical JSON and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.types import CRITERIA, CUES, PRACTICES, Cue, Evidence, Mark, Reading
from simulator.content.models import ACTS, PHASES, Scenario
from simulator.engine.state import Decision, Reason
from simulator.serialise import (
    canonical,
    decision_body,
    decision_from,
    document_body,
    reading_body,
    reading_from,
)
from tests.session.kit import setting

text = st.text(max_size=20)
evidence = st.builds(Evidence, st.integers(0, 99), st.integers(0, 99), text)
mark = st.builds(
    Mark,
    st.sampled_from([None, 0, 1, 2]),
    st.sampled_from(["marked", "no_opportunity", "unmarked"]),
    st.integers(0, 1000),
    st.lists(evidence, max_size=2).map(tuple),
    text,
)
maybe = st.none() | text
cue = st.builds(Cue, st.sampled_from(CUES), evidence, maybe, maybe, maybe, st.booleans())
readings = st.builds(
    Reading,
    st.fixed_dictionaries(dict.fromkeys(CRITERIA, mark)),
    st.fixed_dictionaries(dict.fromkeys(PRACTICES, mark)),
    st.lists(cue, max_size=2).map(tuple),
    text,
)
decisions = st.builds(
    Decision,
    turn=st.integers(0, 20),
    act=st.sampled_from(ACTS),
    heat=st.integers(0, 100),
    trust=st.integers(0, 100),
    phase=st.sampled_from(PHASES),
    disclose=st.lists(text, max_size=2).map(tuple),
    remedy=maybe,
    promise=maybe,
    say=maybe,
    event=maybe,
    ending=st.sampled_from([None, "resolved", "hung_up"]),
    reasons=st.lists(st.builds(Reason, text, st.integers(-9, 9), st.integers(-9, 9), text), max_size=2).map(tuple),
)


@settings(max_examples=40)
@given(readings)
def test_a_reading_survives_the_log(reading):
    """Through JSON and back it is the same, and spells the same."""
    spelled = canonical(reading_body(reading))
    assert reading_from(json.loads(spelled)) == reading
    assert canonical(json.loads(spelled)) == spelled


@settings(max_examples=40)
@given(decisions)
def test_a_decision_survives_the_log(decision):
    """Through JSON and back it is the same, and spells the same."""
    spelled = canonical(decision_body(decision))
    assert decision_from(json.loads(spelled)) == decision
    assert canonical(json.loads(spelled)) == spelled


def test_a_document_survives_the_log():
    """Text and hash belong together, and the text is the whole document."""
    case = setting().scenario
    body = document_body(case)
    assert Scenario.model_validate_json(body["text"]) == case
    assert document_body(Scenario.model_validate_json(body["text"])) == body


@pytest.mark.parametrize("body", [{"a": 1.0}, {"a": [{"b": 0.5}]}, {"a": (float("nan"),)}, {1: "a"}])
def test_only_integers_and_text_keys_are_spelled(body):
    """A float may print differently elsewhere, and a key that is no text would change on the way back."""
    with pytest.raises(TypeError):
        canonical(body)
