"""One line for the case file, with what stands in it already."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from scoring.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class NoteScreen(ModalScreen[str]):
    """Dismisses with the line, or with nothing."""

    CSS_PATH = "note.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False)]

    def __init__(self, case_file: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._case_file = tuple(case_file)

    def compose(self) -> ComposeResult:
        """What is there, and a line to write on."""
        with Vertical(id="note"):
            yield Static(Content.styled("Case file", "bold $primary"), markup=False)
            with VerticalScroll(id="note-lines", can_focus=False):
                for _, text in self._case_file:
                    yield Static(f"· {one_line(text)}", markup=False)
                if not self._case_file:
                    yield Static("Nothing written yet: the worry, each attempt, each result.", markup=False)
            yield Input(placeholder="What should the next person know?", max_length=500, id="note-line")
            yield Static("⏎ write it down   Esc back", markup=False, id="note-keys")

    def on_mount(self) -> None:
        """Ready to write."""
        self.query_one(Input).focus()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        """Written."""
        submitted.stop()
        self.dismiss(one_line(submitted.value))

    def action_back(self) -> None:
        """Nothing to write."""
        self.dismiss("")
