"""What the model reads before it speaks: a script to be continued, never a chat.

Asked as a chat, a small instruct model plays the helpful agent. Given a script in which the customer's lines stand
after `Dana (furious, rejects the suggestion):`, with the persona's own lines as examples, it goes on as the customer.

The script has two parts. `ahead` is known before the trainee sends a reply: who the customer is, the case, and the talk
so far; it is read while the trainee types. `rest` holds the examples for the act decided, the reply, and the decision.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from scoring.text import one_line
from simulator.content.models import Act, Band
from simulator.engine.state import Decision, Setting, draw
from simulator.voice.scripted import NEIGHBOURS, authored
from simulator.voice.slots import fill, slot_values
from simulator.voice.types import History

WINDOW = 320
"""Most tokens of a prompt: reading grows with it, and a small model loses the thread in more."""
REPLY_CHARS = 260
"""Most characters of the trainee's reply that the model sees."""
TURN_CHARS = 120
"""Most characters of an earlier turn."""
EXAMPLES = 5
"""Most examples of an act."""

MOODS: dict[Band, str] = {"cool": "calm", "warm": "annoyed", "hot": "furious"}
ACT_WORDS: dict[Act, str] = {
    "open": "starts the complaint",
    "vent": "complains",
    "repeat_detail": "says again what happened",
    "reject_fix": "rejects the suggestion",
    "demand": "says what they want",
    "question_competence": "doubts that they know their job",
    "threaten": "threatens to tell everyone",
    "ask_supervisor": "asks for the manager",
    "disclose_need": "says why it matters",
    "haggle": "wants more",
    "doubt_promise": "doubts the promise",
    "soften": "calms down a little",
    "accept": "agrees",
    "thank": "says thank you",
    "close_cold": "ends the call coldly",
    "hang_up": "hangs up",
}
"""Each act in the words of a stage direction."""

LEADS_UP: dict[Act, tuple[str, ...]] = {
    "open": ("Hello, what can I do for you?",),
    "vent": ("Please hold the line.", "I see.", "One moment, please."),
    "repeat_detail": ("Can you tell me what happened?", "What was it about again?", "What is the problem?"),
    "reject_fix": ("I can offer you a voucher.", "We could do it next month.", "You could try it yourself."),
    "demand": ("What would you like me to do?", "And what do you want?", "I see what you mean."),
    "question_competence": ("I'm not sure about that.", "Let me look at the notes.", "I would have to ask."),
    "threaten": ("That's our policy.", "I can't do anything about it.", "No, that isn't possible."),
    "ask_supervisor": ("I can't decide that.", "There is nothing I can do.", "Those are the rules."),
    "disclose_need": ("What matters most to you?", "Tell me how this affects you.", "What do you need?"),
    "haggle": ("I can give you part of it.", "How about a small discount?", "We could do half."),
    "doubt_promise": ("Somebody will ring you.", "I promise it will be done.", "It will be there soon."),
    "soften": ("I can see how much this cost you.", "You're right, we let you down.", "That must have been hard."),
    "accept": ("Would that work for you?", "Shall we do that?", "I can do that today."),
    "thank": ("It's all done now.", "I've put it in writing.", "That's everything settled."),
    "close_cold": ("Is there anything else?", "That's all I can do.", "I'll leave it there."),
    "hang_up": ("There is nothing more to say.", "You have to wait.", "That's how it is."),
}
"""What an agent might have said before such an act: the other half of the examples."""

_MARKUP = re.compile(r"<[^<>]{0,40}>|[<>\[\]{}()|#*_`~\\^=]+")
_LABEL = re.compile(r"(?<!\d):|:(?!\d)")
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"^(?P<sentence>[^.!?]{1,48}[.!?]+)(?=\s)|^(?P<clause>[^.!?,]{1,40},)(?=\s)")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "mr.", "mrs.", "ms.", "dr."})


class Prompt(NamedTuple):
    """A script to continue and ways to begin the line.

    `openers` are first words from the persona's own lines; an empty one leaves the model free from the first word.
    """

    ahead: str
    rest: str
    openers: tuple[str, ...]


def neutral(text: str, limit: int) -> str:
    """A text that can stand inside a script without opening a role, a tag or a line of its own.

    Args:
        text: Anything a trainee typed or a model wrote.
        limit: Most characters kept, cut at a word.

    Returns:
        One clean line without angle, square, curly or round brackets, markup signs and label colons.
    """
    line = " ".join(_LABEL.sub(",", _MARKUP.sub(" ", one_line(text))).split())
    return line if len(line) <= limit else line[: limit + 1].rsplit(" ", 1)[0][:limit]


def short_name(setting: Setting) -> str:
    """The name before the customer's lines: a first name, or title and surname."""
    words = neutral(setting.persona.name, 40).split() or ["Customer"]
    return " ".join(words[:2]) if words[0].casefold() in _TITLES else words[0]


