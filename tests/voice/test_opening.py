"""Which voice a name opens, and what is said about it."""

from __future__ import annotations

import pytest

from scoring.errors import MissingPartError, UsageError
from simulator.voice import LocalVoice, ScriptedVoice, open_voice


@pytest.fixture
def no_models(tmp_path, monkeypatch):
    """An empty models folder."""
    monkeypatch.setenv("COOLHEAD_MODELS", str(tmp_path))
    return tmp_path


def test_auto_without_a_model_is_scripted_and_says_so(no_models):
    """Practice starts at once without a model, with one note."""
    voice, notes = open_voice("auto")
    assert isinstance(voice, ScriptedVoice)
    assert len(notes) == 1
    assert "coolhead model pull" in notes[0]


def test_auto_with_a_model_is_local_and_loads_nothing_yet(no_models):
    """A pulled model is taken, and not loaded before it is asked for."""
    folder = no_models / "SmolLM2-135M-Instruct"
    folder.mkdir()
    (folder / "config.json").write_text("{}", encoding="utf-8")
    voice, notes = open_voice("auto")
    assert isinstance(voice, LocalVoice)
    assert (voice.name, voice.precision, notes) == ("local/SmolLM2-135M-Instruct", None, [])


def test_what_is_asked_for_and_absent_is_an_error(no_models):
    """`local` without a model and `server` are missing parts; another name is a usage error."""
    with pytest.raises(MissingPartError, match="model pull"):
        open_voice("local")
    with pytest.raises(MissingPartError, match="server"):
        open_voice("server")
    with pytest.raises(UsageError, match="choose from"):
        open_voice("loud")
