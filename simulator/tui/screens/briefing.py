"""Before the call: who you are, what you may do, what the guide asks. The customer gets ready while this is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from simulator.tui.messages import HomeChosen, PartsProgressed, WorkFailed
from simulator.tui.screens.opening import OpensPractice
from simulator.tui.theme import MUTED, NARROW_OR_WIDE
from simulator.tui.widgets.case_card import SectionBlock, case_sections, playbook_sections
from simulator.tui.words import CHANNEL_NAMES, played, shown

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from simulator.tui.backstage import Backstage, Choice


class BriefingScreen(OpensPractice):
    """The briefing of one choice. Enter starts, at once or as soon as the customer is ready."""

    CSS_PATH = "briefing.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW_OR_WIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", key_display="⏎"),
        Binding("down,j", "scroll(2)", "Scroll", key_display="↑ ↓"),
        Binding("up,k", "scroll(-2)", "Up", show=False),
        Binding("pagedown,space", "scroll(12)", "Page down", show=False),
        Binding("pageup", "scroll(-12)", "Page up", show=False),
        Binding("escape", "back", "Back"),
        Binding("f1", "app.help", "Help"),
    ]

    def __init__(self, backstage: Backstage, choice: Choice) -> None:
        super().__init__(backstage)
        self._choice = choice
        self._ready = False
        self._wanted = False

    def compose(self) -> ComposeResult:
        """Title, case card and guide, a line on how far the customer is."""
        case = self._choice.scenario
        persona = self._choice.persona
        how = played(self._choice.difficulty, self._choice.mode)
        with VerticalScroll(id="briefing", can_focus=False):
            yield Static(
                Content.assemble(
                    (shown(case.title), "bold $primary"),
                    (
                        f"\n{shown(case.company)} · {CHANNEL_NAMES[case.channel]} · {how}",
                        MUTED,
                    ),
                    f"\nYou will talk to {shown(persona.name)}.",
                ),
                markup=False,
                id="briefing-title",
            )
            with Horizontal(id="briefing-columns"):
                with VerticalScroll(id="briefing-case", can_focus=False):
                    for section in case_sections(case):
                        yield SectionBlock(section)
                with VerticalScroll(id="briefing-guide", can_focus=False):
                    for section in playbook_sections(self._choice.playbook):
                        yield SectionBlock(section)
        yield Static("The customer is getting ready…", markup=False, id="readiness")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.call_after_refresh(self.get_ready)

    @property
    def readiness(self) -> str:
        """What the line above the keys says."""
        return str(self.query_one("#readiness", Static).content)

    def on_parts_progressed(self, progressed: PartsProgressed) -> None:
        """Say how far it is."""
        if not self._ready:
            self._say(progressed.text)

    def on_parts_opened(self) -> None:
        """Ready. If Enter came before, start now."""
        self._ready = True
        if self._wanted:
            self._start()
        else:
            self._say("You can start with Enter. The customer is still warming up…")

    def on_voice_warmed(self) -> None:
        """Even a customer played by a model answers at once now."""
        if not self._wanted:
            self._say("The customer is ready. Enter starts.")

    def on_work_failed(self, failed: WorkFailed) -> None:
        """The next Enter is a new wish. The handler of `OpensPractice` runs too: Textual calls one a class."""
        del failed
        self._wanted = False

    def action_start(self) -> None:
        """Start, or as soon as the customer is ready."""
        if self._wanted:
            return
        self._wanted = True
        if self._ready:
            self._start()
        else:
            self._say("Starting as soon as the customer is ready…")

    def action_back(self) -> None:
        """Choose something else."""
        self.post_message(HomeChosen())

    def action_scroll(self, lines: int) -> None:
        """Read on or back."""
        self.query_one("#briefing", VerticalScroll).scroll_relative(y=lines, animate=False)

    def _start(self) -> None:
        self._say(f"{shown(self._choice.persona.name)} is coming…")
        self.open_practice(lambda: self.backstage.start(self._choice))

    def _say(self, text: str) -> None:
        self.query_one("#readiness", Static).update(text)
