"""What a practice screen has its driver do, each in a thread worker that ends in a message: keys never wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from simulator.tui.failures import told
from simulator.tui.messages import ExchangesArrived, HintGiven, NoteKept, ReplyLost

if TYPE_CHECKING:
    from simulator.session import Practice


class DrivesPractice(Screen[None]):
    """A screen with a practice behind it."""

    def __init__(self, practice: Practice) -> None:
        super().__init__()
        self.practice = practice

    @work(thread=True, exclusive=True, group="turn", exit_on_error=False, description="answer a reply")
    def submit_worker(self, text: str) -> None:
        """Send a reply and post what the customer answers; if the log does not take the reply, give it back."""
        with told(self, "let the customer answer"):
            before = self.practice.replies
            try:
                self.practice.submit(text)
            finally:
                if self.practice.replies == before:
                    self.post_message(ReplyLost(text))
            self.post_message(ExchangesArrived())

    @work(thread=True, exclusive=True, group="turn", exit_on_error=False, description="hold")
    def pause_worker(self) -> None:
        """Put the customer on hold and post what they say to it."""
        with told(self, "put the customer on hold"):
            self.practice.pause()
            self.post_message(ExchangesArrived())

    @work(thread=True, exclusive=True, group="turn", exit_on_error=False, description="answer what is unanswered")
    def catch_up_worker(self) -> None:
        """Answer what a failure left unanswered."""
        with told(self, "let the customer answer"):
            self.practice.catch_up()
            self.post_message(ExchangesArrived())

    @work(thread=True, exclusive=True, group="prepare", exit_on_error=False, description="work ahead")
    def prepare_worker(self) -> None:
        """Let the voice work ahead while the trainee reads and types."""
        with told(self, "let the customer think ahead"):
            self.practice.prepare()

    @work(thread=True, exclusive=True, group="hint", exit_on_error=False, description="hint")
    def hint_worker(self) -> None:
        """Ask the coach."""
        with told(self, "find a hint"):
            self.post_message(HintGiven(self.practice.hint()))

    @work(thread=True, group="note", exit_on_error=False, description="write into the case file")
    def note_worker(self, text: str) -> None:
        """Write a line into the case file."""
        with told(self, "write into the case file", lambda: self.note_worker(text)):
            self.practice.note("note", text)
            self.post_message(NoteKept(text))
