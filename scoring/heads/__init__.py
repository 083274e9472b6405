"""Trained weights, one `.npz` a criterion, and the few lines of numpy that run them; `CARD.md` tells their story."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.errors import MissingPartError

Array = npt.NDArray[np.float64]
FOLDER = Path(__file__).parent


class Chances(NamedTuple):
    """What a head makes of a reply, each rounded to three decimals: at least 1, at least 2, no opportunity (if 0)."""

    partly: float
    fully: float
    none: float


@dataclass(frozen=True)
class Head:
    """An ordinal head: three logistic outputs over named scalars and a projection of the vectors.

    Shapes: `mean`, `scale` (s,); `project` (block, k); `weights` (3, s + k); `bias`, `cut` (3,).
    """

    names: tuple[str, ...]
    mean: Array
    scale: Array
    project: Array
    weights: Array
    bias: Array
    cut: Array

    def chances(self, scalars: Mapping[str, float], block: Array) -> Chances:
        """The three chances of one reply.

        Sums of products on purpose: a matrix product may add in another order on another number of rows or threads.
        """
        z = self.inputs(scalars, block)
        logits = (self.weights * z).sum(axis=1) + self.bias
        at_least_1, at_least_2, none = (round(float(1.0 / (1.0 + np.exp(-v))), 3) for v in np.clip(logits, -30, 30))
        return Chances(at_least_1, min(at_least_1, at_least_2), none)

    def inputs(self, scalars: Mapping[str, float], block: Array) -> Array:
        """The input vector, shape (s + k,)."""
        plain = (np.array([scalars[name] for name in self.names]) - self.mean) / self.scale
        if not self.project.shape[1]:
            return plain
        return np.concatenate([plain, (self.project * block[:, None]).sum(axis=0)])

    def value(self, chances: Chances) -> int:
        """0, 1 or 2 by the head's own cuts."""
        if chances.partly < self.cut[0]:
            return 0
        return 2 if chances.fully >= self.cut[1] else 1


class Heads(NamedTuple):
    """All heads and the hash of their files, which is part of the scorer's version."""

    by_name: Mapping[str, Head]
    digest: str


def load_heads(folder: Path = FOLDER) -> Heads:
    """Read every head of a folder.

    Raises:
        MissingPartError: There are none, or one cannot be read.
    """
    files = sorted(folder.glob("*.npz"))
    if not files:
        raise MissingPartError(f"no trained heads in {folder}; run `python -m scoring.training.heads`")
    digest = hashlib.sha256()
    by_name = {}
    for file in files:
        digest.update(file.read_bytes())
        try:
            with np.load(file, allow_pickle=False) as data:
                by_name[file.stem] = Head(
                    tuple(str(n) for n in data["names"]),
                    *(data[key].astype(np.float64) for key in ("mean", "scale", "project", "weights", "bias", "cut")),
                )
        except (OSError, ValueError, KeyError) as error:
            raise MissingPartError(
                f"the trained head {file.name} cannot be read; run `python -m scoring.training.heads`"
            ) from error
    return Heads(by_name, digest.hexdigest()[:8])
