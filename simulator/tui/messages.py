"""What has happened, as messages that cross from a thread worker to a screen: read in order they tell the story.

Each is a fact in the past tense. Only these leave a worker; no worker touches a widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoring.types import Reading
    from simulator.debrief import Debrief
    from simulator.session import Practice
    from simulator.tui.backstage import Choice


@dataclass
class ChoiceMade(Message):
    """The trainee has picked a scenario and who plays it, and wants to read the briefing."""

    choice: Choice


@dataclass
class ResumeChosen(Message):
    """The trainee has picked a practice that waits."""

    session_id: str


@dataclass
class RetryChosen(Message):
    """The trainee wants to try again from one of their replies on."""

    session_id: str
    reply_number: int


class PartsProgressed(Message):
    """The scorer or the voice has come a step further; `text` says how far in plain words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def can_replace(self, message: Message) -> bool:
        """Only the latest step is worth showing."""
        return isinstance(message, PartsProgressed)


@dataclass
class PartsOpened(Message):
    """Scorer and voice are open: a practice can start."""


@dataclass
class VoiceWarmed(Message):
    """The voice has loaded its model."""


@dataclass
class PracticeOpened(Message):
    """A practice has been started, resumed or retried, and its last customer line is there to be read."""

    practice: Practice


@dataclass
class ReplyLost(Message):
    """A reply was not sent: the log does not have it. `text` is what the trainee typed."""

    text: str


@dataclass
class ReplyRead(Message):
    """The scorer has read the reply; the customer is still thinking about theirs."""

    reading: Reading


@dataclass
class ExchangesArrived(Message):
    """The customer has answered a reply or a pause: the practice holds more exchanges than were shown."""


@dataclass
class HintGiven(Message):
    """The coach has given a hint."""

    text: str


@dataclass
class NoteKept(Message):
    """A line has gone into the case file."""

    text: str


@dataclass
class PracticeLeft(Message):
    """The trainee has left a practice, which waits; `quitting` when Coolhead itself is left."""

    practice: Practice
    quitting: bool


@dataclass
class PracticeEnded(Message):
    """A practice has come to its end and its debrief is wanted."""

    practice: Practice


@dataclass
class DebriefDrawn(Message):
    """The debrief of a practice has been worked out."""

    debrief: Debrief


@dataclass
class HomeChosen(Message):
    """The trainee wants to go back to the home screen."""


@dataclass
class WorkFailed(Message):
    """A worker has failed; `doing` says what it was doing, `error` is the reason in one sentence.

    `again` does it again, where the screen could not know what to do.
    """

    doing: str
    error: str
    again: Callable[[], object] | None = None
