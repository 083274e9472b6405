"""Home and briefing: what is offered, what is chosen, how a practice begins."""

from __future__ import annotations

import threading

from scoring.errors import MissingPartError
from simulator.tui.app import make_app
from simulator.tui.screens.ask import AskScreen
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.practice import PracticeScreen
from simulator.tui.widgets.picker import Picker
from simulator.tui.widgets.rows import Rows
from simulator.voice.scripted import ScriptedVoice
from tests.tui.stage import PATIENCE_S, briefed, make_backstage, settle, still, until


def text_of(screen, selector: str) -> str:
    """What a static text on the screen says."""
    return str(screen.query_one(selector).content)


async def test_home_tells_of_the_highlighted_scenario_and_of_what_is_missing(tmp_path):
    """Title, company, summary and customer of the first scenario, and the remark in one line."""
    app = still(make_app(make_backstage(tmp_path, remark="No model here yet.")))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        details = text_of(app.screen, "#details")
        assert "The parcel in the rain" in details
        assert "Larkway Parcels" in details
        assert "Olga binds books" in details
        assert text_of(app.screen, "#remark") == "No model here yet."


async def test_keys_choose_customer_difficulty_guide_and_mode(backstage):
    """Each letter turns its choice, and the briefing is of what was chosen."""
    app = still(make_app(backstage))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("c", "c", "d", "m")
        assert app.screen.query_one("#customer", Picker).value == "tom"
        assert "Tom repairs clocks" in text_of(app.screen, "#details")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        title = text_of(app.screen, "#briefing-title")
        assert "Tom Reyes" in title
        assert "a shorter fuse · exam" in title


async def test_a_picker_turns_with_the_arrow_keys(backstage):
    """Tab reaches it, Right goes on, Left goes back, the ends meet."""
    app = still(make_app(backstage))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab")
        picker = app.screen.query_one("#difficulty", Picker)
        assert picker.has_focus
        await pilot.press("right")
        assert picker.value == "hard"
        await pilot.press("left", "left")
        assert picker.value == "easy"


async def test_the_settings_are_where_the_choices_begin(tmp_path):
    """Difficulty and guide of the settings stand first."""
    app = still(make_app(make_backstage(tmp_path, difficulty="hard", playbook="house_rules")))
    async with app.run_test() as pilot:
        await settle(pilot)
        assert app.screen.query_one("#difficulty", Picker).value == "hard"
        assert app.screen.query_one("#guide", Picker).value == "house_rules"


async def test_the_briefing_holds_case_card_and_guide(backstage):
    """All that the trainee may know, and the steps with what they ask."""
    app = briefed(backstage)
    async with app.run_test() as pilot:
        await settle(pilot)
        page = "\n".join(block.plain for block in app.screen.query(Rows))
        for words in (
            "LP-2204",
            "left on the front step",
            "Pay up to £80",
            "named driver",
            "Hear them out",
            "Summing up",
        ):
            assert words in page
        assert "The book fair" not in page  # the hidden need stays hidden
        assert app.screen.readiness == "The customer is ready. Enter starts."


async def test_enter_before_the_customer_is_ready_starts_when_they_are(tmp_path):
    """The keys do not wait for the model; the wish is kept."""
    gate = threading.Event()

    def slow_voice():
        assert gate.wait(PATIENCE_S)
        return ScriptedVoice()

    app = briefed(make_backstage(tmp_path, make_voice=slow_voice))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        await until(pilot, lambda: "customer is getting ready" in app.screen.readiness, "the progress")
        await pilot.press("down", "enter")
        assert app.screen.readiness == "Starting as soon as the customer is ready…"
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen), "the practice")


async def test_a_part_that_is_missing_is_told_and_home_is_one_key_away(tmp_path):
    """The app does not crash on a worker's failure; a second try opens what the first could not."""
    tries = []

    def no_voice():
        tries.append(1)
        if len(tries) == 1:
            raise MissingPartError("The server at localhost does not answer.")
        return ScriptedVoice()

    app = briefed(make_backstage(tmp_path, make_voice=no_voice))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskScreen), "the failure")
        await settle(pilot)
        assert "does not answer" in text_of(app.screen, "#ask-text")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen), "the briefing")
        await settle(pilot)
        assert "ready" in app.screen.readiness
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen), "home")


async def test_help_and_commands_are_a_key_away(backstage):
    """F1 opens the page, Escape closes it; Ctrl+P offers our commands."""
    app = still(make_app(backstage))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f1")
        assert type(app.screen).__name__ == "HelpScreen"
        await pilot.press("f1")
        assert isinstance(app.screen, HomeScreen)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert titles == ["Home", "Help", "Light or dark", "Quit"]
        await pilot.press("ctrl+p")
        assert type(app.screen).__name__ == "CommandPalette"


async def test_q_leaves_from_home(backstage):
    """Nothing is under way there, so nothing is asked."""
    app = still(make_app(backstage))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("q")
    assert app.return_code == 0
