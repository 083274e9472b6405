"""A practice with a script in the trainee's place, in memory: how a scenario is tried, by trainers and by `check`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.session.beginning import begin
from simulator.session.practice import Practice
from simulator.store.memory import MemoryLog

if TYPE_CHECKING:
    from scoring.rubric import Playbook
    from scoring.scorecard import Reader
    from simulator.engine.state import Setting
    from simulator.voice.types import Voice


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A practice that has been played to its end. `unused` replies of the script were left when it ended."""

    practice: Practice
    unused: int


def rehearse(scorer: Reader, voice: Voice, setting: Setting, playbook: Playbook, replies: Sequence[str]) -> Rehearsal:
    """Play a script against a customer; one that runs out ends as `abandoned`. Nothing is kept.

    Empty replies of the script are passed over, as practice refuses them.
    """
    practice = begin(MemoryLog(), scorer, voice, setting, playbook)
    practice.open()
    for used, reply in enumerate(replies):
        if practice.outcome is not None:
            return Rehearsal(practice, len(replies) - used)
        practice.submit(reply)
    practice.abandon()
    return Rehearsal(practice, 0)
