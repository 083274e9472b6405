"""A hint for the next reply, by rule: what the playbook teaches for the place where the talk stands."""

from __future__ import annotations

from scoring.rubric import Playbook
from scoring.types import Reading
from simulator.engine.state import State
from simulator.lessons import TIPS


def hint(state: State, playbook: Playbook, reading: Reading | None) -> str:
    """One or two sentences on what to try next. Gives away neither the hidden need nor a remedy.

    Args:
        state: Where the customer stands.
        playbook: The guide that is practised; its own words close the hint.
        reading: The latest reply's reading; None before the first reply, or if it was not read.
    """
    name, text = _advice(state, reading)
    step = next((step for step in playbook.steps if name in step.marked_by), None)
    return f"{text} ({step.title}: {step.good})" if step else text


def _advice(state: State, reading: Reading | None) -> tuple[str, str]:
    best = dict(state.best)
    cues = {cue.name for cue in reading.cues} if reading else set()
    if any(promise.status == "due" for promise in state.promises):
        return "follow_up", "A promise of yours is due: look in the case file and report what came of it."
    if "insult" in cues or "blame" in cues:
        return "apology", "Your last reply hurt. Take it back in one plain sentence before anything else."
    if state.phase == "venting":
        if "offer" in cues or "admin_question" in cues:
            return (
                "listening",
                "They are still venting, and a fix or a form is not heard now. Answer what they told you.",
            )
        for name in ("listening", "empathy", "apology"):
            if best.get(name, 0) < 2:
                return name, TIPS[name]
        return "listening", "They are still venting: stay with their last message and what it cost them."
    if best.get("apology", 0) == 0 and reading is not None and reading.marks["apology"].status == "marked":
        return "apology", TIPS["apology"]
    if state.phase in ("heard", "exploring") and state.setting.scenario.need.fact not in state.disclosed:
        return "ask", TIPS["ask"]
    if state.phase == "closing":
        if state.recapped < 2:
            return "summarize", TIPS["summarize"]
        return "summarize", "You have said back what was agreed. Confirm it, thank them, and let them go."
    if state.refused and not state.agreed:
        return "flexible", "They know what cannot be done. Say what can be, and why it helps with what they told you."
    return "solve", "They have been heard. Offer one concrete remedy from your case card that fits what they told you."
