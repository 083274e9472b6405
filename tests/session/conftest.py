"""A real log on disk, and a practice in it."""

from __future__ import annotations

import pytest

from simulator.content.load import Library
from simulator.session import start
from simulator.store.log import Store
from simulator.voice.scripted import ScriptedVoice
from tests.session.kit import SCENARIO, LiteralScorer


@pytest.fixture
def store(tmp_path):
    """An empty session log."""
    log = Store.open(tmp_path / "sessions.db")
    yield log
    log.close()


@pytest.fixture
def begin(store):
    """Begins practices with the literal scorer and scripted lines, always by the same draws."""

    def begun(**options):
        given = {"scorer": LiteralScorer(), "voice": ScriptedVoice(), "seed": 7, "scenario": SCENARIO, **options}
        scorer, voice = given.pop("scorer"), given.pop("voice")
        return start(store, Library.open(), scorer, voice, **given)

    return begun
