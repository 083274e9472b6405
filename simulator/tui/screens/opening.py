"""How a practice is opened behind a screen: parts first, then the practice, both in thread workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Static

from simulator.tui.failures import told
from simulator.tui.messages import HomeChosen, PartsOpened, PartsProgressed, PracticeOpened, VoiceWarmed, WorkFailed
from simulator.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from simulator.session import Practice
    from simulator.tui.backstage import Backstage


class OpensPractice(Screen[None]):
    """A screen that gets the parts ready and then opens a practice. Its subclasses show how far it is."""

    def __init__(self, backstage: Backstage) -> None:
        super().__init__()
        self.backstage = backstage

    @work(thread=True, exclusive=True, group="parts", exit_on_error=False, description="open scorer and voice")
    def get_ready(self) -> None:
        """Open scorer and voice; torch and the models load here, after the first paint."""
        with told(self, "get the customer ready"):
            self.backstage.get_ready(self._progressed)
            self.post_message(PartsOpened())
            self.backstage.warm_up()
            self.post_message(VoiceWarmed())

    def _progressed(self, text: str) -> None:
        self.post_message(PartsProgressed(text))

    @work(thread=True, exclusive=True, group="practice", exit_on_error=False, description="open a practice")
    def open_practice(self, opener: Callable[[], Practice]) -> None:
        """Open the practice and hand it to the app."""
        with told(self, "open the practice"):
            self.post_message(PracticeOpened(opener()))

    def on_work_failed(self, failed: WorkFailed) -> None:
        """Say so and offer the way back."""
        failed.stop()

        def answered(answer: str | None) -> None:
            if answer == "again":
                self.get_ready()
            else:
                self.post_message(HomeChosen())

        self.app.push_screen(
            AskScreen(
                f"Coolhead could not {failed.doing}",
                f"{failed.error}\n\nNothing is lost.",
                [("again", "Try again"), ("home", "Back to the home screen")],
            ),
            answered,
        )


class OpeningScreen(OpensPractice):
    """Shown while a left practice is taken up again, or one is tried again."""

    CSS_PATH = "opening.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back")]

    def __init__(self, backstage: Backstage, opener: Callable[[], Practice], text: str) -> None:
        """Make the screen.

        Args:
            backstage: The parts.
            opener: What opens the practice once the parts are ready.
            text: What is being done, for the trainee.
        """
        super().__init__(backstage)
        self._opener, self._text = opener, text

    def compose(self) -> ComposeResult:
        """Two lines in the middle."""
        with Vertical(id="opening"):
            yield Static(self._text, markup=False, id="opening-what")
            yield Static("", markup=False, id="opening-progress")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.call_after_refresh(self.get_ready)

    def on_parts_progressed(self, progressed: PartsProgressed) -> None:
        """Say how far it is."""
        self.query_one("#opening-progress", Static).update(progressed.text)

    def on_parts_opened(self) -> None:
        """Open the practice."""
        self.open_practice(self._opener)

    def action_back(self) -> None:
        """Not now."""
        self.post_message(HomeChosen())
