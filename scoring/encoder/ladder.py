"""Batches that leave no trace: a text is padded by its own length to a step of a ladder, beside texts of that step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_BATCH = 16


def batches(lengths: Sequence[int], ladder: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """(padded length, numbers of the texts) of each batch, short ones first.

    Usual batching pads each text to the longest one beside it, and the sums inside the network then round differently.

    Args:
        lengths: In tokens.
        ladder: Padded lengths, ascending.

    Raises:
        ValueError: A text is longer than the last step.
    """
    if max(lengths, default=0) > ladder[-1]:
        raise ValueError(f"a text of {max(lengths)} tokens is longer than the last step of the ladder, {ladder[-1]}")
    steps: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        steps.setdefault(next(step for step in ladder if length <= step), []).append(number)
    for step, members in sorted(steps.items()):
        for at in range(0, len(members), _BATCH):
            yield step, members[at : at + _BATCH]


def open_tokenizer(folder: Path) -> Tokenizer:
    """The folder's tokenizer, which neither pads nor cuts: both are done here.

    Raises:
        Exception: There is none, or it is broken; the library raises its plain `Exception`.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415  # most commands never need it

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