def direction(setting: Setting, decision: Decision) -> str:
    """The stage direction before the line to be written: `Dana (furious, rejects the suggestion):`."""
    icy = setting.persona.temper.icy and decision.band == "hot"
    mood = "ice-cold" if icy else MOODS[decision.band]
    return f"{short_name(setting)} ({mood}, {ACT_WORDS[decision.act]}):"


def introduction(setting: Setting) -> str:
    """The fixed prefix: who the customer is, and the case in the customer's own mouth, so that it stays their case."""
    scenario, name = setting.scenario, short_name(setting)
    case = fill(
        "It's about {product}. {problem}. I've been waiting {since}. {cost}. I want to {want}.",
        scenario.slots.model_dump(),
    )
    return (
        f"The customer {name} is complaining to {scenario.company}. {neutral(setting.persona.voice, 160)}\n\n"
        f"Agent: Hello, what can I do for you?\n{name}: {case}\n"
    )


def ahead(setting: Setting, history: History) -> str:
    """The part of the script that is known before the next reply: the introduction and the last two turns."""
    return (
        introduction(setting)
        + "\n"
        + "".join(_turn(setting, turn.role, turn.text, TURN_CHARS) for turn in history[-2:])
    )


def build(
    setting: Setting, decision: Decision, history: History, *, count: int, measure: Callable[[str], int]
) -> Prompt:
    """The whole script for one line.

    Args:
        setting: The case and who plays it.
        decision: What the customer does next. A fact it discloses is not in the script: it is added word for word.
        history: The talk so far, the reply last.
        count: How many lines will be written, hence how many openers.
        measure: Number of tokens of a text; the script stays within `WINDOW` of them.

    Returns:
        The script and its openers.
    """
    reply = history[-1].text if history and history[-1].role == "agent" else ""
    before = history[:-1] if reply else history
    label = direction(setting, decision)
    last = _turn(setting, "agent", reply, REPLY_CHARS) if reply else ""
    shown = _examples(setting, decision, history)
    for turns in (before, before[-1:], ()):
        start = ahead(setting, turns)
        for some in range(len(shown), 1, -1):
            script = "".join(
                f"Agent: {LEADS_UP[decision.act][n % len(LEADS_UP[decision.act])]}\n{label} {line}\n\n"
                for n, line in enumerate(shown[:some])
            )
            rest = f"\n{script}{last}{label}"
            if measure(start + rest) <= WINDOW:
                return Prompt(start, rest, _openers(setting, decision, shown, count))
    return Prompt(introduction(setting), f"\n{last}{label}", _openers(setting, decision, shown, count))


def _turn(setting: Setting, role: str, text: str, limit: int) -> str:
    return f"{'Agent' if role == 'agent' else short_name(setting)}: {neutral(text, limit)}\n"


def _examples(setting: Setting, decision: Decision, history: History) -> list[str]:
    """Authored lines of the act, unsaid ones of its own band first; those with digits would only invite wrong ones."""
    values = {name: value for name, value in slot_values(setting, decision).items() if name != "fact"}
    heard = {turn.text.casefold() for turn in history if turn.role == "customer"}
    shuffle = draw(setting.seed, decision.turn, "examples")
    found: dict[str, None] = {}
    for band in (decision.band, *NEIGHBOURS[decision.band]):
        # Of a line that tells the fact only the words before it are an example: the fact itself is added afterwards.
        lines = [fill(line.split("{fact}")[0], values) for line in authored(setting, decision.act, band)]
        fit = [line for line in lines if line and not _DIGIT.search(line) and line.casefold() not in heard]
        found.update(dict.fromkeys(shuffle.sample(fit, len(fit))))
        if len(found) >= EXAMPLES:
            break
    # The nearest band stands last, next to the line to be written.
    return list(found)[:EXAMPLES][::-1]


def _openers(setting: Setting, decision: Decision, shown: list[str], count: int) -> tuple[str, ...]:
    """First words of authored lines, all different, and one free start: what keeps a small model to the act."""
    openers: dict[str, None] = {}
    remedy = next((r for r in setting.scenario.remedies if r.id == decision.remedy), None)
    if remedy and decision.act in {"reject_fix", "haggle"} and len(remedy.label.split()) <= 4:
        openers[f"{remedy.label[:1].upper()}{remedy.label[1:]}?"] = None
    for line in reversed(shown):
        match = _CLAUSE.match(line)
        words = line.split()
        openers[
            match.group() if match and len(match.group().split()) <= 8 else " ".join(words[: min(3, len(words) - 1)])
        ] = None
    openers.pop("", None)
    return (*list(openers)[: count - 1], "")[:count] if count > 1 else ("",)
