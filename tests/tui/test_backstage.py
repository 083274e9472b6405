"""The parts behind the screens, as the user's settings open them."""

from __future__ import annotations

import pytest

from scoring.errors import MissingPartError, UsageError
from simulator.settings import load_settings
from simulator.tui.app import make_app
from simulator.tui.backstage import open_backstage
from tests.tui.stage import SCENARIO, make_backstage, settle, still


@pytest.fixture
def _no_models(monkeypatch, tmp_path):
    """A machine on which nothing has been pulled."""
    monkeypatch.setenv("COOLHEAD_MODELS", str(tmp_path / "no-models"))


@pytest.mark.usefixtures("_no_models")
async def test_without_a_model_practice_starts_at_once_and_home_says_so_in_one_line():
    """The packaged library, a log in the home folder, scripted lines, and one line that fits 80 cells."""
    backstage = open_backstage(load_settings())
    assert "`coolhead model pull`" in backstage.remark
    assert len(backstage.remark) <= 76
    app = still(make_app(backstage))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.screen.query_one("#remark").size.height == 1
    practice = backstage.start(backstage.choice(backstage.scenarios[0].id, seed=1))
    assert practice.exchanges[0].line.spoken_by in {"scripted", "say"}
    assert practice.notes
    backstage.close()


@pytest.mark.usefixtures("_no_models")
def test_a_voice_asked_for_by_name_that_is_not_there_is_told_before_the_screen_opens():
    """`--voice local` without a model is the user's to mend, with exit code 4."""
    with pytest.raises(MissingPartError, match="model pull"):
        open_backstage(load_settings(voice="local"))


def test_progress_is_told_in_words_and_parts_are_opened_once(tmp_path):
    """The second call has nothing to say."""
    backstage = make_backstage(tmp_path)
    said: list[str] = []
    backstage.get_ready(said.append)
    assert said == ["The coach is getting ready…", "The customer is getting ready…"]
    backstage.get_ready(said.append)
    assert len(said) == 2


def test_nothing_is_warmed_up_on_the_way_out(tmp_path):
    """Whoever quits does not wait for a model."""
    warmed: list[int] = []
    backstage = make_backstage(tmp_path, warm=lambda: warmed.append(1))
    backstage.warm_up()
    backstage.hush()
    backstage.warm_up()
    assert warmed == [1]


def test_a_listener_is_taken_off_only_by_itself(tmp_path):
    """A screen that goes does not silence the one that has come."""
    backstage = make_backstage(tmp_path)
    practice = backstage.start(backstage.choice(SCENARIO, seed=7))
    first, second = [], []
    backstage.listen(first.append)
    backstage.listen(second.append)
    backstage.unlisten(first.append)
    practice.submit("empathy2")
    assert not first
    assert [reading.marks["empathy"].value for reading in second] == [2]


def test_an_unknown_name_is_told(tmp_path):
    """Nothing half-chosen reaches a screen."""
    with pytest.raises(UsageError, match="no scenario 'nowhere'"):
        make_backstage(tmp_path).choice("nowhere")
