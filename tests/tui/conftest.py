"""Keeps the tests of the screens apart from the machine they run on: colours, cursor, home folder."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea

from tests.tui.stage import make_backstage


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch, tmp_path):
    """No colour setting, no blinking cursor and no home folder of whoever runs the tests."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COOLHEAD_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)


@pytest.fixture
def backstage(tmp_path):
    """The parts with a log of their own."""
    made = make_backstage(tmp_path)
    yield made
    made.close()
