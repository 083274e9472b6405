"""What the keys do and what the words mean, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from simulator.tui.widgets.case_card import Section, SectionBlock
from simulator.tui.widgets.rows import row

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_PAGE = (
    (
        "In a conversation",
        (
            ("Enter", "send your reply"),
            ("Ctrl+J", "new line (Shift+Enter too, where the terminal can tell it apart)"),
            ("Page Up, Page Down", "read back and on (in the case card, when it is open)"),
            ("any key", "shows the rest of a line that is being spoken"),
            ("F2", "a hint (not in an exam)"),
            ("F3", "put the customer on hold; say so first, or it costs you"),
            ("F4", "case card"),
            ("F5", "write a line into the case file"),
            ("Esc, Ctrl+Q", "leave; the practice waits for you"),
        ),
    ),
    (
        "Everywhere",
        (
            ("↑ ↓, Enter", "choose and take; on the home screen Page Down reads the details on"),
            ("c d g m", "on the home screen: customer, their temper, guide, mode"),
            ("F1", "this page"),
            ("Ctrl+P", "all commands"),
            ("Esc", "back"),
            ("Ctrl+Q", "leave Coolhead"),
        ),
    ),
    (
        "Heat and trust",
        (
            ("Heat 0–100", "how angry: calm, uneasy, irritated, angry, very angry, furious"),
            ("Trust 0–100", "how far they believe you: none, wary, unsure, warming, trusting"),
            ("▲ ▼", "the change since the line before"),
        ),
    ),
    (
        "Marks",
        (
            ("2", "fully there"),
            ("1", "partly"),
            ("0", "missed"),
            ("–", "there was no opportunity; it does not count"),
            ("?", "not marked, because the model that judges it is not installed"),
        ),
    ),
)


class HelpScreen(ModalScreen[None]):
    """The page. Any of Escape, F1, q and Enter closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,enter", "dismiss_page", "Back", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll(-10)", "Page up", show=False),
        Binding("pagedown,space", "scroll(10)", "Page down", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One block a section."""
        with VerticalScroll(id="help", can_focus=False):
            for heading, rows in _PAGE:
                lines = [row((key, "bold"), words, indent=20) for key, words in rows]
                yield SectionBlock(Section(heading, lines))
            yield Static("↑ ↓ scroll   Esc back", markup=False, classes="keys")

    def action_dismiss_page(self) -> None:
        """Close the page."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Move through the page."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=lines, animate=False)
