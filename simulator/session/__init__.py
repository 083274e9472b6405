"""Drives one practice: screens, plain mode and rehearsals are all built on this."""

from simulator.exchange import Exchange
from simulator.session.beginning import begin, resume, retry, start
from simulator.session.export import rehearsal_row, transcript_row
from simulator.session.making import card_of, debrief_of
from simulator.session.practice import Practice
from simulator.session.rehearsal import Rehearsal, rehearse
from simulator.session.tape import Mode, Tape
from simulator.session.verify import Difference, ReplayReport, replay

__all__ = [
    "Difference",
    "Exchange",
    "Mode",
    "Practice",
    "Rehearsal",
    "ReplayReport",
    "Tape",
    "begin",
    "card_of",
    "debrief_of",
    "rehearsal_row",
    "rehearse",
    "replay",
    "resume",
    "retry",
    "start",
    "transcript_row",
]
