"""One practice under way: reply → reading → step → voice → log."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.errors import UsageError
from scoring.form import FORM_VERSION
from scoring.scorecard import Reader
from scoring.text import clean_text
from scoring.types import Scorecard, Transcript
from simulator.debrief import Debrief
from simulator.exchange import Exchange
from simulator.hints import hint
from simulator.serialise import Body
from simulator.session.making import card_of, debrief_of, ended_body, line_body, read_reply
from simulator.session.tape import Mode, Tape
from simulator.store.types import Entry, Log
from simulator.voice.scripted import ScriptedVoice
from simulator.voice.types import Fault, Line, Voice

if TYPE_CHECKING:
    from scoring.rubric import Playbook
    from scoring.types import Turn
    from simulator.content.models import Outcome
    from simulator.engine.state import Setting, State

MAX_REPLY = 4_000
"""Code points of a reply that are kept."""

ENDED = "The conversation has ended; the debrief tells how it went."
EMPTY = "Nothing was said: type a reply first."
NO_HINTS = "There are no hints in an exam."


class Practice:
    """One practice; all input and output goes through its log and its voice.

    Every method may be called from any thread: one lock lets one of them work at a time. `remark` is what the last
    call has to tell the trainee apart from the conversation, empty when there is nothing. `notes` are one-line remarks
    to show once at the start.
    """

    def __init__(self, log: Log, scorer: Reader, voice: Voice, tape: Tape, notes: Sequence[str] = ()) -> None:
        self._log = log
        self._scorer = scorer
        self._voice = voice
        self._tape = tape
        self._lock = threading.RLock()
        self.remark = ""
        self.notes: tuple[str, ...] = (*notes, *_remarks(scorer))

    @property
    def id(self) -> str:
        """The session's id."""
        return self._tape.session

    @property
    def setting(self) -> Setting:
        """The case, who plays it, how hard, and the seed."""
        return self._tape.setting

    @property
    def playbook(self) -> Playbook:
        """What it is graded by."""
        return self._tape.playbook

    @property
    def mode(self) -> Mode:
        """`coach`, or `exam` without hints."""
        return self._tape.mode

    @property
    def replies(self) -> int:
        """How many replies are in the log, those not yet answered among them."""
        return self._tape.replies

    @property
    def voice_name(self) -> str:
        """Name and version of the voice."""
        return self._voice.name

    @property
    def state(self) -> State:
        """Where the customer stands. Open the practice first."""
        if self._tape.state is None:
            raise UsageError("The practice has not been opened yet.")
        return self._tape.state

    @property
    def exchanges(self) -> list[Exchange]:
        """The customer's turns so far, with what led to each."""
        return list(self._tape.exchanges)

    @property
    def history(self) -> tuple[Turn, ...]:
        """The talk so far."""
        return tuple(self._tape.history)

    @property
    def case_file(self) -> tuple[tuple[str, str], ...]:
        """The trainee's notes, as (kind, text)."""
        return tuple(self._tape.notes)

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None while it has not."""
        return self._tape.ending

    def open(self) -> Exchange:
        """Let the customer speak first. Opening again gives the same opening."""
        with self._lock:
            self._go_on()
            return self._tape.exchanges[0]

    def submit(self, text: str) -> list[Exchange]:
        """Answer the customer. The reply is on the disk before anything is made of it.

        Args:
            text: What the trainee typed; cleaned and cut to 4,000 characters here.

        Returns:
            The customer's answer, and further exchanges for events that fall due after it. Empty, with `remark`
            saying why, when there was nothing to answer: an empty reply, or a conversation that has ended.
        """
        with self._lock:
            self.remark = ""
            made = self._go_on()
            if self.outcome is not None:
                self.remark = ENDED
                return made
            cleaned = clean_text(text).strip()
            if not cleaned:
                self.remark = EMPTY
                return made
            kept = cleaned[:MAX_REPLY]
            self._write(Entry("reply", {"text": kept, "cut": kept != cleaned}))
            return made + self._go_on()

    def pause(self) -> Exchange:
        """Put the customer on hold. Events that fall due then are in `exchanges` behind the one returned.

        Raises:
            UsageError: The conversation has ended.
        """
        with self._lock:
            self._go_on()
            self._refuse_after_the_end()
            self._write(Entry("pause", {}))
            return self._go_on()[0]

    def hint(self) -> str:
        """What to try next; recorded, except in an exam, where there is none."""
        with self._lock:
            if self.outcome is not None:
                return ENDED
            if self.mode == "exam":
                return NO_HINTS
            text = hint(self.state, self.playbook, self._tape.last_reading)
            self._write(Entry("hint", {"text": text}))
            return text

    def note(self, kind: str, text: str) -> None:
        """Put an entry into the case file; an empty one is refused without effect."""
        with self._lock:
            cleaned = clean_text(text, max_chars=MAX_REPLY).strip()
            self.remark = "" if cleaned else EMPTY
            if cleaned:
                self._write(Entry("note", {"kind": clean_text(kind, max_chars=48), "text": cleaned}))

    def prepare(self) -> None:
        """Let the voice work ahead while the trainee reads and types. Never holds up a reply."""
        with self._lock:
            history = self.history
        try:
            self._voice.prepare(self.setting, history)
        except Exception as error:  # a voice is a plug-in: what fails here will speak or fail in `speak`
            with self._lock:
                if self.outcome is None:
                    self._write(Entry("fault", _fault_body(_failure(error))))

    def leave(self) -> None:
        """Go away; the customer waits for `resume`."""
        with self._lock:
            if self.outcome is None:
                self._write(Entry("left", {}))

    def abandon(self) -> None:
        """The trainee's input has ended: the practice ends as `abandoned` if it has not ended otherwise."""
        with self._lock:
            self._go_on()
            if self.outcome is None:
                self._write(Entry("decision", self._tape.decide_out_of_input()))
                self._go_on()

    def scorecard(self) -> Scorecard:
        """The grade so far."""
        with self._lock:
            return card_of(self._tape)

    def debrief(self) -> Debrief:
        """What it came to."""
        with self._lock:
            return debrief_of(self._tape)

    def transcript(self) -> Transcript:
        """The talk, as it is exported."""
        with self._lock:
            return self._tape.transcript()

    def catch_up(self) -> list[Exchange]:
        """Make whatever an interruption left unmade: a reply's reading, a decision's line, the end."""
        with self._lock:
            return self._go_on()

    def _refuse_after_the_end(self) -> None:
        if self.outcome is not None:
            raise UsageError(ENDED)

    def _go_on(self) -> list[Exchange]:
        """Make what is due, one event after the other, until it is the trainee's turn or all is over."""
        made: list[Exchange] = []
        while (todo := self._tape.todo()) is not None:
            match todo:
                case "reading":
                    self._write(Entry("reading", read_reply(self._tape, self._scorer)))
                case "decision":
                    self._write(Entry("decision", self._tape.decide()))
                case "line":
                    made += self._write(*self._speak())
                case "ended":
                    self._write(Entry("ended", ended_body(self._tape)))
        return made

    def _speak(self) -> list[Entry]:
        decision, history = self._tape.decision, self.history
        if decision is None:
            raise AssertionError("a line is due only when a decision is waiting for it")
        try:
            line = self._voice.speak(self.setting, decision, history)
        except Exception as error:  # a voice is a plug-in: its failure must not end a practice
            line = ScriptedVoice().speak(self.setting, decision, history)
            line = Line(line.text, line.spoken_by, (*line.faults, _failure(error)))
        faults = [Entry("fault", _fault_body(fault)) for fault in line.faults]
        return [*faults, Entry("line", line_body(line))]

    def _write(self, *entries: Entry) -> list[Exchange]:
        made = [self._tape.apply(logged) for logged in self._log.append(self.id, entries, after=self._tape.last)]
        return [exchange for exchange in made if exchange is not None]


def _failure(error: Exception) -> Fault:
    return Fault("voice_failed", clean_text(f"{type(error).__name__}: {error}", max_chars=300))


def _fault_body(fault: Fault) -> Body:
    return {"kind": clean_text(fault.kind), "detail": clean_text(fault.detail)}


def _remarks(scorer: Reader) -> list[str]:
    if scorer.name != FORM_VERSION:
        return []
    return ["Without the sentence model only apology and asking are marked: `coolhead model pull` fetches it."]
