"""The parts behind the screens, as the user's settings open them."""

from __future__ import annotations

import sqlite3

import pytest

from scoring.errors import MissingPartError, UsageError
from simulator.settings import load_settings
from simulator.store import disk
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


@pytest.mark.usefixtures("_no_models")
async def test_a_log_on_a_network_disk_is_warned_of_at_home_and_in_the_talk(tmp_path, monkeypatch):
    """In one line, whatever the kind of disk."""
    table = tmp_path / "mounts"
    table.write_text(f"server:/x {tmp_path} fuse.glusterfs rw 0 0\n")
    monkeypatch.setattr(disk, "MOUNTS", table)
    backstage = open_backstage(load_settings())
    assert "network disk (fuse.glusterfs)" in backstage.remark
    assert len(backstage.remark) <= 76
    practice = backstage.start(backstage.choice(backstage.scenarios[0].id, seed=1))
    assert backstage.remark in practice.notes
    backstage.close()


async def test_a_damaged_practice_keeps_no_other_from_waiting(tmp_path):
    """Home offers the rest, the one played last first, and says in one line that one is missing."""
    backstage = make_backstage(tmp_path)
    first, bad, last = (backstage.start(backstage.choice(SCENARIO, seed=seed)).id for seed in (1, 2, 3))
    backstage.resume(first).leave()
    with sqlite3.connect(tmp_path / "sessions.db") as raw:
        raw.execute("UPDATE event SET body = '' WHERE session = ? AND n = 1", (bad,))
    assert [one.id for one in backstage.waiting()] == [first, last]
    assert backstage._store.find(None, unended=True) == first
    app = still(make_app(backstage))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        remark = app.screen.query_one("#remark")
        assert "1 practice is damaged" in str(remark.content)
        assert remark.size.height == 1
    backstage.close()


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
