"""The debrief on the screen, and where it leads."""

from __future__ import annotations

from simulator.engine.policy import RULES
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.practice import PracticeScreen
from simulator.tui.widgets.rows import Rows
from tests.tui.stage import begin, briefed, lose, say, settle, until

GOOD = "listening2 empathy1 apology2 five hours in the rain"


async def to_debrief(pilot):
    """A talk with one good reply that is lost all the same, up to its debrief."""
    screen = await begin(pilot)
    await say(pilot, GOOD)
    await lose(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, DebriefScreen), "the debrief")
    await settle(pilot)
    return screen.practice


async def test_the_debrief_says_what_it_came_to_and_why(backstage):
    """Outcome, score, best words, what was missing, and heat turn by turn with its reasons."""
    app = briefed(backstage)
    async with app.run_test() as pilot:
        practice = await to_debrief(pilot)
        debrief = practice.debrief()
        head = str(app.screen.query_one("#debrief-head").content)
        assert head.startswith("Hung up")
        assert f"{debrief.scorecard.score:g} of 100" in head
        page = "\n".join(block.plain for block in app.screen.query(Rows))
        assert "■■ 2 Listening  in reply 1\n“listening2”" in page
        assert "■□ 1 Empathy  in reply 1\n“empathy1”\nMissing: " in page
        assert "□□ 0 Summing up" in page
        for point in debrief.curve:
            assert f"{point.cause} {point.heat:>3} ━" in page
        assert f"{RULES['insult']} “!insult”" in page
        assert "What no score makes good\n· Insult (reply 2)" in page
        assert debrief.advice.text in page


async def test_retry_goes_back_to_before_the_chosen_reply(backstage):
    """The reply that heated most is at hand; the new practice has all that came before it."""
    app = briefed(backstage)
    async with app.run_test() as pilot:
        practice = await to_debrief(pilot)
        number = practice.debrief().retry_from
        assert number is not None
        await pilot.press("r")
        await until(pilot, lambda: app.focused is not None, "the choice")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen), "the practice")
        await settle(pilot)
        again = app.screen.practice
        assert again.id != practice.id
        before = [exchange.line.text for exchange in practice.exchanges if exchange.number < number]
        assert [exchange.line.text for exchange in again.exchanges] == before


async def test_the_same_case_can_be_begun_anew(backstage):
    """N leads to its briefing."""
    app = briefed(backstage)
    async with app.run_test() as pilot:
        await to_debrief(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        assert "The parcel in the rain" in str(app.screen.query_one("#briefing-title").content)


async def test_home_is_a_key_away_and_an_ended_practice_does_not_wait_there(backstage):
    """H leads home; what has ended is not offered to be gone on with."""
    app = briefed(backstage)
    async with app.run_test() as pilot:
        await to_debrief(pilot)
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen), "home")
        await settle(pilot)
        assert backstage.waiting() == []


async def test_the_page_scrolls_with_the_keys(backstage):
    """All of it can be read at 80 columns by 24 rows."""
    app = briefed(backstage)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_debrief(pilot)
        page = app.screen.query_one("#debrief")
        assert page.max_scroll_y > 0
        await pilot.press("end")
        await settle(pilot)
        assert page.scroll_offset.y == page.max_scroll_y
        await pilot.press("home")
        await settle(pilot)
        assert page.scroll_offset.y == 0
