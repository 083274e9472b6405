"""A question with a few answers, each on a key; Escape takes the safe one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from simulator.tui.words import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class AskScreen(ModalScreen[str]):
    """Asks one question. Dismisses with the id of the answer; Escape means the last one."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "safe", "Back", show=False)]

    def __init__(self, title: str, text: str, answers: Sequence[tuple[str, str]], *, first: int = 0) -> None:
        """Make the question.

        Args:
            title: What it is about.
            text: The question, with what follows from each answer.
            answers: Pairs of id and words; the last is the one that changes nothing.
            first: Which answer is at hand when the question comes up.
        """
        super().__init__()
        self._asks, self._explains, self._answers, self._first = title, text, list(answers), first

    def compose(self) -> ComposeResult:
        """Title, text, answers."""
        with Vertical(id="ask"):
            yield Static(Content.styled(shown(self._asks), "bold $primary"), markup=False, id="ask-title")
            yield Static(shown(self._explains), markup=False, id="ask-text")
            yield OptionList(
                *(Option(Content(shown(words)), id=answer) for answer, words in self._answers),
                markup=False,
                compact=True,
                id="ask-answers",
            )
            yield Static("↑ ↓ choose   ⏎ take it   Esc back", markup=False, id="ask-keys")

    def on_mount(self) -> None:
        """One answer is at hand."""
        answers = self.query_one(OptionList)
        answers.highlighted = self._first
        answers.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answered."""
        event.stop()
        self.dismiss(event.option.id or self._answers[-1][0])

    def action_safe(self) -> None:
        """Take the answer that changes nothing."""
        self.dismiss(self._answers[-1][0])
