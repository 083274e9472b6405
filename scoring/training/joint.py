"""Train the reader: `python -m scoring.training.joint [--labels FOLDER] [--out FILE]`.

Tunes the encoder's layers and the readouts on `train.jsonl`, once for each seed, and keeps the mean of the weights;
then sets the warmth of the chances and the cuts on `dev.jsonl`. The test split is not opened. Beside the labels, where
the folder has them: `contrasts.jsonl`, replies that only look good, and `retold.jsonl`, labelled ones in another
English. What the layers learned is kept as thin factors of the change, a few megabytes. Seeded; on one machine the same
labels give the same weights.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from scoring.encoder.joint import OUTPUTS
from scoring.encoder.ladder import open_tokenizer
from scoring.errors import BadInputError, CoolheadError, MissingPartError
from scoring.labels import Label, read_labels
from scoring.models_dir import encoder_digests, encoder_dir
from scoring.training.calibration import calibrate, measure
from scoring.training.contrasts import read_contrasts
from scoring.training.forms import read_retold
from scoring.training.shown import BATCH, Shown, among_strangers, as_read, batches_of, tensors
from scoring.training.targets import NO_OPPORTUNITY, NOTHING, UNDER, UNKNOWN, target_of
from scoring.types import CRITERIA, HEARD_CUES

LABELS = Path("benchmarks/labels")
OUT = Path(__file__).parents[1] / "heads" / "joint.npz"
SEEDS = (20, 21)
"""One training for each. Trainings that begin at one encoder may be averaged weight by weight (Wortsman et al. 2022),
and the mean reads better than either: on dev .02 of kappa in listening."""
EPOCHS = 4
LAYERS_RATE = 1e-4
READOUT_RATE = 3e-3
WARM_UP = 0.1
DROPOUT = 0.2
RANK = 48
"""Of the change of each matrix that is kept: six layers come to about 4 MB."""
PRACTICE_WEIGHT = 0.4
"""Of practices and cues beside the criteria: far fewer labels have them."""
NONE_WEIGHT = 0.5
EVENNESS = 1.0
"""Weight of what is read otherwise in the other form of a reply than in the reply: the mark is in the meaning."""


def _loss(logits: Any, target: Any) -> Any:  # noqa: ANN401  # tensors; torch is imported late
    """Two ordinal answers, and "no opportunity" where the value is 0; unknown targets weigh nothing.

    A cue is there or not, so only the first answer counts. Of what is known to be under 2 only the second does, of what
    earned nothing not the third.
    """
    import torch  # noqa: PLC0415

    value = target.clamp(min=0)
    wanted = torch.stack([value >= 1, value >= 2, target == NO_OPPORTUNITY], dim=-1).float()
    weight = torch.ones_like(wanted)
    weight[..., 2] = NONE_WEIGHT * (value == 0)
    weight[:, len(CRITERIA) :] *= PRACTICE_WEIGHT
    weight[:, -len(HEARD_CUES) :, 1:] = 0
    weight[..., 0] *= target != UNDER
    weight[..., 2] *= (target != UNDER) & (target != NOTHING)
    weight *= (target != UNKNOWN)[..., None]
    lost = torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    return (lost * weight).sum(dim=(1, 2)).mean()


def _unevenness(logits: Any) -> Any:  # noqa: ANN401  # tensors
    """How far the answers in the second half of a batch lie from those in the first: symmetric divergence, a reply."""
    import torch  # noqa: PLC0415

    written, rough = logits.chunk(2)
    apart = (torch.sigmoid(written) - torch.sigmoid(rough)) * (written - rough)
    return apart.sum(dim=(1, 2)).mean() / 2


def fit(shown: Shown, folder: Path, *, epochs: int = EPOCHS, seed: int = SEEDS[0], log: bool = False) -> Any:  # noqa: ANN401  # a JointModel
    """Tune a model on what it is shown."""
    import torch  # noqa: PLC0415

    from scoring.encoder.joint_model import JointModel  # noqa: PLC0415

    torch.manual_seed(seed)
    draw = random.Random(seed)  # noqa: S311  # a shuffle, not a secret
    tokenizer = open_tokenizer(folder)
    model = JointModel(folder, len(OUTPUTS)).train()
    for part in model.embeddings.parameters():
        part.requires_grad = False
    model.embeddings.eval()
    readouts = [model.query, model.weight, model.bias]
    layers = [*model.layers.parameters(), model.role]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": LAYERS_RATE}, {"params": readouts, "lr": READOUT_RATE}], weight_decay=0.01
    )
    rounds = [[*shown.labels, *shown.contrasts, *among_strangers(shown.labels, draw)] for _ in range(epochs)]
    steps = sum(-(-len(rows) // BATCH) for rows in rounds)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.0, 1 - step / steps)
    )
    dropout = torch.nn.Dropout(DROPOUT)
    started = time.monotonic()
    for epoch, rows in enumerate(rounds, 1):
        lost = 0.0
        batches = batches_of(rows, shown.retold, tokenizer, draw)
        for pairs in batches:
            *turns, target = tensors([pair[0] for pair in pairs] + [pair[1] for pair in pairs])
            # Half precision where the processor has it: nearly twice as fast, and the weights stay whole.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(*turns, dropout)
            loss = _loss(logits.float(), target) + EVENNESS * _unevenness(logits.float())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += float(loss.detach())
        if log:
            said = f"seed {seed}, epoch {epoch} of {epochs}: loss {lost / len(batches):.3f}"
            print(f"{said}, {time.monotonic() - started:.0f} s", file=sys.stderr)
    return model.eval()


def _fitted(shown: Shown, folder: Path, epochs: int, seed: int) -> dict[str, npt.NDArray[np.float32]]:
    """The weights of one training, in a process of its own.

    On one thread: two trainings beside each other take two thirds of what they take one after the other on two, and
    the sums do not depend on how many processors there are.
    """
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
    model = fit(shown, folder, epochs=epochs, seed=seed, log=True)
    return {name: tensor.numpy() for name, tensor in model.state_dict().items()}


def mean(states: Sequence[Mapping[str, npt.NDArray[np.float32]]], folder: Path) -> Any:  # noqa: ANN401  # a JointModel
    """The model whose weights are the means of these, all tuned from the encoder in `folder`."""
    import torch  # noqa: PLC0415

    from scoring.encoder.joint_model import JointModel  # noqa: PLC0415

    model = JointModel(folder, len(OUTPUTS))
    model.load_state_dict(
        {name: torch.from_numpy(np.mean([state[name] for state in states], axis=0)) for name in states[0]}
    )
    return model.eval()


def save(
    model: Any,  # noqa: ANN401  # a JointModel
    folder: Path,
    out: Path,
    warmth: Sequence[Sequence[float]] = ((1.0,) * 3,) * len(OUTPUTS),
    cuts: Sequence[Sequence[float]] = ((0.5,) * 3,) * len(OUTPUTS),
) -> None:
    """Write the weights: thin changes of the layers, readouts, warmth (outputs, 3) and cuts (outputs, 3)."""
    from scoring.encoder.joint_model import JointModel, changes  # noqa: PLC0415

    base = JointModel(folder, len(OUTPUTS)).layers.state_dict()
    found = changes(model, base, RANK)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as file:
        np.savez(
            file,
            outputs=np.array(OUTPUTS),
            layers=np.array(sorted(base)),
            base=np.array([f"{name} {digest}" for name, digest in encoder_digests(folder).items()]),
            role=model.role.detach().numpy().astype(np.float16),
            **{name: getattr(model, name).detach().numpy().astype(np.float16) for name in ("query", "weight", "bias")},
            warmth=np.array(warmth, dtype=np.float64),
            cuts=np.array(cuts, dtype=np.float64),
            **found,  # type: ignore[arg-type]  # the stub takes the names of arrays for options
        )


def _chances(labels: Sequence[Label], folder: Path, weights: Path) -> npt.NDArray[np.float64]:
    """Chances (labels, outputs, 3) by the weights as they ship."""
    from scoring.encoder.joint import JointReader  # noqa: PLC0415

    found = JointReader(folder, weights).read([as_read(label) for label in labels])
    out = np.array([[reading.by_name[name].chances for name in OUTPUTS] for reading in found])
    out[:, -len(HEARD_CUES) :, 1:] = 0  # a cue is there or not
    return out


def write_card(report: Mapping[str, float], rows: Mapping[Path, int], weights: Path, made: str) -> None:
    """The card beside the weights: where they came from (`rows` of each file, `made`) and how far to trust them."""
    lines = [
        "# The trained reader",
        "",
        "all-MiniLM-L6-v2 with its six layers tuned: the lower three read each turn alone, the upper three the turns",
        "together. For each criterion, practice and cue one attention, and three answers: at least 1, at least 2, no",
        "opportunity (of a cue the first alone counts).",
        "",
        f"- made by `python -m scoring.training.joint` {made}, batches of {BATCH}",
        f"- kept: changes of rank {RANK} in half precision, {weights.stat().st_size / 1e6:.1f} MB",
        *[
            f"- {file.name}: {count:,} replies, sha256 {hashlib.sha256(file.read_bytes()).hexdigest()[:16]}…"
            for file, count in rows.items()
        ],
        "- dev.jsonl set cuts and warmth of the chances; the test split was not read",
        "- labels written and marked by language models along the guide: expect less agreement with people",
        "",
        "Quadratic kappa on dev.jsonl (which chose the cuts, so it flatters a little), N/A as 0:",
        "",
        "| output | kappa, dev |",
        "|---|---|",
        *[f"| {name} | {kappa:.2f} |" for name, kappa in report.items()],
        "",
    ]
    weights.with_name("CARD.md").write_text("\n".join(lines), encoding="utf-8")


def _whole(path: Path) -> list[Label]:
    """Labels with all their marks.

    Raises:
        BadInputError: The file is missing or broken, or a row lacks the mark of a criterion.
    """
    rows = read_labels(path)
    if not rows or any(set(label.marks) != set(CRITERIA) for label in rows):
        raise BadInputError(f"{path}: every row must be marked on all five criteria, and there must be one at least")
    return rows


def _check_ids(shown: Shown, files: Mapping[str, Path]) -> None:
    """Refuse replies told again of which there is no label, and contrasts that could be taken for a label.

    Raises:
        BadInputError: There is one. The message names file and id.
    """
    labels = {label.id for label in shown.labels}
    if strange := sorted(set(shown.retold) - labels):
        raise BadInputError(f"{files['retold']}: '{strange[0]}' is no reply of {files['train'].name}")
    if twice := sorted(labels.intersection(row.id for row in shown.contrasts)):
        raise BadInputError(f"{files['contrasts']}: the id '{twice[0]}' stands in {files['train'].name} as well")


def train(labels: Path, out: Path, day: str, *, epochs: int = EPOCHS, seeds: Sequence[int] = SEEDS) -> dict[str, float]:
    """Tune with each seed, save the mean, calibrate, save again, and write the card.

    Raises:
        BadInputError: A file is missing or broken, or a label lacks the mark of a criterion.
        MissingPartError: The encoder has not been pulled.
    """
    folder = encoder_dir()
    if folder is None:
        raise MissingPartError("the sentence encoder is not there; run `coolhead model pull`")
    files = {name: labels / f"{name}.jsonl" for name in ("train", "dev", "contrasts", "retold")}
    shown = Shown(
        _whole(files["train"]),
        read_contrasts(files["contrasts"]) if files["contrasts"].exists() else (),
        read_retold(files["retold"]) if files["retold"].exists() else {},
    )
    held = _whole(files["dev"])
    _check_ids(shown, files)
    with ProcessPoolExecutor(min(len(seeds), os.cpu_count() or 1), multiprocessing.get_context("spawn")) as pool:
        model = mean(list(pool.map(partial(_fitted, shown, folder, epochs), seeds)), folder)
    save(model, folder, out)
    target = np.stack([target_of(label) for label in held])
    warmth, cuts = calibrate(_chances(held, folder, out), target)
    save(model, folder, out, warmth, cuts)
    report = measure(_chances(held, folder, out), target, cuts)
    made = f"on {day}, the mean of seeds {', '.join(map(str, seeds))}, {epochs} epochs each"
    rows = {"train": shown.labels, "dev": held, "contrasts": shown.contrasts, "retold": shown.retold}
    write_card(report, {files[name]: len(some) for name, some in rows.items() if some}, out, made)
    return report


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(prog="python -m scoring.training.joint", description="Train the scorer's reader.")
    parser.add_argument(
        "--labels",
        type=Path,
        default=LABELS,
        help="folder with train.jsonl and dev.jsonl, and contrasts.jsonl and retold.jsonl if there are any",
    )
    parser.add_argument("--out", type=Path, default=OUT, help="file for the weights; CARD.md goes beside it")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS, help="one training for each; the mean is kept")
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    parser.add_argument("--date", default=today, help="date for the card")
    asked = parser.parse_args(arguments)
    try:
        report = train(asked.labels, asked.out, asked.date, epochs=asked.epochs, seeds=asked.seeds)
    except CoolheadError as error:
        parser.exit(int(error.exit_code), f"{error}\n")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
