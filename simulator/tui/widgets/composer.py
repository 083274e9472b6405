"""Where the trainee writes: several lines, Enter sends, the draft stays while the customer answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from scoring.text import clean_text

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType


class Composer(TextArea):
    """A text area that sends on Enter.

    `waiting` is set by sending and unset by whoever answers: while it holds, Enter keeps the draft.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "Send", key_display="⏎"),
        Binding("ctrl+j", "newline", "New line", key_display="^J"),
        Binding("shift+enter,alt+enter", "newline", "New line", show=False),
        Binding("pageup", "screen.scroll(-1)", "Scroll back", show=False),
        Binding("pagedown", "screen.scroll(1)", "Scroll on", show=False),
    ]

    @dataclass
    class Sent(Message):
        """The trainee has pressed Enter; `text` is clean and not blank."""

        text: str

    @dataclass
    class Kept(Message):
        """Enter sent nothing: an answer is awaited, or there is nothing to send."""

        waiting: bool

    class Touched(Message):
        """A key was pressed here, whatever it was."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # the name every widget has
        super().__init__(
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder="Your reply …",
        )
        self.waiting = False

    def action_send(self) -> None:
        """Hand the draft over and clear it; while an answer is awaited, or with nothing to send, only say so."""
        self.post_message(self.Touched())
        text = clean_text(self.text).strip()
        if self.waiting or not text:
            self.post_message(self.Kept(waiting=self.waiting))
            return
        # Cleared here and not by the receiver: keys typed right after Enter belong to the next draft.
        self.waiting = True
        self.text = ""
        self.post_message(self.Sent(text))

    def give_back(self, text: str) -> None:
        """Put what was not sent after all before the draft that was begun since."""
        self.text = f"{text}\n{self.text}" if self.text else text
        self.move_cursor(self.document.end)

    def action_newline(self) -> None:
        """Break the line at the cursor."""
        self.post_message(self.Touched())
        self.insert("\n")

    async def _on_key(self, event: events.Key) -> None:
        self.post_message(self.Touched())
        if event.key == "enter":
            # Not by a priority binding: that would overtake keys that were typed before it and still wait their turn.
            event.stop()
            event.prevent_default()
            self.action_send()

    async def _on_paste(self, event: events.Paste) -> None:
        """Take pasted text in clean: a clipboard may hold anything."""
        event.stop()
        event.prevent_default()
        if not self.read_only and (result := self._replace_via_keyboard(clean_text(event.text), *self.selection)):
            self.move_cursor(result.end_location)
