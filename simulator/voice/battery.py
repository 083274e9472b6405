"""A fixed battery of moments to try a voice on: three conversations whose decisions are given, on any case.

The decisions stand here and not in the engine's hands, so that two voices, or one voice on two days, meet the same.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from scoring.types import Turn
from simulator.content.models import Act
from simulator.engine.state import Decision, Setting
from simulator.voice.types import Line, Voice


class Moment(NamedTuple):
    """One reply of a trainee and what the customer is to do about it."""

    reply: str
    act: Act
    heat: int


GOING_WELL = (
    Moment("", "open", 76),
    Moment("That is a long time to be left waiting, and we never even told you why. I'd be angry too.", "vent", 70),
    Moment("You've waited all this time and paid for it yourself. I'm sorry we let you down like that.", "soften", 58),
    Moment("What has this meant for you at home? What do you need most?", "disclose_need", 48),
    Moment("Thank you for telling me. I could take part of it off your next bill.", "haggle", 42),
    Moment("Then I'll put it right myself today, before anything else. Would that help?", "accept", 30),
    Moment("I'll ring you myself tomorrow to make sure it's done.", "doubt_promise", 30),
    Moment("It's done, as I said it would be, and you have it all in writing.", "thank", 18),
)
GOING_BADLY = (
    Moment("", "open", 80),
    Moment("Please calm down. There is no need to shout at me.", "vent", 90),
    Moment("Can you give me your address and your order number?", "repeat_detail", 88),
    Moment("Have you tried switching it off and on again?", "question_competence", 90),
    Moment("I can offer you a small voucher.", "reject_fix", 92),
    Moment("It's our policy. I can't do anything about it.", "threaten", 95),
    Moment("There's nothing more I can do for you here.", "ask_supervisor", 96),
    Moment("My manager will tell you the same thing.", "hang_up", 100),
)
MIDDLING = (
    Moment("", "open", 60),
    Moment("I understand your frustration. Can you tell me what happened?", "repeat_detail", 60),
    Moment("Okay. I see it in the system. What would you like us to do?", "demand", 58),
    Moment("I can't do all of that, but you could have a discount next time.", "reject_fix", 62),
    Moment("Somebody will get back to you about it soon.", "doubt_promise", 60),
    Moment("I'm not sure who dealt with it. It must have been another team.", "question_competence", 64),
    Moment("I could ask whether we can pay back a part of it.", "haggle", 52),
    Moment("That is all I can offer today.", "close_cold", 48),
)
BATTERY = (GOING_WELL, GOING_BADLY, MIDDLING)


@dataclass(frozen=True)
class Result:
    """What a voice did on the battery."""

    lines: tuple[tuple[Moment, Line], ...]
    milliseconds: tuple[float, ...]
    """Time of each line, the reading ahead left out."""

    @property
    def by_model(self) -> int:
        """Lines spoken by a model."""
        return sum(":" in line.spoken_by for _, line in self.lines)

    @property
    def replies(self) -> int:
        """Lines that answer a reply; an opening is scripted with every voice."""
        return sum(moment.act != "open" for moment, _ in self.lines)

    @property
    def faults(self) -> Counter[str]:
        """How often each kind of fault occurred. A thrown-away candidate may have several."""
        return Counter(fault.kind for _, line in self.lines for fault in line.faults)


def run(voice: Voice, setting: Setting) -> Result:
    """Let a voice play the battery on one case, each conversation from its beginning."""
    lines: list[tuple[Moment, Line]] = []
    times: list[float] = []
    for talk in BATTERY:
        history: list[Turn] = []
        for turn, moment in enumerate(talk):
            voice.prepare(setting, history)
            if moment.reply:
                history.append(Turn("agent", moment.reply))
            disclose = (setting.scenario.need.fact,) if moment.act == "disclose_need" else ()
            promise = "a call back by tomorrow" if moment.act == "doubt_promise" else None
            decision = Decision(turn, moment.act, moment.heat, 30, "venting", disclose=disclose, promise=promise)
            started = time.perf_counter()
            line = voice.speak(setting, decision, history)
            times.append(1000 * (time.perf_counter() - started))
            lines.append((moment, line))
            history.append(Turn("customer", line.text))
    return Result(tuple(lines), tuple(times))
