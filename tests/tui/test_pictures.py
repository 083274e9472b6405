"""Each screen as it looks, at 80 columns by 24 rows and 120 by 36.

After a change that is meant: `pytest tests/tui/test_pictures.py --snapshot-update`, then look at the pictures.
"""

from __future__ import annotations

import pytest

from scoring.errors import StoreError
from simulator.tui.app import make_app
from tests.tui.stage import begin, briefed, lose, make_backstage, say, settle, still

SIZES = [(80, 24), (120, 36)]
REPLY = "listening2 empathy1 apology2 Five hours on an open step, and nobody rang."


async def home(pilot) -> None:
    """The first screen."""
    await settle(pilot)


async def briefing(pilot) -> None:
    """Ready to start."""
    await settle(pilot)


async def opening(pilot) -> None:
    """The customer has spoken."""
    await begin(pilot)


async def marked(pilot) -> None:
    """One reply with its marks, and a draft of two lines."""
    screen = await begin(pilot)
    await say(pilot, REPLY)
    screen.query_one("#composer").text = "What would help you most\nbefore Friday?"
    await settle(pilot)


async def card(pilot) -> None:
    """The case card by its key."""
    await begin(pilot)
    await pilot.press("f4")
    await settle(pilot)


async def leaving(pilot) -> None:
    """The question before leaving."""
    await begin(pilot)
    await pilot.press("escape")
    await settle(pilot)


async def ended(pilot) -> None:
    """The last line has been said."""
    await begin(pilot)
    await lose(pilot)


async def debrief(pilot) -> None:
    """What it came to."""
    await begin(pilot)
    await say(pilot, REPLY)
    await lose(pilot)
    await pilot.press("enter")
    await settle(pilot)


async def retry(pilot) -> None:
    """The choice of a reply to try again from."""
    await debrief(pilot)
    await pilot.press("r")
    await settle(pilot)


async def help_page(pilot) -> None:
    """What keys and marks mean."""
    await settle(pilot)
    await pilot.press("f1")
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    "scene",
    [home, briefing, opening, marked, card, leaving, ended, debrief, retry, help_page],
    ids=lambda scene: scene.__name__,
)
def test_picture(scene, size, snap_compare, tmp_path):
    """The screen looks as it did."""
    backstage = make_backstage(tmp_path, remark="No model here yet: only some marks are given.")
    app = still(make_app(backstage)) if scene in {home, help_page} else briefed(backstage)
    assert snap_compare(app, terminal_size=size, run_before=scene)


def test_picture_of_home_with_a_practice_that_waits(snap_compare, tmp_path):
    """What was left is offered again."""
    backstage = make_backstage(tmp_path)
    practice = backstage.start(backstage.choice("wet_parcel", seed=7))
    practice.leave()
    assert snap_compare(still(make_app(backstage)), terminal_size=(80, 24), run_before=home)


def test_picture_of_an_exam(snap_compare, tmp_path):
    """The mood without marks."""

    async def examined(pilot) -> None:
        await begin(pilot)
        await say(pilot, REPLY)

    assert snap_compare(briefed(make_backstage(tmp_path), mode="exam"), terminal_size=(80, 24), run_before=examined)


def test_picture_of_a_reply_that_was_not_sent(snap_compare, tmp_path):
    """What failed, where the words are, and the way back to them."""
    backstage = make_backstage(tmp_path)

    def full(*_, **__):
        raise StoreError("The session log cannot grow: the disk is full.")

    async def refused(pilot) -> None:
        await begin(pilot)
        backstage._store.append = full
        await say(pilot, REPLY)

    assert snap_compare(briefed(backstage), terminal_size=(80, 24), run_before=refused)
