"""The door to the scorer: a reply and its context in, a reading out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.criteria import apology, ask, empathy, listening, summarize
from scoring.cues import find_attacks, find_cues
from scoring.encoder import MiniLmEncoder, TextEncoder
from scoring.encoder.chances import JointReading
from scoring.errors import MissingPartError
from scoring.finding import unmarked
from scoring.form import FORM_VERSION, Text
from scoring.language import NOT_ENGLISH, in_another_language
from scoring.models_dir import encoder_dir
from scoring.practices import read_practices
from scoring.straight import Straight, straight_turns, straighten
from scoring.types import CRITERIA, PRACTICES, Mark, Probe, Reading, Turn
from scoring.view import View

if TYPE_CHECKING:
    from scoring.encoder.joint import JointReader

_MARKERS = {
    "listening": listening.mark,
    "empathy": empathy.mark,
    "apology": apology.mark,
    "ask": ask.mark,
    "summarize": summarize.mark,
}


TOGETHER = 64
"""Replies whose states are held at once: enough to fill the batches, too few to fill the memory."""


class Scorer:
    """Reads replies. With the encoder and the trained reader it marks everything; without, it is `form` and says so.

    The same reply in the same context gives the same reading to the byte, whatever was read before or beside it.
    """

    def __init__(self, encoder: TextEncoder | None = None, reader: JointReader | None = None) -> None:
        if (encoder is None) != (reader is None):
            raise ValueError("encoder and reader come together")
        self._encoder = encoder
        self._reader = reader
        # Every part that can move a mark is named: two scorers of one name give one answer.
        parts = (FORM_VERSION,) if encoder is None or reader is None else (FORM_VERSION, encoder.name, reader.name)
        self._name = "+".join(parts)

    @property
    def name(self) -> str:
        """Version: form, encoder with weights hash and dtype, reader with weights hash."""
        return self._name

    @property
    def complete(self) -> bool:
        """Whether all five criteria are marked."""
        return self._reader is not None

    def read(self, reply: str, context: Sequence[Turn], probes: Sequence[Probe] = ()) -> Reading:
        """Read one reply.

        Args:
            reply: The agent's words; offsets of the evidence are code points of this very string.
            context: The turns before it, in order of speech.
            probes: Things of the case that cues may name. Marks and practices never depend on them.

        Returns:
            The reading, with every criterion and every practice.
        """
        return self._read([(reply, context)], probes)[0]

    def read_many(self, items: Sequence[tuple[str, Sequence[Turn]]]) -> list[Reading]:
        """Read many replies, each as `read` would; the reader sees some of them together, which is faster."""
        blocks = (items[at : at + TOGETHER] for at in range(0, len(items), TOGETHER))
        return [reading for block in blocks for reading in self._read(block, ())]

    def _read(self, items: Sequence[tuple[str, Sequence[Turn]]], probes: Sequence[Probe]) -> list[Reading]:
        straightened = [straighten(reply) for reply, _ in items]
        told = [
            (Text(said.text), straight_turns(context)) for said, (_, context) in zip(straightened, items, strict=True)
        ]
        foreign = [in_another_language(text.raw) for text, _ in told]
        joint = iter(self._joint([one for one, other in zip(told, foreign, strict=True) if not other]))
        found = [
            self._unread(*one) if other else self._reading(*one, probes, next(joint))
            for one, other in zip(told, foreign, strict=True)
        ]
        return [
            _at_home(reading, said, reply) for reading, said, (reply, _) in zip(found, straightened, items, strict=True)
        ]

    def _joint(self, told: Sequence[tuple[Text, Sequence[Turn]]]) -> Sequence[JointReading | None]:
        return [None] * len(told) if self._reader is None else self._reader.read(told)

    def _unread(self, reply: Text, context: Sequence[Turn]) -> Reading:
        """Of a reply in another language: any mark would be made up, but an insult in English among it is one."""
        left = unmarked(NOT_ENGLISH)
        attacks = find_attacks(View(reply, tuple(context)))
        return Reading(dict.fromkeys(CRITERIA, left), dict.fromkeys(PRACTICES, left), attacks, self._name)

    def _reading(
        self, reply: Text, context: Sequence[Turn], probes: Sequence[Probe], joint: JointReading | None
    ) -> Reading:
        view = View(reply, tuple(context), self._encoder, joint)
        marks = {name: mark(view) for name, mark in _MARKERS.items()}
        return Reading(marks, read_practices(view, marks["apology"]), find_cues(view, probes), self._name)


def _at_home(reading: Reading, said: Straight, reply: str) -> Reading:
    """The reading with its evidence in places of the reply as it was given."""
    if said.text == reply:
        return reading

    def home(marks: Mapping[str, Mark]) -> dict[str, Mark]:
        return {
            name: replace(mark, evidence=tuple(said.at_home(found, reply) for found in mark.evidence))
            for name, mark in marks.items()
        }

    cues = tuple(replace(cue, evidence=said.at_home(cue.evidence, reply)) for cue in reading.cues)
    return replace(reading, marks=home(reading.marks), practices=home(reading.practices), cues=cues)


def open_scorer(require_encoder: bool = False, models_dir: Path | None = None) -> Scorer:
    """The scorer this machine can run.

    Args:
        require_encoder: Refuse to fall back to `form`.
        models_dir: Where models lie; the default is `scoring.models_dir.models_dir()`.

    Raises:
        MissingPartError: The encoder is required and not there, or it is there and cannot be loaded.
    """
    folder = encoder_dir(models_dir)
    if folder is None:
        if require_encoder:
            raise MissingPartError(
                "the sentence encoder that marks replies is not on this machine; run `coolhead model pull`"
            )
        return Scorer()
    from scoring.encoder.joint import JointReader  # noqa: PLC0415  # torch, wanted by nobody who only lists or checks

    return Scorer(MiniLmEncoder(folder), JointReader(folder))
