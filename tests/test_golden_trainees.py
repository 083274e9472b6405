"""The library proves itself: every scripted trainee of every scenario lands where the scenario says they must."""

from __future__ import annotations

import pytest

from scoring.scorer import open_scorer
from simulator.content.load import Library
from simulator.content.models import KEPT, GoldenTrainees
from simulator.engine.state import Setting
from simulator.session import rehearse
from simulator.voice.scripted import ScriptedVoice
from tests.conftest import without

LIBRARY = Library.open()
CASES = [(entry.id, name) for entry in LIBRARY.scenarios for name in GoldenTrainees.model_fields]


@pytest.fixture(scope="module")
def scorer():
    """The complete scorer."""
    found = open_scorer()
    if not found.complete:
        without("the sentence encoder is not pulled: run `coolhead model pull encoder`")
    return found


def play(scorer, scenario: str, name: str, seed: int = 0):
    """Rehearse one scripted trainee with scripted lines."""
    case = LIBRARY.scenario(scenario).model
    setting = Setting(case, LIBRARY.persona(case.persona).model, seed=seed)
    trainee = getattr(case.trainees, name)
    playbook = LIBRARY.playbook(case.playbook).model
    return trainee, rehearse(scorer, ScriptedVoice(), setting, playbook, trainee.replies).practice


@pytest.mark.parametrize(("scenario", "name"), CASES)
def test_a_golden_trainee_lands_where_the_scenario_says(scorer, scenario, name):
    """Outcome and score as written; a change of scorer, policy or case that moves one is seen here."""
    trainee, practice = play(scorer, scenario, name)
    lowest, highest = trainee.score
    assert practice.outcome in trainee.outcome
    score = practice.scorecard().score
    assert score is not None
    assert lowest <= score <= highest
    if practice.outcome in KEPT:
        assert practice.replies == len(trainee.replies), "a kept talk that ends early leaves its last replies unproved"


@pytest.mark.parametrize("scenario", sorted({scenario for scenario, _ in CASES}))
def test_phrases_without_substance_lose_and_substance_without_phrases_wins(scorer, scenario):
    """Whatever a scenario says of itself: the stuffer is never kept, the plain one always is, with any seed."""
    for seed in (1, 2):
        assert play(scorer, scenario, "stuffer", seed)[1].outcome not in KEPT
        assert play(scorer, scenario, "plain", seed)[1].outcome in KEPT


@pytest.mark.parametrize("scenario", sorted({scenario for scenario, _ in CASES}))
def test_no_line_is_said_twice_in_a_session(scorer, scenario):
    """The scripted voice never repeats itself."""
    _, practice = play(scorer, scenario, "good")
    said = [exchange.line.text for exchange in practice.exchanges]
    assert len(set(said)) == len(said)
