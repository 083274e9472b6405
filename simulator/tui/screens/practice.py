"""The conversation: what the trainee does, what came of it, and how it is shown."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Footer, Static

from scoring.text import one_line
from simulator.lessons import OUTCOMES
from simulator.tui.messages import (
    HintGiven,
    NoteKept,
    PracticeEnded,
    PracticeLeft,
    ReplyLost,
    ReplyRead,
    WorkFailed,
)
from simulator.tui.screens.ask import AskScreen
from simulator.tui.screens.note import NoteScreen
from simulator.tui.screens.practice_work import DrivesPractice
from simulator.tui.theme import MUTED, NARROW_OR_WIDE
from simulator.tui.widgets.case_card import CaseCard
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.conversation import Conversation, TypedUtterance
from simulator.tui.widgets.gauge import MoodBar
from simulator.tui.widgets.marks import MarksBlock, mood_rows
from simulator.tui.words import PHASE_NAMES, shown

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from scoring.types import Reading
    from simulator.exchange import Exchange
    from simulator.session import Practice
    from simulator.tui.backstage import Backstage
    from simulator.tui.widgets.conversation import Utterance

HELD = "You put the customer on hold."
"""Shown for a pause that has no notice of its own."""

_LEAVE = ("home", "Leave for the home screen")
_STAY = ("stay", "Stay")
_BACK = ("stay", "Back to my reply")


class PracticeScreen(DrivesPractice):
    """One practice: talk, mood, case card, composer."""

    CSS_PATH = "practice.tcss"
    HORIZONTAL_BREAKPOINTS = NARROW_OR_WIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "debrief", "Debrief", key_display="⏎"),
        Binding("f2", "hint", "Hint"),
        Binding("f3", "pause", "Hold"),
        Binding("f4", "case_card", "Case"),
        Binding("f5", "note", "Note"),
        Binding("f1", "app.help", "Help"),
        Binding("escape", "leave", "Leave"),
        Binding("pageup", "scroll(-1)", "Scroll back", show=False),
        Binding("pagedown", "scroll(1)", "Scroll on", show=False),
    ]

    def __init__(self, practice: Practice, backstage: Backstage) -> None:
        super().__init__(practice)
        self._backstage = backstage
        self._customer = one_line(practice.setting.persona.name).split(" ")[0]
        self._coach = practice.mode == "coach"
        self._due: deque[Exchange] = deque()
        self._typing: TypedUtterance | None = None
        self._marks: MarksBlock | None = None
        self._taken = 0
        self._heat = 0
        self._busy = False
        self._sent: Utterance | None = None
        self._replies_before = -1
        self._unsent = False

    def compose(self) -> ComposeResult:
        """Mood above, talk and case card in the middle, composer below."""
        setting = self.practice.setting
        title = f"  {shown(setting.scenario.title)}"
        with Horizontal(id="practice-head"):
            yield Static(
                Content.assemble((shown(setting.persona.name), "bold $primary"), (title, MUTED)),
                markup=False,
                id="practice-title",
            )
            yield Static("", markup=False, id="phase")
        yield MoodBar(id="mood")
        with Horizontal(id="middle"):
            yield Conversation(setting.persona.name, id="talk")
            yield CaseCard(setting.scenario, id="card")
        yield Static("", markup=False, id="status")
        yield Composer(id="composer")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what has been said, and let the latest line be spoken."""
        self._backstage.listen(self._overheard)
        talk = self.query_one(Conversation)
        if self.practice.notes:
            talk.add_notice("\n".join(self.practice.notes), kind="remark")
        exchanges = self.practice.exchanges
        self._taken = len(exchanges)
        fresh = len(exchanges) == 1
        for exchange in exchanges[: 0 if fresh else None]:
            self._show_before_line(exchange, first=exchange is exchanges[0], replied=True)
            talk.add_customer(exchange.line.text, typed=False)
        if fresh:
            self._due.append(exchanges[0])
        self.query_one(Composer).focus()
        self._next()

    def _overheard(self, reading: Reading) -> None:
        # Called on the thread that reads: nothing but a message may leave it.
        self.post_message(ReplyRead(reading))

    def on_unmount(self) -> None:
        """Nobody is listening any more."""
        self._backstage.unlisten(self._overheard)

    @property
    def status(self) -> str:
        """What the line above the composer says."""
        return str(self.query_one("#status", Static).content)

    @property
    def busy(self) -> bool:
        """Whether the customer is thinking or speaking."""
        return self._busy or self._typing is not None or bool(self._due)

    # What the trainee does

    def on_composer_touched(self) -> None:
        """Any key shows the rest of the line at once."""
        self._finish_typing()

    def on_composer_sent(self, sent: Composer.Sent) -> None:
        """Send the reply."""
        self._sent = self.query_one(Conversation).add_reply(sent.text)
        self._replies_before = self.practice.replies
        self._unsent = False
        self._marks = None
        self._begin(f"{self._customer} is typing…")
        self.submit_worker(sent.text)

    def on_composer_kept(self, kept: Composer.Kept) -> None:
        """Say why nothing was sent."""
        if kept.waiting:
            self._say(f"{self._customer} is still answering. Your draft stays here; send it after.")
        elif not self.busy:
            self._say("Nothing to send yet. Type your reply, then Enter.")

    def action_pause(self) -> None:
        """Put the customer on hold."""
        if not self.busy and not self._ended:
            self._begin(f"{self._customer} is on hold…")
            self.pause_worker()

    def action_hint(self) -> None:
        """Ask the coach."""
        self._finish_typing()
        if not self._coach:
            self._say("There are no hints in an exam.")
        elif not self._busy and not self._ended:
            self.hint_worker()

    def action_note(self) -> None:
        """Write into the case file."""
        self._finish_typing()
        if not self._ended:
            self.app.push_screen(NoteScreen(self.practice.case_file), self._keep_note)

    def _keep_note(self, text: str | None) -> None:
        if text:
            self.note_worker(text)

    def action_case_card(self) -> None:
        """Show or hide the case card: beside the talk where there is room, else in its place."""
        self._finish_typing()
        self.toggle_class("-card-shown" if self.has_class("-narrow") else "-card-hidden")

    def action_scroll(self, pages: int) -> None:
        """Read back or on, in the talk or in the case card, whichever is in front."""
        in_place = self.has_class("-narrow") and self.has_class("-card-shown")
        if in_place:
            card = self.query_one(CaseCard)
            card.scroll_relative(y=pages * max(1, card.size.height - 2), animate=False)
        else:
            self.query_one(Conversation).page(pages)

    def action_debrief(self) -> None:
        """Go on to the debrief once the conversation has ended."""
        if self._ended:
            self.post_message(PracticeEnded(self.practice))

    def action_leave(self) -> None:
        """Ask, then leave; the customer waits. After the end there is nothing to ask."""
        self._finish_typing()
        if self._ended:
            self.post_message(PracticeEnded(self.practice))
            return

        def answered(answer: str | None) -> None:
            if answer in {"home", "quit"}:
                self.post_message(PracticeLeft(self.practice, quitting=answer == "quit"))

        kept = f"Nothing is lost: all you have sent is kept, and {self._customer} waits on the home screen."
        if self._busy and self.practice.replies == self._replies_before:
            kept = f"Your last reply has not been written down yet. Stay until {self._customer} answers, or lose it."
        self.app.push_screen(
            AskScreen(
                "Leave this conversation?",
                kept,
                [_LEAVE, ("quit", "Leave Coolhead"), _STAY],
            ),
            answered,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The debrief's key shows only when there is one; the others only before."""
        del parameters
        if action == "debrief":
            return self._ended
        return not (self._ended and action in {"hint", "pause", "note"})

    # What came of it

    def on_reply_lost(self, lost: ReplyLost) -> None:
        """It was never sent: no bubble, and the words stand in the composer again."""
        self._unsent = True
        if self._sent is not None:
            self._sent.remove()
            self._sent = None
        self.query_one(Composer).give_back(lost.text)

    def on_reply_read(self, read: ReplyRead) -> None:
        """Marks first: the customer is still looking for words."""
        if self._coach and self._busy and self._marks is None:
            self._marks = self.query_one(Conversation).add_marks(read.reading)

    def on_exchanges_arrived(self) -> None:
        """The customer has answered. What a failure kept from the screen is shown with it."""
        self._set_busy(False)
        arrived = self.practice.exchanges[self._taken :]
        self._taken += len(arrived)
        self._due.extend(arrived)
        self._next()
        if not arrived:
            self._say(self.practice.remark)

    def on_typed_utterance_typed_out(self) -> None:
        """The line stands; the next may come."""
        self._typing = None
        self._next()

    def on_hint_given(self, given: HintGiven) -> None:
        """The hint goes into the talk, where it can be read again."""
        self.query_one(Conversation).add_notice(f"Hint: {given.text}", kind="hint")

    def on_note_kept(self, kept: NoteKept) -> None:
        """The case file has one line more."""
        self.query_one(Conversation).add_notice(f"Case file: {kept.text}", kind="kept")

    def on_work_failed(self, failed: WorkFailed) -> None:
        """Say so in plain words, and what became of the reply: in the log and to be answered, or in the composer."""
        failed.stop()
        self._set_busy(False)
        self._say("")
        again, kept = ("again", "Try again"), "Nothing you have sent is lost."
        answers, first = [again, _LEAVE, _STAY], 0
        if self._unsent and failed.again is None:
            kept = "Your reply was not sent. It is back where you typed it, and Enter sends it again."
            answers, first = [_LEAVE, _BACK], 1
            self._unsent = False

        def answered(answer: str | None) -> None:
            if answer == "again" and failed.again is not None:
                failed.again()
            elif answer == "again":
                self._begin(f"{self._customer} is typing…")
                self.catch_up_worker()
            elif answer in {"home", "quit"}:
                self.post_message(PracticeLeft(self.practice, quitting=answer == "quit"))

        self.app.push_screen(
            AskScreen(
                f"Coolhead could not {failed.doing}",
                f"{failed.error}\n\n{kept}",
                answers,
                first=first,
            ),
            answered,
        )

    # How it is shown

    @property
    def _ended(self) -> bool:
        return self.practice.outcome is not None and not self.busy

    def _begin(self, status: str) -> None:
        self._set_busy(True)
        self._say(status)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.query_one(Composer).waiting = busy

    def _next(self) -> None:
        """Show the next exchange that is due; when none is, it is the trainee's turn, or over."""
        if self._typing is not None:
            return
        if self._due:
            exchange = self._due.popleft()
            first = exchange is self.practice.exchanges[0]
            self._show_before_line(exchange, first=first, replied=False)
            line = self.query_one(Conversation).add_customer(exchange.line.text, typed=True)
            if isinstance(line, TypedUtterance):
                self._typing = line
            self._say(f"{self._customer} is speaking. Any key shows the rest.")
        elif self.practice.outcome is not None:
            self._show_end()
        elif not self._busy:
            self._say("")
            self.prepare_worker()

    def _show_before_line(self, exchange: Exchange, *, first: bool, replied: bool) -> None:
        """All that comes before the customer's words: the reply (if not there yet), its marks, a notice, the mood."""
        talk = self.query_one(Conversation)
        decision = exchange.decision
        if exchange.reply is not None:
            if replied:
                talk.add_reply(exchange.reply)
                self._marks = None
            if self._coach and exchange.reading is not None:
                block = self._marks or talk.add_marks(exchange.reading)
                block.add_mood(mood_rows(self._heat, decision, self.practice.setting))
            self._marks = None
        elif not first:
            explained = self._coach and bool(decision.reasons)
            talk.add_notice(exchange.notice or HELD, kind="notice tight" if explained else "notice")
            if explained:
                talk.add_moved(mood_rows(self._heat, decision, self.practice.setting))
        self.query_one(MoodBar).show(decision.heat, decision.trust, first=first)
        self.query_one("#phase", Static).update(PHASE_NAMES[decision.phase])
        self._heat = decision.heat

    def _show_end(self) -> None:
        outcome = self.practice.outcome
        if outcome is not None:
            self.query_one(Composer).display = False
            self._say(f"{OUTCOMES[outcome]} Enter opens the debrief.")
            self.add_class("-ended")
            self.set_focus(None)
            self.refresh_bindings()

    def _finish_typing(self) -> None:
        if self._typing is not None:
            self._typing.finish()

    def _say(self, text: str) -> None:
        self.query_one("#status", Static).update(shown(text))
