"""The voice without a model: authored lines only. Complete by itself, and the safety net under every other voice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from simulator.content.models import Act, Band
from simulator.engine.state import Decision, Setting, draw
from simulator.voice.slots import fill, needs_fact, slot_values, with_facts
from simulator.voice.types import History, Line

RELATED: dict[Act, tuple[Act, ...]] = {
    "open": ("vent", "repeat_detail"),
    "vent": ("question_competence", "repeat_detail", "demand"),
    "repeat_detail": ("vent", "demand"),
    "reject_fix": ("haggle", "demand", "vent"),
    "demand": ("reject_fix", "vent"),
    "question_competence": ("vent", "doubt_promise", "demand"),
    "threaten": ("ask_supervisor", "demand", "vent"),
    "ask_supervisor": ("threaten", "demand"),
    "disclose_need": ("repeat_detail", "vent"),
    "haggle": ("reject_fix", "demand"),
    "doubt_promise": ("question_competence", "vent"),
    "soften": (),
    "accept": ("thank",),
    "thank": ("accept",),
    "close_cold": ("hang_up",),
    "hang_up": ("close_cold",),
}
"""Acts whose lines may stand in when an act's own are used up, nearest in meaning first.

The chain never crosses from refusing to agreeing or back, and no act that goes on ends the call: a stand-in may be
less fitting, but it never says the opposite of the decision.
"""

NEIGHBOURS: dict[Band, tuple[Band, ...]] = {"cool": ("warm",), "warm": ("cool", "hot"), "hot": ("warm",)}
"""Bands whose lines may stand in. A cool customer never borrows a hot line, nor the other way round."""

_TONES: dict[Act, str] = {
    "soften": "softening",
    "accept": "agreeing",
    "thank": "agreeing",
    "close_cold": "leaving",
    "hang_up": "leaving",
}
"""The tone of the joined fragments; every other act is angry."""

_FRAGMENTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "angry": (
        ("Look.", "Honestly.", "Come on.", "Listen.", "No, really.", "For heaven's sake.", "Right.", "Well.", "So."),
        (
            "I'm still waiting for an answer.",
            "That doesn't change a thing.",
            "I've heard nothing new yet.",
            "What happens now?",
            "I need more than words.",
            "This is getting nowhere.",
            "Tell me something I can use.",
            "You know what this is about.",
        ),
    ),
    "softening": (
        ("Okay.", "All right.", "Fair enough.", "Hm.", "Right.", "Well."),
        ("I'm listening.", "Go on.", "That's a little better.", "We're getting somewhere.", "Let's see."),
    ),
    "agreeing": (
        ("Okay.", "All right.", "Fair enough.", "Yes.", "Well, then.", "Mm.", "Right.", "Good."),
        ("That's fine by me.", "I can live with that.", "Let's leave it like that.", "I'll go along with it."),
    ),
    "leaving": (
        ("Right.", "Well.", "No.", "That's it.", "Enough.", "So."),
        ("We're finished here.", "I have nothing more to say.", "I'm leaving it there.", "There's no point going on."),
    ),
}
"""Short pieces to join when every authored line has been said, by tone: openers and closers."""

_WORDS = re.compile(r"[a-z0-9']+")


def _normal(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold().replace("’", "'")))


class ScriptedVoice:
    """Says authored lines, none of them twice in a session. Holds no state: the history is its memory."""

    name = "scripted/1"

    def speak(self, setting: Setting, decision: Decision, history: History) -> Line:
        """Choose a line for the decision: fixed words first, then lines by act and band, then their stand-ins.

        The order of search: `decision.say`; lines of scenario and persona for act and band; the same act in the
        neighbouring bands; the `RELATED` acts, each in its band and the neighbours; at last joined fragments.
        """
        values = slot_values(setting, decision)
        if decision.say and (said := fill(decision.say, values)):
            return Line(with_facts(said, setting, decision), "say")
        heard = [_normal(turn.text) for turn in history if turn.role == "customer"]
        for act, band in _cells(decision):
            fresh = self._fresh(setting, decision, act, band, values, heard)
            if fresh:
                if _goes_silent(setting, decision):
                    return Line(min(fresh, key=len), "scripted")
                line = draw(setting.seed, decision.turn, "line").choice(fresh)
                return Line(_with_story(line, setting, decision), "scripted")
        return Line(self._fragments(setting, decision, heard), "scripted")

    def prepare(self, setting: Setting, history: History) -> None:
        """There is nothing to work ahead on."""

    def close(self) -> None:
        """There is nothing under way to stop."""

    def _fresh(
        self, setting: Setting, decision: Decision, act: Act, band: Band, values: dict[str, str], heard: list[str]
    ) -> list[str]:
        """Filled lines of one cell that have not been said, in authored order, without doubles."""
        templates = (
            *setting.scenario.lines.get(act, {}).get(band, ()),
            *setting.persona.lines.get(act, {}).get(band, ()),
        )
        fresh: dict[str, str] = {}
        for template in templates:
            line = fill(template, values)
            if line is None:
                continue
            # What the line says apart from the fact must be new too, or a second disclosure sounds like the first.
            lead = fill(template, {**values, "fact": ""}) or "" if needs_fact(template) else line
            whole = with_facts(line, setting, decision)
            if _said(whole, heard) or (lead and _said(lead, heard)):
                continue
            fresh[whole] = template
        # A model may have said something very like an authored line: rather one that sounds new, if there is one.
        new = [line for line in fresh if not _resembles(line, heard)] or list(fresh)
        return [line for line in new if _to_the_point(fresh[line], setting, decision)] or new

    def _fragments(self, setting: Setting, decision: Decision, heard: list[str]) -> str:
        openers, closers = _FRAGMENTS[_TONES.get(decision.act, "angry")]
        random = draw(setting.seed, decision.turn, "line")
        for pieces in _joined(random.sample(openers, len(openers)), random.sample(closers, len(closers))):
            line = with_facts(pieces, setting, decision)
            if not _said(pieces, heard) and not _said(line, heard):
                return line
        raise AssertionError("the joined fragments never end")


def _with_story(line: str, setting: Setting, decision: Decision) -> str:
    """An opening line followed by what happened, so that there is something to listen to."""
    story = setting.scenario.story if decision.act == "open" else None
    return f"{line} {story}" if story else line


def _to_the_point(template: str, setting: Setting, decision: Decision) -> bool:
    """Whether a line names what this moment is about: the promise when one is held up, the case when it opens.

    Where the scenario tells its story in the opening, the line before it need not tell it as well.
    """
    if decision.act == "open":
        return ("{problem}" in template) != bool(setting.scenario.story)
    return "{promise}" in template if decision.promise else True


def _goes_silent(setting: Setting, decision: Decision) -> bool:
    """Whether this customer now answers with as little as they can: hot, unheard, and not every time."""
    curt = setting.persona.temper.goes_silent and decision.band == "hot" and decision.act in ("vent", "demand")
    return curt and not decision.disclose and draw(setting.seed, decision.turn, "silent").random() < 1 / 3


def authored(setting: Setting, act: Act, band: Band) -> tuple[str, ...]:
    """The templates written for one act and band, the scenario's own before the persona's."""
    return tuple(
        line for lines in (setting.scenario.lines, setting.persona.lines) for line in lines.get(act, {}).get(band, ())
    )


def _cells(decision: Decision) -> Iterator[tuple[Act, Band]]:
    bands: list[Band] = [decision.band, *NEIGHBOURS[decision.band]]
    if decision.band == "warm" and decision.heat >= 52:  # the upper half of warm is nearer to hot
        bands = ["warm", "hot", "cool"]
    for act in (decision.act, *RELATED[decision.act]):
        for band in bands:
            yield act, band


def _said(line: str, heard: list[str]) -> bool:
    """Whether a line was said, alone or as the beginning of a longer one."""
    wanted = _normal(line)
    return any(old == wanted or old.startswith(wanted + " ") for old in heard)


def _resembles(line: str, heard: list[str]) -> bool:
    """Whether more than half of a line's runs of three words were heard together in one line before."""
    runs = _runs(_normal(line))
    return any(2 * len(runs & _runs(old)) > len(runs) for old in heard)


def _runs(normal: str) -> set[tuple[str, ...]]:
    words = normal.split()
    return set(zip(words, words[1:], words[2:], strict=False))


def _joined(openers: list[str], closers: list[str]) -> Iterator[str]:
    """Opener and closer in every pairing, then with two closers, three, and so on without end."""
    for length in itertools.count(1):
        for closing in itertools.product(closers, repeat=length):
            for opener in openers:
                yield " ".join((opener, *closing))
