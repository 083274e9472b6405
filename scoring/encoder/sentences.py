"""Sentence vectors that come out the same to the last bit, whatever they are encoded beside.

Each text is encoded only beside texts of its own step of a ladder (`scoring.encoder.ladder`).
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from scoring.encoder.ladder import batches, open_tokenizer
from scoring.errors import MissingPartError
from scoring.models_dir import encoder_digests
from scoring.segment import split_sentences

Vector = npt.NDArray[np.float32]

LADDER = (32, 64, 96, 128, 192, 256)
"""Padded lengths in tokens. A text longer than the last step is cut at its sentence ends."""

_CACHE_TEXTS = 8192


class TextEncoder(Protocol):
    """What the reader needs of an encoder. Hashable, so that what depends on it alone is worked out once."""

    def __hash__(self) -> int:
        """Identity will do."""

    @property
    def name(self) -> str:
        """Model, weights hash and dtype: part of the scorer's version."""

    def encode(self, texts: Sequence[str]) -> Vector:
        """Unit vectors, shape (len(texts), dim); an empty text gives a zero vector."""


class MiniLmEncoder:
    """all-MiniLM-L6-v2 in fp32 on the CPU, mean pooled, unit length, with a small cache of texts seen.

    Safe to call from several threads; one encodes at a time.

    Raises:
        MissingPartError: The folder cannot be loaded as the encoder.
    """

    def __init__(self, folder: Path) -> None:
        # Imported here because torch and transformers take some three seconds, and most commands never need them.
        import torch  # noqa: PLC0415
        from transformers import AutoModel  # noqa: PLC0415
        from transformers.utils import logging as hf_logging  # noqa: PLC0415

        hf_logging.disable_progress_bar()  # a bar drawn into a full-screen terminal would spoil it
        hf_logging.set_verbosity_error()
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
        try:
            self._tokenizer = open_tokenizer(folder)
            self._model: Any = AutoModel.from_pretrained(
                str(folder), local_files_only=True, trust_remote_code=False, dtype=torch.float32
            ).eval()
        except Exception as error:
            raise MissingPartError(
                f"the sentence encoder in {folder} cannot be loaded ({type(error).__name__}); run `coolhead model pull`"
            ) from error
        # The sentence is cut by the tokenizer and shaped by the settings, so they are part of the name as well.
        digest = hashlib.sha256("".join(encoder_digests(folder).values()).encode()).hexdigest()
        self._name = f"minilm-{digest[:8]}-fp32"
        self._dim = int(self._model.config.hidden_size)
        self._pad = self._tokenizer.token_to_id("[PAD]") or 0
        self._cache: OrderedDict[str, Vector] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Model, weights hash and dtype."""
        return self._name

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    def encode(self, texts: Sequence[str]) -> Vector:
        """Unit vectors of the texts, in their order.

        Args:
            texts: Any strings.

        Returns:
            float32, shape (len(texts), dim). The vector of a text depends on nothing but that text.
        """
        with self._lock:
            fresh = [text for text in dict.fromkeys(texts) if text not in self._cache]
            done = dict(zip(fresh, self._encode_new(fresh), strict=True))
            out = np.zeros((len(texts), self._dim), dtype=np.float32)
            for row, text in enumerate(texts):
                out[row] = done[text] if text in done else self._cache[text]
            for text in texts:
                if text in done:
                    self._cache[text] = done[text]
                self._cache.move_to_end(text)
            while len(self._cache) > _CACHE_TEXTS:
                self._cache.popitem(last=False)
        return out

    def _encode_new(self, texts: list[str]) -> list[Vector]:
        """Vectors of texts not in the cache: pieces first, then each text as the mean of its pieces."""
        pieces: list[list[int]] = []
        owners: list[list[int]] = []
        for text in texts:
            owned = []
            for ids in self._pieces(text):
                owned.append(len(pieces))
                pieces.append(ids)
            owners.append(owned)
        vectors = self._encode_ids(pieces)
        out = []
        for owned in owners:
            total = np.zeros(self._dim, dtype=np.float32)
            for index in owned:
                total += vectors[index] * np.float32(len(pieces[index]))
            length = np.float32(np.sqrt(np.float32((total * total).sum())))
            out.append(total / length if length > 0 else total)
        return out

    def _pieces(self, text: str) -> list[list[int]]:
        """Token ids of a text in pieces of at most 256 tokens, cut at sentence ends where that is possible."""
        if not text.strip():
            return []
        ids = self._tokenizer.encode(text).ids
        if len(ids) <= LADDER[-1]:
            return [ids]
        room = LADDER[-1] - 2
        pieces: list[list[int]] = []
        current: list[int] = []
        for span in split_sentences(text):
            inner = self._tokenizer.encode(text[span.start : span.end]).ids[1:-1]
            while inner:
                if current and len(current) + len(inner) > room:
                    pieces.append(current)
                    current = []
                current = current + inner[:room]
                inner = inner[room:]
        if current:
            pieces.append(current)
        first, last = ids[0], ids[-1]
        return [[first, *piece, last] for piece in pieces]

    def _encode_ids(self, pieces: list[list[int]]) -> list[Vector]:
        """Mean-pooled unit vectors; only pieces of one ladder step share a batch."""
        import torch  # noqa: PLC0415  # loaded by __init__ already

        out: list[Vector] = [np.zeros(self._dim, dtype=np.float32)] * len(pieces)
        for step, chosen in batches([len(ids) for ids in pieces], LADDER):
            ids_rows = torch.tensor([pieces[i] + [self._pad] * (step - len(pieces[i])) for i in chosen])
            mask = torch.tensor([[1] * len(pieces[i]) + [0] * (step - len(pieces[i])) for i in chosen])
            with torch.inference_mode():
                hidden = self._model(input_ids=ids_rows, attention_mask=mask).last_hidden_state
            states = hidden.numpy()
            for row, index in enumerate(chosen):
                mean = states[row, : len(pieces[index])].mean(axis=0, dtype=np.float64)
                out[index] = (mean / np.sqrt((mean * mean).sum())).astype(np.float32)
        return out
