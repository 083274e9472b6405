"""The talk so far: customer lines, the trainee's replies with their marks, and notices between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import HorizontalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from scoring.text import one_line
from simulator.tui.widgets.marks import MarksBlock
from simulator.tui.widgets.rows import Rows
from simulator.tui.words import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widget import Widget

    from scoring.types import Reading
    from simulator.tui.widgets.rows import Row

WORDS_PER_SECOND = 24
"""Pace of a customer's line: fast enough never to be waited for, slow enough to be read as speech."""


class Utterance(HorizontalGroup):
    """Somebody's words with their name before them."""

    def __init__(self, name: str, text: str, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.speaker = one_line(name)
        self.text = shown(text)

    def compose(self) -> ComposeResult:
        """Name and words side by side."""
        yield Static(self.speaker, markup=False, classes="speaker")
        yield Static(self.text, markup=False, classes="words")


class TypedUtterance(Utterance):
    """Words that appear one after the other, until a key or the end of the line."""

    class Grown(Message):
        """More of the line has been shown."""

    class TypedOut(Message):
        """The whole line has been shown."""

    def __init__(self, name: str, text: str, *, classes: str) -> None:
        super().__init__(name, text, classes=classes)
        self._shown = 0
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Start typing, or show it all at once where animations are off."""
        if self.app.animation_level == "none":
            self.call_after_refresh(self.finish)
        else:
            self.query_one(".words", Static).update("")
            self._timer = self.set_interval(1 / WORDS_PER_SECOND, self._type)

    def finish(self) -> None:
        """Show the rest now."""
        if self._shown < len(self.text):
            self._shown = len(self.text)
            self._draw()

    def _type(self) -> None:
        # Whole words, so that a word never starts on one line and jumps to the next.
        space = self.text.find(" ", self._shown + 1)
        self._shown = len(self.text) if space < 0 else space
        self._draw()

    def _draw(self) -> None:
        self.query_one(".words", Static).update(Content(self.text[: self._shown]))
        self.post_message(self.Grown())
        if self._shown >= len(self.text):
            if self._timer is not None:
                self._timer.stop()
            self.post_message(self.TypedOut())


class Conversation(VerticalScroll, can_focus=False):
    """The scroll of the talk; stays at its end unless the trainee scrolls back."""

    def __init__(self, customer: str, *, id: str | None = None) -> None:  # noqa: A002  # the name every widget has
        super().__init__(id=id)
        self._customer = one_line(customer).split(" ")[0][:10]
        self._follows = True

    def follow(self) -> None:
        """Keep the end in sight, unless the trainee has scrolled back."""
        # Textual's own anchor would hang a talk that is shorter than the screen from the bottom edge.
        if self._follows:
            self.call_after_refresh(self.scroll_end, animate=False, immediate=True)

    def page(self, pages: int) -> None:
        """Read back (negative) or on, by screens less two lines."""
        lines = pages * max(1, self.size.height - 2)
        self._follows = pages > 0 and self.scroll_offset.y + lines >= self.max_scroll_y
        self.scroll_relative(y=lines, animate=False)

    def on_mouse_scroll_up(self) -> None:
        """Reading back: stay there."""
        self._follows = False

    def on_mouse_scroll_down(self) -> None:
        """Back at the end: follow again."""
        self._follows = self.scroll_offset.y + 3 >= self.max_scroll_y

    def on_resize(self) -> None:
        """Another width breaks lines elsewhere."""
        self.follow()

    def on_typed_utterance_grown(self) -> None:
        """The line being typed has become longer."""
        self.follow()

    def _add(self, widget: Widget) -> None:
        self.mount(widget)
        self.follow()

    def add_customer(self, text: str, *, typed: bool) -> Utterance:
        """A line of the customer's, typed or at once."""
        kind = TypedUtterance if typed else Utterance
        line = kind(self._customer, text, classes="customer")
        self._add(line)
        return line

    def add_reply(self, text: str) -> Utterance:
        """The trainee's own words. Older marks fold to one line."""
        for block in self.query(MarksBlock):
            block.fold()
        self._follows = True
        reply = Utterance("You", text, classes="trainee")
        self._add(reply)
        return reply

    def add_marks(self, reading: Reading) -> MarksBlock:
        """What the reply above earned."""
        block = MarksBlock(reading)
        self._add(block)
        return block

    def add_moved(self, rows: Sequence[Row]) -> None:
        """What something other than a reply has moved."""
        self._add(Rows(rows, classes="moved"))

    def add_notice(self, text: str, *, kind: str = "notice") -> None:
        """Something that is not said by either: an event, a pause, a hint."""
        self._add(Static(shown(text), markup=False, classes=kind))

    @property
    def plain(self) -> str:
        """All that has been said, as text, for tests and for whoever reads the screen aloud."""
        parts = []
        for child in self.children:
            if isinstance(child, Utterance):
                parts.append(f"{child.speaker}: {child.text}")
            elif isinstance(child, Rows):
                parts.append(child.plain)
            elif isinstance(child, Static):
                parts.append(str(child.content))
        return "\n".join(parts)
