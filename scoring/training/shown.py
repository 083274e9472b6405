"""What a training is shown: every reply as it was written and in another form, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.encoder.packing import Packed, pack
from scoring.form import Text
from scoring.labels import Label
from scoring.straight import straight, straight_turns
from scoring.training.forms import otherwise
from scoring.training.targets import target_of
from scoring.types import Turn

BATCH = 8
"""Labels in a batch; each is in it twice, as written and in another form."""
STRANGERS = 0.3
"""Of the replies whose listening is 2, the share shown in each epoch after another customer's words as well."""
_STRANGE = {True: {"listening": 0, "empathy": 1}, False: {"listening": 0}}
"""Marks of such a reply there, by whether it met a feeling of its own customer's in full."""
STEP = 32
"""Batches are padded to a multiple of this many tokens: each new shape costs time."""


class Shown(NamedTuple):
    """What a training is shown: labels, rows of `contrasts.jsonl`, and replies told again by the id of their label."""

    labels: Sequence[Label]
    contrasts: Sequence[Label]
    retold: Mapping[str, str]


class Example(NamedTuple):
    """A labelled reply, packed. `target` (outputs,): as `target_of` has it."""

    turns: list[Packed]
    target: npt.NDArray[np.int64]


def packed(label: Label, tokenizer: Any, reply: str) -> Example:  # noqa: ANN401  # a `tokenizers.Tokenizer`
    """A label packed, with its reply as written or in another form."""
    return Example(pack(tokenizer, *as_read(label._replace(reply=reply))), target_of(label))


def as_read(label: Label) -> tuple[Text, Sequence[Turn]]:
    """Reply and context as the scorer reads them."""
    return Text(straight(label.reply)), straight_turns(label.context)


def tensors(chosen: Sequence[Example]) -> tuple[Any, ...]:
    """Tensors (ids, positions, turns, roles), each (batch, length), and targets (batch, outputs)."""
    import torch  # noqa: PLC0415

    longest = max(sum(len(turn.ids) for turn in example.turns) for example in chosen)
    length = -(-longest // STEP) * STEP
    made = [torch.zeros(len(chosen), length, dtype=torch.long) for _ in range(4)]
    made[2] -= 1
    for row, example in enumerate(chosen):
        at = 0
        for number, turn in enumerate(example.turns):
            here = slice(at, at + len(turn.ids))
            made[0][row, here] = torch.tensor(turn.ids)
            made[1][row, here] = torch.arange(len(turn.ids))
            made[2][row, here] = number
            made[3][row, here] = turn.role
            at += len(turn.ids)
    return (*made, torch.from_numpy(np.stack([example.target for example in chosen])))


def among_strangers(labels: Sequence[Label], draw: random.Random) -> list[Label]:
    """Replies that heard their customer, after the words of another.

    There they hear nobody; and a feeling that is pinned to a cause which is not this customer's is half met.
    What else they are worth there, nobody has marked.
    """
    heard = [label for label in labels if label.marks.get("listening") == 2]
    pairs = [(label, draw.choice(labels)) for label in draw.sample(heard, round(STRANGERS * len(heard)))]
    return [
        label._replace(context=other.context, marks=_STRANGE[label.marks.get("empathy") == 2], practices={}, cues=None)
        for label, other in pairs
        if other.complaint != label.complaint
    ]


def batches_of(
    labels: Sequence[Label],
    retold: Mapping[str, str],
    tokenizer: Any,  # noqa: ANN401  # a `tokenizers.Tokenizer`
    draw: random.Random,
) -> list[list[tuple[Example, Example]]]:
    """Batches of every label as written and in another form.

    Those of like length share a batch, which wastes little on padding; which batch comes when stays random.
    """
    pairs = [
        (
            packed(label, tokenizer, label.reply),
            packed(label, tokenizer, otherwise(label.reply, draw, retold.get(label.id))),
        )
        for label in labels
    ]
    draw.shuffle(pairs)
    batches = []
    for at in range(0, len(pairs), BATCH * 16):
        block = sorted(pairs[at : at + BATCH * 16], key=lambda pair: sum(len(turn.ids) for turn in pair[0].turns))
        batches += [block[at : at + BATCH] for at in range(0, len(block), BATCH)]
    draw.shuffle(batches)
    return batches
