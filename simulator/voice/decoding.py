"""Writes several candidate lines in one batch from one prompt, and keeps what it has read of that prompt.

The cache of keys and values is kept between calls. A new prompt is compared with the one before, token by token:
what they share is not read again. So the fixed prefix is read once, and what `prepare` reads ahead is not read after.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Sequence
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import torch

MAX_NEW_TOKENS = 28
"""A line of a conversation is short; more is rambling."""
TEMPERATURE = 0.5
TOP_P = 0.9
TOP_K = 60


PIECE = 32
"""Tokens read in one call: small, so that a stop is heard soon and one odd token spoils the int8 scale of few."""


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    """Cut a prompt into pieces to read; the very first token alone, for its activations dwarf all others."""
    cuts = {start, end, *(cut for cut in range(1, end, PIECE) if cut > start)}
    return list(itertools.pairwise(sorted(cuts)))


def _cut_before(position: int) -> int:
    """The last cut at or before a position. Cuts stand at fixed places: int8 depends on what is read together."""
    return 0 if position < 1 else 1 + (position - 1) // PIECE * PIECE


class Candidate(NamedTuple):
    """One line as written.

    `score` is the mean log-probability of the model's own tokens, `own` their number (a given start does not count),
    `finished` whether the line came to its own end.
    """

    text: str
    score: float
    finished: bool
    own: int


class Decoder:
    """A loaded causal LM with its tokenizer and the cache of the last prompt. Not thread-safe: the caller locks."""

    def __init__(self, model: Any, tokenizer: Any) -> None:  # noqa: ANN401  # any transformers model and tokenizer
        self._model = model
        self._tokenizer = tokenizer
        self._cache: Any = None
        self._ids: list[int] = []
        self._logits: torch.Tensor | None = None
        self._special = frozenset(tokenizer.all_special_ids)
        breaks = {self.encode(text)[0] for text in ("\n", "\n\n", " \n")}
        self._ends = sorted(self._special | breaks)

    def encode(self, text: str) -> list[int]:
        """Token ids of a text; special tokens written out in it stay plain text."""
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False, split_special_tokens=True)
        return ids

    def read(self, ids: Sequence[int], stop: Event) -> bool:
        """Take a prompt into the cache, keeping the part it shares with the one before.

        Args:
            ids: The whole prompt, at least one token.
            stop: Set by another thread to give up.

        Returns:
            False if stopped before the end.

        Raises:
            Exception: Whatever the model raises. The cache is then empty: how far it got cannot be known.
        """
        try:
            return self._read(ids, stop)
        except BaseException:
            self._cache, self._ids, self._logits = None, [], None
            raise

    def _read(self, ids: Sequence[int], stop: Event) -> bool:
        import torch  # noqa: PLC0415  # late: 2 s to import
        from transformers import DynamicCache  # noqa: PLC0415  # late, as torch

        shared = 0
        for old, new in zip(self._ids, ids, strict=False):
            if old != new:
                break
            shared += 1
        if shared == len(ids) == len(self._ids) and self._logits is not None:
            return True
        shared = _cut_before(min(shared, len(ids) - 1))  # the last token is always read: what comes next are its logits
        if self._cache is None:
            self._cache = DynamicCache(config=self._model.config)
        elif shared < len(self._ids):
            self._cache.crop(shared - len(self._ids))
        self._ids, self._logits = list(ids[:shared]), None
        with torch.inference_mode():
            for start, end in _pieces(shared, len(ids)):
                if stop.is_set():
                    return False
                piece = list(ids[start:end])
                out = self._model(
                    input_ids=torch.tensor([piece]), past_key_values=self._cache, use_cache=True, logits_to_keep=1
                )
                self._ids += piece
                self._logits = out.logits[0, -1].float() if self._ids == list(ids) else None
        return True

    def write(
        self,
        ids: Sequence[int],
        *,
        starts: Sequence[Sequence[int]],
        seed: int,
        stop: Event,
        enough: Callable[[list[Candidate]], bool],
    ) -> list[Candidate]:
        """Write candidate lines that continue a prompt, all in one batch.

        Args:
            ids: The whole prompt.
            starts: For each line the tokens it begins with (none: it is free from the first word).
            seed: Seed of the draws, 0 to 2**63 - 1. Same seed, prompt and machine give the same lines.
            stop: Set by another thread to give up: what is finished by then is returned.
            enough: Asked whenever a line is finished; True ends the writing.

        Returns:
            The lines, finished ones first in order of their end; empty if stopped while reading.
        """
        import torch  # noqa: PLC0415  # late: 2 s to import

        if not self.read(ids, stop) or self._logits is None:
            return []
        count = len(starts)
        generator = torch.Generator().manual_seed(seed)
        cache = copy.deepcopy(self._cache)
        cache.batch_repeat_interleave(count)
        logits = self._logits.expand(count, -1)
        tokens: list[list[int]] = [[] for _ in range(count)]
        scores = [0.0] * count
        alive = list(range(count))
        done: list[Candidate] = []
        with torch.inference_mode():
            for step in range(MAX_NEW_TOKENS):
                given = [starts[which][step] if step < len(starts[which]) else None for which in alive]
                fresh = [step == len(starts[which]) for which in alive]
                chosen, logprobs = self._sample(logits, generator, given, fresh)
                still: list[int] = []
                for row, which in enumerate(alive):
                    token = int(chosen[row])
                    tokens[which].append(token)
                    if given[row] is None:
                        scores[which] += float(logprobs[row])
                    text = self._text(tokens[which])
                    if token in self._special or "\n" in text:
                        own = step + 1 - len(starts[which])
                        done.append(Candidate(text.split("\n")[0].strip(), scores[which] / own, True, own))
                    else:
                        still.append(row)
                if len(still) < len(alive):
                    alive = [alive[row] for row in still]
                    if not alive or enough(done):
                        return done
                    keep = torch.tensor(still)
                    cache.batch_select_indices(keep)
                    chosen = chosen[keep]
                if stop.is_set():
                    return done
                if step + 1 < MAX_NEW_TOKENS:
                    out = self._model(input_ids=chosen[:, None], past_key_values=cache, use_cache=True)
                    logits = out.logits[:, -1].float()
        for which in alive:
            own = max(1, MAX_NEW_TOKENS - len(starts[which]))
            done.append(Candidate(self._text(tokens[which]).strip(), scores[which] / own, False, own))
        return done

    def _text(self, tokens: list[int]) -> str:
        text: str = self._tokenizer.decode(tokens, skip_special_tokens=True)
        return text

    def _sample(
        self, logits: torch.Tensor, generator: torch.Generator, given: Sequence[int | None], fresh: Sequence[bool]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Draw one token a row by temperature, top-k and top-p, unless it is given. Returns ids and log-probabilities.

        Both have shape (rows,). A row whose token is given draws too, so that the other rows' draws do not shift.
        """
        import torch  # noqa: PLC0415  # late: 2 s to import

        logprobs = torch.log_softmax(logits, dim=-1)
        if any(fresh):  # the model's first token of a line must begin something: no end of line or text
            logits = logits.clone()
            for row, begins in enumerate(fresh):
                if begins:
                    logits[row, self._ends] = float("-inf")
        top, index = torch.topk(logits / TEMPERATURE, min(TOP_K, logits.shape[-1]), dim=-1)
        probabilities = torch.softmax(top, dim=-1)
        before = probabilities.cumsum(dim=-1) - probabilities
        probabilities = probabilities.masked_fill(before > TOP_P, 0.0)
        drawn = torch.multinomial(probabilities, 1, generator=generator)
        chosen = index.gather(1, drawn)[:, 0]
        for row, token in enumerate(given):
            if token is not None:
                chosen[row] = token
        return chosen, logprobs.gather(1, chosen[:, None])[:, 0]
