"""What can be set: every setting does something, and one that is gone or wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import BadInputError, MissingPartError
from simulator.cli.parts import open_customer
from simulator.settings import load_settings


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home of the test's own."""
    monkeypatch.setenv("COOLHEAD_HOME", str(tmp_path))
    monkeypatch.delenv("COOLHEAD_MODEL", raising=False)
    return tmp_path


def test_the_model_is_a_path(home, monkeypatch):
    """A folder, `~` allowed; the voice that is opened is made of it."""
    monkeypatch.setenv("HOME", str(home))
    (home / "mine").mkdir()
    (home / "mine" / "config.json").write_text("{}", encoding="utf-8")
    (home / "coolhead.toml").write_text('model = "~/mine"\n', encoding="utf-8")
    settings = load_settings(voice="local")
    assert settings.model == Path(home / "mine")
    with open_customer(settings) as opened:
        assert opened.voice.name == "local/mine"


def test_a_setting_that_does_nothing_is_refused(home):
    """A server cannot be set while there is no voice that would use it."""
    (home / "coolhead.toml").write_text('server_url = "http://localhost:8000/v1"\n', encoding="utf-8")
    with pytest.raises(BadInputError, match="'server_url' is no setting"):
        load_settings()


def test_the_server_voice_is_refused_in_plain_words():
    """It is part of a later version; exit code 4."""
    with (
        pytest.raises(MissingPartError, match="server voice is not part of this version"),
        open_customer(load_settings(voice="server")),
    ):
        pass
