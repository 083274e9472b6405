"""After the call: what it came to, why the mood moved, what was missing, and where to try again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from scoring.text import quoted
from simulator.tui.backstage import Choice
from simulator.tui.failures import told
from simulator.tui.messages import ChoiceMade, DebriefDrawn, HomeChosen, RetryChosen, WorkFailed
from simulator.tui.screens.ask import AskScreen
from simulator.tui.theme import NARROW_OR_WIDE
from simulator.tui.widgets import debrief_parts
from simulator.tui.widgets.case_card import SectionBlock
from simulator.tui.words import signed

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from simulator.debrief import CurvePoint, Debrief
    from simulator.session import Practice


class DebriefScreen(Screen[None]):
    """The debrief of one practice, as one page to scroll."""

    CSS_PATH = "debrief.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW_OR_WIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retry", "Retry from a reply"),
        Binding("n", "anew", "Same case anew"),
        Binding("h,escape", "home", "Home", key_display="h"),
        Binding("down,j", "scroll(2)", "Scroll", key_display="↑ ↓"),
        Binding("up,k", "scroll(-2)", "Up", show=False),
        Binding("pagedown,space", "scroll(14)", "Page down", show=False),
        Binding("pageup", "scroll(-14)", "Page up", show=False),
        Binding("home", "scroll(-9999)", "Top", show=False),
        Binding("end", "scroll(9999)", "End", show=False),
        Binding("f1", "app.help", "Help"),
        Binding("q", "app.quit", "Quit"),
    ]

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self._practice = practice
        self._debrief: Debrief | None = None

    def compose(self) -> ComposeResult:
        """The page, empty until the debrief has been worked out."""
        with VerticalScroll(id="debrief", can_focus=False):
            yield Static("Working out the debrief…", markup=False, id="debrief-head")
            with Horizontal(id="debrief-columns"):
                yield Vertical(id="debrief-left")
                yield Vertical(id="debrief-right")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Work it out off the screen's own thread."""
        self._draw_up()

    @work(thread=True, exclusive=True, group="debrief", exit_on_error=False, description="debrief")
    def _draw_up(self) -> None:
        with told(self, "work out the debrief"):
            self.post_message(DebriefDrawn(self._practice.debrief()))

    async def on_debrief_drawn(self, drawn: DebriefDrawn) -> None:
        """Fill the page."""
        debrief = self._debrief = drawn.debrief
        self.query_one("#debrief-head", Static).update(debrief_parts.headline(debrief))
        left = [debrief_parts.scorecard(debrief), *debrief_parts.remarks(debrief)]
        await self.query_one("#debrief-left").mount_all(SectionBlock(section) for section in left)
        await self.query_one("#debrief-right").mount(SectionBlock(debrief_parts.turns(debrief)))
        self.refresh_bindings()

    def on_work_failed(self, failed: WorkFailed) -> None:
        """The practice is in the log; only its debrief could not be drawn."""
        failed.stop()
        self.app.push_screen(
            AskScreen(
                f"Coolhead could not {failed.doing}",
                f"{failed.error}\n\nThe practice itself is kept.",
                [("home", "Back to the home screen")],
            ),
            lambda _: self.action_home(),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to retry before the first reply."""
        del parameters
        return action != "retry" or bool(self._replies)

    @property
    def _replies(self) -> list[CurvePoint]:
        """The turns that answered a reply."""
        return [point for point in self._debrief.curve if point.cause.startswith("reply")] if self._debrief else []

    def action_retry(self) -> None:
        """Choose the reply to give anew; the one that heated most is at hand."""
        points = self._replies
        if self._debrief is None or not points:
            return
        words = {exchange.number: exchange.reply for exchange in self._practice.exchanges if exchange.reply}
        answers = [
            (
                str(point.reply),
                f"{point.reply:>2}  {signed(point.delta_heat):>3}  {quoted(words[point.reply], limit=44)}",
            )
            for point in points
        ]
        hottest = self._debrief.retry_from
        first = next((place for place, point in enumerate(points) if point.reply == hottest), 0)

        def answered(answer: str | None) -> None:
            if answer and answer != "stay":
                self.post_message(RetryChosen(self._practice.id, int(answer)))

        self.app.push_screen(
            AskScreen(
                "Try again from which reply?",
                "All before it stays as it was. The number is what the reply did to the heat.",
                [*answers, ("stay", "Not now")],
                first=first,
            ),
            answered,
        )

    def action_anew(self) -> None:
        """The same case, customer and guide from the start, with new luck."""
        setting = self._practice.setting
        self.post_message(
            ChoiceMade(
                Choice(
                    setting.scenario,
                    setting.persona,
                    self._practice.playbook,
                    difficulty=setting.difficulty,
                    mode=self._practice.mode,
                )
            )
        )

    def action_home(self) -> None:
        """Back to the home screen."""
        self.post_message(HomeChosen())

    def action_scroll(self, lines: int) -> None:
        """Move through the page."""
        self.query_one("#debrief", VerticalScroll).scroll_relative(y=lines, animate=False)
