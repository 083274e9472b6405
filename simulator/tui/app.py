"""The app: which screen follows which. Screens post what has happened; only here is it decided where that leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding

from simulator.tui.backstage import open_backstage
from simulator.tui.messages import (
    ChoiceMade,
    PracticeEnded,
    PracticeLeft,
    PracticeOpened,
    ResumeChosen,
    RetryChosen,
)
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.opening import OpeningScreen
from simulator.tui.screens.practice import PracticeScreen
from simulator.tui.theme import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from textual.binding import BindingType
    from textual.screen import Screen

    from simulator.engine.state import Difficulty
    from simulator.session import Practice
    from simulator.settings import Settings
    from simulator.tui.backstage import Backstage, Mode

    FirstScreen: TypeAlias = ChoiceMade | ResumeChosen | RetryChosen


class CoolheadApp(App[None]):
    """Home, briefing, practice, debrief: one screen above home at a time."""

    TITLE = "Coolhead"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
        Binding("f1", "help", "Help", show=False),
    ]

    def __init__(self, backstage: Backstage, *, first: FirstScreen | None = None) -> None:
        """Make the app.

        Args:
            backstage: The parts.
            first: What to open with instead of the home screen.
        """
        super().__init__()
        self._backstage = backstage
        self._first = first

    def on_mount(self) -> None:
        """Home lies under everything; on top of it what was asked for."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name
        self.push_screen(HomeScreen(self._backstage))
        if self._first is not None:
            self.post_message(self._first)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of Ctrl+P: ours, and of Textual's those that make sense here."""
        yield SystemCommand("Home", "Go to the home screen", self._go_home)
        yield SystemCommand("Help", "What the keys and the marks mean", self.action_help)
        if isinstance(screen, PracticeScreen):
            yield SystemCommand("Hint", "Ask the coach", screen.action_hint)
            yield SystemCommand("Hold", "Put the customer on hold", screen.action_pause)
            yield SystemCommand("Case card", "Show or hide the case card", screen.action_case_card)
            yield SystemCommand("Note", "Write into the case file", screen.action_note)
        yield SystemCommand("Light or dark", "Change the colours", self._turn_theme)
        yield SystemCommand("Quit", "Leave Coolhead", self.action_quit_soon)

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on a keyboard: `F1`, `Esc`."""
        shown = super().get_key_display(binding)
        return shown.title() if shown in {"esc", "f1", "f2", "f3", "f4", "f5"} else shown

    def action_help(self) -> None:
        """What the keys and the marks mean."""
        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    async def action_quit(self) -> None:
        """Leave; out of a conversation that goes on, ask first."""
        self.action_quit_soon()

    def action_quit_soon(self) -> None:
        """As `quit`, for the command list."""
        if isinstance(self.screen, PracticeScreen):
            self.screen.action_leave()
        elif not any(isinstance(screen, PracticeScreen) for screen in self.screen_stack):
            self._backstage.hush()
            self.exit()

    # Where what has happened leads

    def on_choice_made(self, made: ChoiceMade) -> None:
        """A choice: its briefing."""
        self._go(BriefingScreen(self._backstage, made.choice))

    def on_resume_chosen(self, chosen: ResumeChosen) -> None:
        """A practice that waits: take it up."""
        session = chosen.session_id
        self._go(
            OpeningScreen(self._backstage, lambda: self._backstage.resume(session), "Taking up where you left off…")
        )

    def on_retry_chosen(self, chosen: RetryChosen) -> None:
        """Another try from a reply on."""
        session, number = chosen.session_id, chosen.reply_number
        self._go(
            OpeningScreen(
                self._backstage, lambda: self._backstage.retry(session, number), f"Going back to before reply {number}…"
            )
        )

    def on_practice_opened(self, opened: PracticeOpened) -> None:
        """The talk begins."""
        self._go(PracticeScreen(opened.practice, self._backstage))

    def on_practice_ended(self, ended: PracticeEnded) -> None:
        """What it came to."""
        self._go(DebriefScreen(ended.practice))

    def on_practice_left(self, left: PracticeLeft) -> None:
        """The customer waits; the way out never waits for the model."""
        self._leave(left.practice, quitting=left.quitting)
        if not left.quitting:
            self._go_home()

    def on_home_chosen(self) -> None:
        """Home."""
        self._go_home()

    @work(thread=True, group="leave", exit_on_error=False, description="record that a practice was left")
    def _leave(self, practice: Practice, *, quitting: bool) -> None:
        try:
            if quitting:
                self._backstage.hush()
            practice.leave()
        finally:
            if quitting:
                self.call_from_thread(self.exit)
            else:
                self.call_from_thread(self._refill_home)

    def _refill_home(self) -> None:
        if isinstance(self.screen, HomeScreen):
            self.screen.fill()

    def _go(self, screen: Screen[None]) -> None:
        """One screen above home."""
        self._go_home()
        self.push_screen(screen)

    def _go_home(self) -> None:
        while len(self.screen_stack) > 2:
            self.pop_screen()

    def _turn_theme(self) -> None:
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name


def make_app(backstage: Backstage, *, first: FirstScreen | None = None) -> CoolheadApp:
    """The app as everybody gets it: the command, the tests and the pictures.

    Args:
        backstage: The parts it works with.
        first: What to open with instead of the home screen: a briefing (`ChoiceMade`), a practice that waits
            (`ResumeChosen`) or another try (`RetryChosen`).
    """
    return CoolheadApp(backstage, first=first)


def run_tui(  # noqa: PLR0913  # one option of the command line each
    settings: Settings,
    *,
    scenario: str | None = None,
    persona: str | None = None,
    playbook: str | None = None,
    difficulty: Difficulty | None = None,
    seed: int | None = None,
    mode: Mode = "coach",
    resume: str | None = None,
    retry: tuple[str, int] | None = None,
) -> None:
    """Open the app in this terminal and come back when the trainee leaves.

    Args:
        settings: What the user has set.
        scenario: Open with the briefing of this scenario; without it, with the home screen.
        persona: Who plays it; the scenario's own if None.
        playbook: What it is graded by; the scenario's own if None.
        difficulty: How hard it is; what the settings say if None.
        seed: Seed of every draw; a random one if None.
        mode: `coach`, or `exam` without help.
        resume: Open with this practice, a session id.
        retry: Open with another try at this session from this reply (from 1).

    Raises:
        CoolheadError: A name is not in the library, or the session log cannot be opened.
    """
    backstage = open_backstage(settings)
    try:
        first: FirstScreen | None = None
        if retry is not None:
            first = RetryChosen(*retry)
        elif resume is not None:
            first = ResumeChosen(resume)
        elif scenario is not None:
            first = ChoiceMade(
                backstage.choice(
                    scenario, persona=persona, playbook=playbook, difficulty=difficulty, mode=mode, seed=seed
                )
            )
        make_app(backstage, first=first).run()
    finally:
        backstage.close()
