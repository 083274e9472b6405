"""The network that reads a reply together with what was said before it.

MiniLM, cut in two: its lower layers read each turn by itself, so a turn's states can be kept and used again for every
reply that follows; its upper layers read the turns side by side, reply last. Each output looks at the reply with an
attention of its own, so a mark can be traced to the words that made it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from scoring.encoder.packing import REPLY, ROLES

Array = npt.NDArray[np.float32]

SPLIT = 3
"""Layers that read a turn by itself; the others read all turns together."""
LOGITS = 3
"""At least 1, at least 2, no opportunity."""
LOUDNESS = 2.0
"""Pooled states are small beside the biases; doubled, the readouts learn at the pace of the layers."""
LARGEST = float(np.finfo(np.float16).max)
"""Most that a number of the weights can be: training writes them in half precision."""


class JointModel(nn.Module):
    """Layers and readouts; `outputs` is how many things are read at once.

    Shapes of the readouts: `query` (outputs, dim), `weight` (outputs, 3, 2 dim), `bias` (outputs, 3).
    """

    def __init__(self, folder: Path, outputs: int) -> None:
        from transformers import AutoModel  # noqa: PLC0415  # beside torch, the other slow import

        super().__init__()
        base: Any = AutoModel.from_pretrained(
            str(folder),
            local_files_only=True,
            trust_remote_code=False,
            dtype=torch.float32,
            attn_implementation="eager",
        )
        self.embeddings = base.embeddings
        self.layers = nn.ModuleList(base.encoder.layer)
        dim = int(base.config.hidden_size)
        self.role = nn.Parameter(torch.randn(len(ROLES), dim) * 0.02)
        self.query = nn.Parameter(torch.randn(outputs, dim) * 0.02)
        self.weight = nn.Parameter(torch.randn(outputs, LOGITS, 2 * dim) * 0.02)
        self.bias = nn.Parameter(torch.zeros(outputs, LOGITS))

    def lower(self, ids: Tensor, positions: Tensor, seen: Tensor) -> Tensor:
        """States (batch, length, dim) after the lower layers; `seen` (batch, length, length) says who sees whom."""
        states: Tensor = self.embeddings(input_ids=ids, position_ids=positions, token_type_ids=torch.zeros_like(ids))
        return self._through(self.layers[:SPLIT], states, seen)

    def upper(self, states: Tensor, roles: Tensor, seen: Tensor) -> Tensor:
        """States after all layers, the turns told apart by their role."""
        return self._through(self.layers[SPLIT:], states + self.role[roles], seen)

    @staticmethod
    def _through(layers: nn.ModuleList, states: Tensor, seen: Tensor) -> Tensor:
        mask = torch.zeros(seen.shape, dtype=states.dtype).masked_fill(~seen, torch.finfo(states.dtype).min)[:, None]
        for layer in layers:
            found = layer(states, attention_mask=mask)
            states = found[0] if isinstance(found, tuple) else found
        return states

    def forward(self, ids: Tensor, positions: Tensor, turns: Tensor, roles: Tensor, dropout: nn.Module) -> Tensor:
        """Logits (batch, outputs, 3) of packed turns; padding has turn -1. For training: one pass, nothing kept."""
        real = turns >= 0
        together = real[:, None, :] & real[:, :, None]
        states = self.lower(ids, positions, together & (turns[:, None, :] == turns[:, :, None]))
        states = self.upper(states, roles, together)
        reply = real & (roles == REPLY)
        others = real & (roles != REPLY)
        scores = torch.einsum("btd,cd->bct", states, self.query) / 4
        drawn = torch.softmax(scores.masked_fill(~reply[:, None], -1e4), dim=-1)
        even = reply.float() / reply.sum(dim=1, keepdim=True)
        about = torch.einsum("bct,btd->bcd", (drawn + even[:, None]) / 2, states)
        before = (states * others[..., None]).sum(dim=1) / others.sum(dim=1, keepdim=True).clamp(min=1)
        pooled = torch.cat([about, before[:, None].expand_as(about)], dim=-1) * LOUDNESS
        return torch.einsum("bcd,ckd->bck", dropout(pooled), self.weight) + self.bias


def changes(model: JointModel, base: Mapping[str, Tensor], rank: int) -> dict[str, npt.NDArray[np.float16]]:
    """What training changed in the layers: matrices as two thin factors, the rest as it is, in half precision."""
    out: dict[str, npt.NDArray[np.float16]] = {}
    for name, tuned in model.layers.state_dict().items():
        delta = (tuned - base[name]).detach().double()
        if delta.ndim == 1:
            out[f"{name}|add"] = delta.numpy().astype(np.float16)
            continue
        left, sizes, right = torch.linalg.svd(delta, full_matrices=False)
        root = sizes[:rank].sqrt()
        out[f"{name}|left"] = (left[:, :rank] * root).numpy().astype(np.float16)
        out[f"{name}|right"] = (root[:, None] * right[:rank]).numpy().astype(np.float16)
    return out


class UnfitError(ValueError):
    """The parts of a weights file do not fit the model. The message is the reason, without a full stop."""


def check_parts(model: JointModel, found: Mapping[str, npt.NDArray[Any]], outputs: Sequence[str]) -> None:
    """Refuse weights that would fail at the first reply, or read it wrong without a word.

    Args:
        model: The base model with a readout for each of `outputs`.
        found: The parts of the file by name, as training saves them.
        outputs: What is read, in order.

    Raises:
        UnfitError: A part is missing, is not of its shape, or holds what no training writes; the first one found.
    """
    shapes = _shapes(model, found)
    for name in ("outputs", "layers", "base", *shapes):
        if name not in found:
            raise UnfitError(f"it has no part '{name}'")
    if found["outputs"].tolist() != list(outputs):
        raise UnfitError("its outputs are not the criteria, practices and cues in their order")
    if sorted(found["layers"].tolist()) != sorted(model.layers.state_dict()):
        raise UnfitError("its layers are not the layers of the model, each of them once")
    for name, shape in shapes.items():
        if found[name].shape != shape:
            raise UnfitError(f"its part '{name}' has the shape {found[name].shape} and not {shape}")
        if found[name].dtype.kind != "f" or not (np.abs(found[name]) <= LARGEST).all():
            raise UnfitError(f"its part '{name}' holds something that is no number, or one beyond half precision")
    if not (found["warmth"] > 0).all():
        raise UnfitError("a warmth is not above 0")
    if not ((found["cuts"] >= 0) & (found["cuts"] <= 1)).all():
        raise UnfitError("a cut is not between 0 and 1")


def check_base(found: Mapping[str, npt.NDArray[Any]], digests: Mapping[str, str]) -> None:
    """Refuse an encoder other than the one the weights are a change of: it would read replies wrong without a word.

    Args:
        found: The parts of the file; `base` holds "name sha256" of each file of the encoder.
        digests: The sha256 of the files there are, by name.

    Raises:
        UnfitError: A file differs; the first one found.
    """
    wanted = set(found["base"].tolist())
    for name, digest in digests.items():
        if f"{name} {digest}" not in wanted:
            raise UnfitError(f"its file {name} is not the one the reader was trained on")


def _shapes(model: JointModel, found: Mapping[str, npt.NDArray[Any]]) -> dict[str, tuple[int, ...]]:
    """The shape that each part must have. How thin the factors of a matrix are is read off the left one."""
    out = {name: tuple(getattr(model, name).shape) for name in ("role", "query", "weight", "bias")}
    out |= dict.fromkeys(("warmth", "cuts"), out["bias"])
    for name, value in model.layers.state_dict().items():
        if value.ndim == 1:
            out[f"{name}|add"] = tuple(value.shape)
            continue
        rows, columns = value.shape
        left = found.get(f"{name}|left")
        rank = max(1, left.shape[-1]) if left is not None and left.ndim else 1
        out |= {f"{name}|left": (rows, rank), f"{name}|right": (rank, columns)}
    return out


def apply_changes(model: JointModel, found: Mapping[str, Array]) -> None:
    """Put the changes of `changes`, once checked, back onto the base model's layers."""
    with torch.no_grad():
        for name, value in model.layers.state_dict().items():
            if value.ndim == 1:
                value.add_(torch.from_numpy(found[f"{name}|add"].astype(np.float32)))
            else:
                left, right = (found[f"{name}|{side}"].astype(np.float32) for side in ("left", "right"))
                value.add_(torch.from_numpy(left) @ torch.from_numpy(right))
