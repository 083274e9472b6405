"""The door to the scorer: a reply and its context in, a reading out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scoring.criteria import apology, ask, empathy, listening, summarize
from scoring.cues import find_cues
from scoring.encoder import MiniLmEncoder, TextEncoder
from scoring.errors import MissingPartError
from scoring.features import FORM_VERSION
from scoring.heads import Heads, load_heads
from scoring.models_dir import encoder_dir
from scoring.practices import READERS
from scoring.types import PRACTICES, Probe, Reading, Turn
from scoring.view import view_of

_MARKERS = {
    "listening": listening.mark,
    "empathy": empathy.mark,
    "apology": apology.mark,
    "ask": ask.mark,
    "summarize": summarize.mark,
}


class Scorer:
    """Reads replies. With an encoder and heads it marks everything; without, it is `form` and says what it leaves.

    The same reply in the same context gives the same reading to the byte, whatever was read before or beside it.
    """

    def __init__(self, encoder: TextEncoder | None = None, heads: Heads | None = None) -> None:
        if (encoder is None) != (heads is None):
            raise ValueError("encoder and heads come together")
        self._encoder = encoder
        self._heads = heads
        # Every part that can move a mark is named: two scorers of one name give one answer.
        self._name = (
            FORM_VERSION if encoder is None or heads is None else f"{FORM_VERSION}+{encoder.name}+heads-{heads.digest}"
        )

    @property
    def name(self) -> str:
        """Version: form, encoder with weights hash and dtype, heads hash."""
        return self._name

    @property
    def complete(self) -> bool:
        """Whether all five criteria are marked."""
        return self._encoder is not None

    def read(self, reply: str, context: Sequence[Turn], probes: Sequence[Probe] = ()) -> Reading:
        """Read one reply.

        Args:
            reply: The agent's words; offsets of the evidence are code points of this very string.
            context: The turns before it, in order of speech.
            probes: Things of the case that cues may name. Marks and practices never depend on them.

        Returns:
            The reading, with every criterion and every practice.
        """
        view = view_of(reply, context, self._encoder)
        marks = {name: mark(view, self._heads) for name, mark in _MARKERS.items()}
        practices = {name: READERS[name](view) for name in PRACTICES}
        return Reading(marks, practices, find_cues(view, probes), self._name)

    def read_many(self, items: Sequence[tuple[str, Sequence[Turn]]]) -> list[Reading]:
        """Read many replies, each as `read` would; the encoder sees their texts together, which is faster."""
        if self._encoder is not None:
            self._encoder.encode(
                list(dict.fromkeys(text for reply, context in items for text in view_of(reply, context).texts))
            )
        return [self.read(reply, context) for reply, context in items]


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
    return Scorer(MiniLmEncoder(folder), load_heads())
