"""Reads replies with the trained network: chances of each mark, and what each clause of the reply adds to them.

The same reply after the same turns gives the same bytes, whatever is read beside it: texts are padded to a ladder by
their own length and share a batch only with texts of the same step, and all that follows the layers is done one reply
at a time in numpy.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.encoder.chances import Chances, JointReading, Reading
from scoring.encoder.ladder import batches, open_tokenizer
from scoring.encoder.packing import MOST_TOGETHER, Packed, pack
from scoring.errors import MissingPartError
from scoring.form import Text
from scoring.models_dir import encoder_digests
from scoring.types import CRITERIA, GRADED_PRACTICES, HEARD_CUES, Turn

Array = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parents[1] / "heads" / "joint.npz"
OUTPUTS = (*CRITERIA, *GRADED_PRACTICES, *HEARD_CUES)
"""What the network reads, in the order of its readouts."""
_TURN_LADDER = (16, 32, 48, 64, 96, 128, 192, 256)
_JOINT_LADDER = (64, 96, 128, 160, 192, 256, 320, 384, 512, 640, MOST_TOGETHER)
_KEPT_TOKENS = 40_000
"""Most tokens whose lower states are kept for the next reply: about 60 MB."""


class JointReader:
    """The trained network on the CPU in fp32. Safe to call from several threads; one reads at a time.

    Raises:
        MissingPartError: The base model or the trained weights cannot be loaded, or the weights do not fit the model.
    """

    def __init__(self, folder: Path, weights: Path = WEIGHTS) -> None:
        # With torch and transformers: three seconds that most commands never need.
        from scoring.encoder.joint_model import LOUDNESS, JointModel, UnfitError, apply_changes, check_base, check_parts  # noqa: PLC0415

        try:
            data = weights.read_bytes()
            with np.load(weights, allow_pickle=False) as found:
                parts = {name: found[name] for name in found.files}
            self._tokenizer = open_tokenizer(folder)
            self._model: Any = JointModel(folder, len(OUTPUTS)).eval()
            check_parts(self._model, parts, OUTPUTS)
            check_base(parts, encoder_digests(folder))
            self._query = parts["query"].astype(np.float32).astype(np.float64)
            self._weight = parts["weight"].astype(np.float64) * LOUDNESS
            self._bias = parts["bias"].astype(np.float64)
            self._warmth = parts["warmth"].astype(np.float64)
            self._cuts = [Chances(*(round(float(cut), 3) for cut in cuts)) for cuts in parts["cuts"]]
            apply_changes(self._model, parts)
            self._model.role.data.copy_(_tensor(parts["role"].astype(np.float32)))
        except Exception as error:
            reason = str(error) if isinstance(error, UnfitError) else type(error).__name__
            raise MissingPartError(
                f"the trained reader {weights.name} cannot be loaded on the model in {folder} ({reason}); "
                "run `coolhead model pull` or `make train`"
            ) from error
        self._digest = hashlib.sha256(data).hexdigest()[:8]
        self._kept: OrderedDict[tuple[int, ...], Array] = OrderedDict()
        self._kept_tokens = 0
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The hash of the weights: part of the scorer's version."""
        return f"reader-{self._digest}"

    def read(self, items: Sequence[tuple[Text, Sequence[Turn]]]) -> list[JointReading]:
        """Read replies, each after its turns; the order of the answers is the order of the items."""
        with self._lock:
            packed = [pack(self._tokenizer, reply, context) for reply, context in items]
            states = self._upper(packed, self._lower([turn.ids for turns in packed for turn in turns]))
        return [self._judge(turns, found) for turns, found in zip(packed, states, strict=True)]

    def _lower(self, turns: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], Array]:
        """Lower states of each turn, (tokens, dim); kept ones are not worked out again."""
        import torch  # noqa: PLC0415  # loaded by __init__ already

        wanted = list(dict.fromkeys(turns))
        out = {turn: self._kept[turn] for turn in wanted if turn in self._kept}
        fresh = [turn for turn in wanted if turn not in out]
        for step, numbers in batches([len(turn) for turn in fresh], _TURN_LADDER):
            chosen = [fresh[number] for number in numbers]
            ids = torch.tensor([[*turn, *([0] * (step - len(turn)))] for turn in chosen])
            real = torch.tensor([[True] * len(turn) + [False] * (step - len(turn)) for turn in chosen])
            positions = torch.arange(step)[None].expand(len(chosen), -1)
            with torch.inference_mode():
                found = self._model.lower(ids, positions, real[:, None, :].expand(-1, step, -1)).numpy()
            out |= {turn: found[row, : len(turn)].copy() for row, turn in enumerate(chosen)}
        for turn in wanted:
            self._keep(turn, out[turn])
        return out

    def _keep(self, turn: tuple[int, ...], states: Array) -> None:
        if turn not in self._kept:
            self._kept[turn] = states
            self._kept_tokens += len(turn)
        self._kept.move_to_end(turn)
        while self._kept_tokens > _KEPT_TOKENS and len(self._kept) > 1:
            gone, _ = self._kept.popitem(last=False)
            self._kept_tokens -= len(gone)

    def _upper(self, packed: Sequence[list[Packed]], lower: Mapping[tuple[int, ...], Array]) -> list[Array]:
        """States of each reply's turns read together, (tokens, dim)."""
        import torch  # noqa: PLC0415

        whole = [np.concatenate([lower[turn.ids] for turn in turns]) for turns in packed]
        out: list[Array] = [np.zeros((0, 0), dtype=np.float32)] * len(packed)
        for step, chosen in batches([len(states) for states in whole], _JOINT_LADDER):
            states = np.zeros((len(chosen), step, self._query.shape[1]), dtype=np.float32)
            roles = np.zeros((len(chosen), step), dtype=np.int64)
            real = np.zeros((len(chosen), step), dtype=np.bool_)
            for row, index in enumerate(chosen):
                here = slice(0, len(whole[index]))
                states[row, here], real[row, here] = whole[index], True
                roles[row, here] = np.repeat(
                    [turn.role for turn in packed[index]], [len(turn.ids) for turn in packed[index]]
                )
            with torch.inference_mode():
                seen = torch.from_numpy(real)[:, None, :].expand(-1, step, -1)
                found = self._model.upper(torch.from_numpy(states), torch.from_numpy(roles), seen).numpy()
            for row, index in enumerate(chosen):
                out[index] = found[row, : len(whole[index])].copy()
        return out

    def _judge(self, turns: list[Packed], states: Array) -> JointReading:
        """Readouts of one reply: sums of products, one reply at a time, so that nothing beside it can matter."""
        said = turns[-1]
        about, before = states[-len(said.ids) :].astype(np.float64), states[: -len(said.ids)].astype(np.float64)
        context = before.mean(axis=0) if len(before) else np.zeros(states.shape[1])
        owners = np.array(said.clauses)
        dim = states.shape[1]
        out = {}
        for at, name in enumerate(OUTPUTS):
            scores = (about * self._query[at]).sum(axis=1) / 4
            drawn = np.exp(scores - scores.max())
            share = (drawn / drawn.sum() + 1 / len(about)) / 2
            weight = self._weight[at]
            # (tokens, 3): what each token of the reply adds to each logit; the rest is context and bias.
            added = share[:, None] * np.stack([(about * row[:dim]).sum(axis=1) for row in weight], axis=1)
            rest = np.array([(context * row[dim:]).sum() for row in weight]) + self._bias[at]
            chance = 1 / (1 + np.exp(-np.clip((added.sum(axis=0) + rest) / self._warmth[at], -30, 30)))
            partly, fully, none = (round(float(value), 3) for value in chance)
            worth = tuple(
                (round(float(added[owners == clause, 0].sum()), 3), round(float(added[owners == clause, 1].sum()), 3))
                for clause in range(len(said.spans))
            )
            out[name] = Reading(Chances(partly, min(partly, fully), none), self._cuts[at], worth)
        return JointReading(out, said.spans)


def _tensor(values: Array) -> Any:  # noqa: ANN401  # torch is imported late, so its types cannot be named here
    import torch  # noqa: PLC0415

    return torch.from_numpy(values)
