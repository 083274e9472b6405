"""How a practice comes to be: begun, resumed, or taken up again from an earlier reply."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.errors import StoreError, UsageError
from scoring.form import FORM_VERSION
from simulator.engine.state import Difficulty, Setting
from simulator.engine.step import ENGINE_VERSION
from simulator.serialise import document_body
from simulator.session.practice import Practice
from simulator.session.tape import Mode, Tape
from simulator.store.types import Entry, Log, Parent

if TYPE_CHECKING:
    from scoring.rubric import Playbook
    from scoring.scorecard import Reader
    from simulator.content.load import Library
    from simulator.voice.types import Voice


def start(  # noqa: PLR0913  # all that a practice is made of
    store: Log,
    library: Library,
    scorer: Reader,
    voice: Voice,
    *,
    scenario: str,
    persona: str | None = None,
    playbook: str | None = None,
    difficulty: Difficulty = "normal",
    seed: int | None = None,
    mode: Mode = "coach",
    notes: Sequence[str] = (),
) -> Practice:
    """Begin a practice; `open` lets the customer speak.

    Args:
        store: Where its events are kept.
        library: Where the documents come from.
        scorer: Reads the replies.
        voice: Speaks for the customer.
        scenario: Id of the scenario.
        persona: Id of the customer; the scenario's own if None.
        playbook: Id of the playbook; the scenario's own if None.
        difficulty: `easy`, `normal` or `hard`.
        seed: Seed of every draw; a random one if None.
        mode: `coach`, or `exam` without hints.
        notes: Remarks to show once at the start, such as `open_voice` gives.

    Raises:
        UsageError: A document is not known.
        StoreError: The practice cannot be recorded.
    """
    case = library.scenario(scenario).model
    customer = library.persona(persona or case.persona).model
    guide = library.playbook(playbook or case.playbook).model
    setting = Setting(case, customer, difficulty, secrets.randbelow(2**31) if seed is None else seed)
    return begin(store, scorer, voice, setting, guide, mode=mode, notes=notes)


def begin(
    log: Log,
    scorer: Reader,
    voice: Voice,
    setting: Setting,
    playbook: Playbook,
    *,
    mode: Mode = "coach",
    parent: Parent | None = None,
    notes: Sequence[str] = (),
) -> Practice:
    """Begin a practice from documents at hand, as a child of `parent` if that is given."""
    body = {
        "scenario": document_body(setting.scenario),
        "persona": document_body(setting.persona),
        "playbook": document_body(playbook),
        "difficulty": setting.difficulty,
        "seed": setting.seed,
        "mode": mode,
        "engine": ENGINE_VERSION,
        "scorer": scorer.name,
        "voice": voice.name,
        "parent": {"session": parent.session, "event": parent.n} if parent else None,
    }
    session = log.new_id()
    log.append(session, [Entry("started", body)], after=0)
    return Practice(log, scorer, voice, Tape.of(log.events(session)), notes)


def resume(store: Log, scorer: Reader, voice: Voice, session_id: str, *, notes: Sequence[str] = ()) -> Practice:
    """Take up a practice where its log ends; a reply that was not answered is answered now.

    Nothing that is in the log is computed again, except the customer's state, which the engine folds from it.

    Raises:
        StoreError: There is no such session, it was played by rules that this version no longer has, or its replies
            were read by another scorer.
    """
    tape = Tape.of(store.events(session_id))
    if tape.ending is None:
        _refuse_other_rules(tape)
        _refuse_other_scorer(tape, scorer)
    practice = Practice(store, scorer, voice, tape, notes)
    practice.catch_up()
    return practice


def retry(
    store: Log, scorer: Reader, voice: Voice, session_id: str, reply_number: int, *, notes: Sequence[str] = ()
) -> Practice:
    """Play a practice again from one reply on: all before it is as it was, and the seed is the same.

    Args:
        store: Where the session is, and where the new one goes.
        scorer: Reads the replies.
        voice: Speaks for the customer.
        session_id: The session to take up.
        reply_number: Which of the trainee's replies is to be given anew, counted from 1.
        notes: Remarks to show once at the start.

    Raises:
        UsageError: The session has no such reply.
        StoreError: There is no such session, it cannot be read or written, or the replies before were read by
            another scorer.
    """
    events = store.events(session_id)
    replies = [place for place, event in enumerate(events) if event.kind == "reply"]
    if not 1 <= reply_number <= len(replies):
        there = f"has {len(replies)}" if replies else "has none"
        raise UsageError(f"Session {session_id} has no reply {reply_number}: it {there}.")
    place = replies[reply_number - 1]
    old = Tape.of(events[:place])
    _refuse_other_rules(old)
    _refuse_other_scorer(old, scorer)
    fork = Parent(events[place - 1].session, events[place - 1].n)
    practice = begin(store, scorer, voice, old.setting, old.playbook, mode=old.mode, parent=fork, notes=notes)
    practice.catch_up()
    return practice


def _refuse_other_scorer(tape: Tape, scorer: Reader) -> None:
    """Marks of two scorers make no one grade, and what one left unmarked the other would charge for."""
    others = [name for name in tape.scorers if name != scorer.name]
    if others:
        mend = "`coolhead model pull` fetches the sentence model, or " if scorer.name == FORM_VERSION else ""
        raise StoreError(
            f"Session {tape.session} was read by the scorer {' and '.join(others)} and this is {scorer.name}, so it "
            f"cannot go on: {mend}`coolhead retry {tape.session} --from 1` begins it anew with this one."
        )


def _refuse_other_rules(tape: Tape) -> None:
    """A practice cannot go on from a state that today's rules would not have reached."""
    if tape.diverged is not None:
        raise StoreError(
            f"Session {tape.session} was played by the rules {tape.versions['engine']} and today's {ENGINE_VERSION} "
            f"decide otherwise, so it cannot go on; `coolhead debrief {tape.session}` still shows it."
        )
