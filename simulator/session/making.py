"""What a tape calls for, made: a reading's body, a line's, the end's, and the grade and debrief of the whole."""

from __future__ import annotations

from scoring.scorecard import Reader, scorecard
from scoring.text import clean_text
from scoring.types import CriticalFailure, Scorecard
from simulator.debrief import Debrief, make_debrief
from simulator.serialise import Body, reading_body
from simulator.session.tape import Tape
from simulator.voice.types import Line


def read_reply(tape: Tape, scorer: Reader) -> Body:
    """The body of a `reading`: what the scorer finds in the reply that is being answered."""
    if tape.reply is None:
        raise AssertionError("a reading is due only when a reply is waiting for it")
    return reading_body(scorer.read(tape.reply, tuple(tape.history[:-1]), tape.probes()))


def line_body(line: Line) -> Body:
    """The body of a `line`. Its faults are events of their own."""
    return {"text": clean_text(line.text), "spoken_by": line.spoken_by}


def ended_body(tape: Tape) -> Body:
    """The body of `ended`: the outcome and, in tenths of a point, the score."""
    card = card_of(tape)
    return {
        "outcome": tape.ending,
        "score": None if card.score is None else round(card.score * 10),
        "unmarked": list(card.unmarked),
        "scorer": card.scorer,
    }


def card_of(tape: Tape) -> Scorecard:
    """The grade of a tape, by the scorer that read its replies."""
    name = " and ".join(tape.scorers) or tape.versions["scorer"]
    return scorecard(tape.session, tape.readings, tape.playbook, name, broken_promises=_broken(tape))


def _broken(tape: Tape) -> list[CriticalFailure]:
    """Broken promises: only the customer's memory knows of them, no reading of a reply can find them."""
    replies = [index for index, turn in enumerate(tape.history) if turn.role == "agent"]
    return [
        CriticalFailure("promise_broken", replies[promise.turn - 1], promise.quote)
        for promise in (tape.state.promises if tape.state else ())
        if promise.status == "broken" and 0 < promise.turn <= len(replies)
    ]


def debrief_of(tape: Tape) -> Debrief:
    """The debrief of a tape, whether or not it has ended."""
    return make_debrief(
        setting=tape.setting,
        playbook=tape.playbook,
        transcript=tape.transcript(),
        card=card_of(tape),
        exchanges=tape.exchanges,
        promises=tape.state.promises if tape.state else (),
        outcome=tape.ending,
        hints=tape.hints,
        exam=tape.mode == "exam",
    )
