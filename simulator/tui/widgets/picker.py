"""A choice on one line: Left and Right (or Space) go through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from simulator.tui.theme import MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType


class Picker(Widget, can_focus=True):
    """Label and value; the value turns with the arrow keys."""

    DEFAULT_CSS = "Picker { height: 1; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Previous", show=False),
        Binding("right,space", "turn(1)", "Next", show=False),
    ]

    index: reactive[int] = reactive(0)
    """Which of the options is chosen."""

    @dataclass
    class Turned(Message):
        """Another option was chosen."""

        picker: Picker

        @property
        def control(self) -> Picker:
            """The picker, for `@on` selectors."""
            return self.picker

    def __init__(self, label: str, options: Sequence[tuple[str, str]], *, id: str) -> None:  # noqa: A002  # Textual's name
        """Make a picker.

        Args:
            label: What is chosen; the letter that turns it from anywhere is part of it.
            options: Pairs of value and the words shown for it.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._label = label
        self._options = list(options)

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._options[self.index][0]

    def choose(self, value: str) -> None:
        """Choose a value, if it is among the options."""
        for index, (known, _) in enumerate(self._options):
            if known == value:
                self.index = index

    def set_words(self, value: str, words: str) -> None:
        """Change what is shown for a value."""
        self._options = [(known, words if known == value else text) for known, text in self._options]
        self.refresh()

    def action_turn(self, by: int) -> None:
        """Go on by one, or back; the ends meet."""
        self.index = (self.index + by) % len(self._options)
        self.post_message(self.Turned(self))

    def render(self) -> Content:
        """Label and value; arrows around the value while it has the focus."""
        words = self._options[self.index][1]
        if self.has_focus:
            return Content.assemble(
                (f"› {self._label:<11}", "bold $primary"), ("‹ ", "$primary"), (words, "bold"), (" ›", "$primary")
            )
        return Content.assemble((f"  {self._label:<11}", MUTED), "  ", words)

    def on_focus(self) -> None:
        """Show the arrows."""
        self.refresh()

    def on_blur(self) -> None:
        """Take the arrows away."""
        self.refresh()
