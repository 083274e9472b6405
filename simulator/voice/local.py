"""The voice of a local language model: it writes candidates, the guard drops, the ranker picks, scripted stands behind.

No word of the model's reaches anyone unchecked, and no failure of the model stops a practice: whatever goes wrong is a
fault in the log, and the scripted line is said.
"""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from scoring.errors import CoolheadError
from scoring.text import one_line
from simulator.engine.state import Decision, Setting, draw
from simulator.voice import guard, prompt, rank
from simulator.voice.scripted import ScriptedVoice
from simulator.voice.slots import with_facts
from simulator.voice.types import Fault, History, Line

if TYPE_CHECKING:
    from simulator.voice.decoding import Candidate, Decoder

CANDIDATES = 4
"""Lines written in one batch."""
ENOUGH = 3
"""Finished lines that pass the guard, after which the rest are not waited for."""
_LAST_STOP = re.compile(r"^.*[.!?…][\"”']?(?=\s|$)", re.DOTALL)
_FIRST_SENTENCE = re.compile(r"^.*?[.!?…](?=\s|$)", re.DOTALL)


class LocalVoice:
    """Plays the customer with the causal LM in a folder.

    Nothing is loaded before `load` or the first call of `prepare` or `speak`, so that a screen can come up first.

    Args:
        folder: The model's folder.
        candidates: Lines written in one batch, 1 or more.
    """

    def __init__(self, folder: Path, *, candidates: int = CANDIDATES) -> None:
        self._folder = folder
        self._count = candidates
        self._scripted = ScriptedVoice()
        self._decoder: Decoder | None = None
        self._broken: Fault | None = None
        self._busy = Lock()
        self._stop = Event()
        self._yield = Event()
        self.precision: str | None = None
        """Number format the model computes in; None before it is loaded."""

    @property
    def name(self) -> str:
        """`local/` and the folder's name."""
        return f"local/{self._folder.name}"

    def load(self) -> None:
        """Load the model now, in this thread; done already, it only opens a closed voice again.

        A model that cannot be loaded raises nothing: it is a fault of every line that is then scripted.
        """
        self._stop.clear()
        with self._busy:
            self._load()

    def speak(self, setting: Setting, decision: Decision, history: History) -> Line:
        """The best of the model's lines that pass the guard, else the scripted line, with every fault on the way."""
        scripted = self._scripted.speak(setting, decision, history)
        if scripted.spoken_by == "say" or decision.act == "open":
            # Fixed words stay fixed; and an opening has no reply to answer, must name the case, and is wanted at once,
            # before the model is in memory.
            return scripted
        self._yield.set()  # a `prepare` under way gives up the model at once
        try:
            with self._busy:
                self._yield.clear()
                passed, faults = self._candidates(setting, decision, history)
        except Exception as error:  # a failing model is a fault, never the end of a practice
            passed, faults = [], [Fault("failed", one_line(f"{type(error).__name__}: {error}", max_chars=160))]
        if not passed:
            return Line(scripted.text, scripted.spoken_by, tuple(faults))
        best = max(passed)[1]
        return Line(with_facts(best, setting, decision), f"local:{self._folder.name}", tuple(faults))

    def prepare(self, setting: Setting, history: History) -> None:
        """Read the introduction and the talk so far, while the trainee reads and types. Gives way to `speak`."""
        try:
            with self._busy:
                self._load()
                if self._decoder and not self._stop.is_set():
                    self._decoder.read(
                        self._decoder.encode(prompt.ahead(setting, history)), _Either(self._stop, self._yield)
                    )
        except Exception as error:  # nothing is lost: `speak` will try and report
            self._broken = self._broken or Fault("failed", one_line(str(error), max_chars=160))

    def close(self) -> None:
        """Stop what is under way, after the token or the piece it is at. Lines are scripted until `load` is called."""
        self._stop.set()

    def _load(self) -> None:
        if self._decoder or self._broken or self._stop.is_set():
            return
        from simulator.voice.loading import load_decoder  # noqa: PLC0415  # late: its work needs torch

        try:
            self._decoder, self.precision = load_decoder(self._folder)
        except CoolheadError as error:
            self._broken = Fault("no_model", one_line(str(error), max_chars=240))

    def _candidates(
        self, setting: Setting, decision: Decision, history: History
    ) -> tuple[list[tuple[float, str]], list[Fault]]:
        """Lines that may be said with their fit, and the faults of all others."""
        self._load()
        if self._stop.is_set():
            return [], [Fault("stopped", "the voice was closed")]
        decoder = self._decoder
        if decoder is None:
            return [], [self._broken or Fault("no_model", str(self._folder.name))]
        script = prompt.build(
            setting, decision, history, count=self._count, measure=lambda text: len(decoder.encode(text))
        )
        faults: list[Fault] = []
        passed: list[tuple[float, str]] = []
        judged = 0

        def enough(done: list[Candidate]) -> bool:
            nonlocal judged
            for candidate in done[judged:]:
                text, wrong = self._judge(candidate, setting, decision, history)
                faults.extend(wrong)
                if not wrong:
                    fit = rank.score(
                        text,
                        candidate.score,
                        setting,
                        decision,
                        history,
                        own=candidate.own,
                        finished=candidate.finished,
                    )
                    passed.append((fit, text))
            judged = len(done)
            return len(passed) >= ENOUGH

        # What is known ahead and the rest are encoded apart, so that the tokens read ahead are the same ones again.
        written = decoder.write(
            decoder.encode(script.ahead) + decoder.encode(script.rest),
            starts=[decoder.encode(" " + opener) if opener else [] for opener in script.openers],
            seed=draw(setting.seed, decision.turn, "voice").getrandbits(62),
            stop=self._stop,
            enough=enough,
        )
        enough(written)
        if not written:
            faults.append(Fault("stopped", "the voice was closed"))
        return passed, faults

    def _judge(
        self, candidate: Candidate, setting: Setting, decision: Decision, history: History
    ) -> tuple[str, list[Fault]]:
        """The line as it would be shown, and what is wrong with it."""
        text = one_line(candidate.text)
        if not candidate.finished and (whole := _LAST_STOP.match(text)):
            text = whole.group()
        if decision.disclose and (lead := _FIRST_SENTENCE.match(text)):
            text = lead.group()  # before a fact in its own words, one sentence is enough
        faults = guard.check(text, setting, decision, history)
        if candidate.score < rank.LEAST_LIKELY:
            faults.append(Fault("unlikely", f"{candidate.score:.1f} a token"))
        return text, [Fault(fault.kind, f"{fault.detail} | {text[:120]}") for fault in faults]


class _Either(Event):
    """Set as soon as one of two events is."""

    def __init__(self, first: Event, second: Event) -> None:
        super().__init__()
        self._both = (first, second)

    def is_set(self) -> bool:
        return any(event.is_set() for event in self._both)
