"""Train the heads: `python -m scoring.training.heads [--labels FOLDER] [--out FOLDER]`.

Reads `train.jsonl` (and `dev.jsonl` to report on), never the test split. Regularisation, projection and cuts are chosen
by cross-validation over complaints, so no complaint is ever judged by a head that has seen it. Same labels, same bytes.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.criteria.guards import GUARDS
from scoring.encoder import MiniLmEncoder
from scoring.errors import BadInputError, MissingPartError
from scoring.features import FORM_VERSION, block, scalars
from scoring.heads import FOLDER, Chances, Head
from scoring.models_dir import encoder_dir
from scoring.types import CRITERIA, Turn
from scoring.view import View, view_of

Array = npt.NDArray[np.float64]
LABELS = Path("benchmarks/labels")
SEED = 20
FOLDS = 6
STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1)
PROJECTIONS = ((0, 0.0), (24, 3.0), (64, 3.0), (64, 6.0))
"""(components of each vector, how loudly they speak beside the scalars)."""
CUTS = tuple(round(0.3 + 0.05 * i, 2) for i in range(9))


class Row(NamedTuple):
    """A labelled reply with everything the heads see of it."""

    complaint: str
    view: View
    scalars: dict[str, float]
    block: Array
    marks: dict[str, int | None]


class Choice(NamedTuple):
    """What cross-validation settled on for a criterion."""

    strength: float
    projection: tuple[int, float]
    cut: tuple[float, float, float]
    rank: float
    """Kappa less a small charge for cuts far from even: such cuts are more often luck than learning."""
    kappa: float


def read_rows(path: Path, encoder: MiniLmEncoder) -> list[Row]:
    """Labelled replies of one split.

    Raises:
        BadInputError: The file is missing or a line is no label.
    """
    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        raise BadInputError(f"the labels in {path} cannot be read: {error}") from error
    rows = []
    for record in records:
        context = [Turn(turn["role"], turn["text"]) for turn in record["context"]]
        view = view_of(record["reply"], context, encoder)
        group = str(record.get("complaint", record["id"]))
        rows.append(Row(group, view, scalars(view), block(view), dict(record["marks"])))
    return rows


def quadratic_kappa(gold: Sequence[int], found: Sequence[int]) -> float:
    """Cohen's kappa with quadratic weights on 0/1/2; 1.0 where both say the same one thing throughout."""
    table = np.bincount(np.array(gold) * 3 + np.array(found), minlength=9).reshape(3, 3).astype(np.float64)
    weight = np.subtract.outer(np.arange(3), np.arange(3)) ** 2 / 4
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / max(1, len(gold))
    disagreement = float((weight * expected).sum())
    return 1.0 if disagreement == 0 else 1.0 - float((weight * table).sum()) / disagreement


def _projection(blocks: Array, components: int, loudness: float) -> Array:
    """Principal directions of the reply vectors and of the asked words, side by side: (block, 2 * components)."""
    width = blocks.shape[1]
    if not components:
        return np.zeros((width, 0))
    half = width // 2
    out = np.zeros((width, 2 * components))
    for part, rows in enumerate((blocks[:, :half], blocks[:, half:])):
        centred = rows - rows.mean(axis=0)
        _, _, directions = np.linalg.svd(centred, full_matrices=False)
        chosen = directions[:components].T
        # The sign of a principal direction is free; fix it, or two runs could differ.
        chosen = chosen * np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(chosen.shape[1])])
        out[part * half : (part + 1) * half, part * components : part * components + chosen.shape[1]] = (
            chosen * loudness
        )
    return out


def _logistic(inputs: Array, target: npt.NDArray[np.bool_], strength: float) -> tuple[Array, float]:
    """Weights and bias of one L2 logistic output; a constant where only one answer occurs."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # in the extra `train` only

    if target.all() or not target.any():
        return np.zeros(inputs.shape[1]), 6.0 if target.size and target.all() else -6.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lbfgs may stop at its limit; the result is the same every time all the same
        model = LogisticRegression(C=strength, max_iter=400, random_state=SEED).fit(inputs, target)
    return model.coef_[0].astype(np.float64), float(model.intercept_[0])


class Frame(NamedTuple):
    """How rows become inputs: names, scaling and projection, made from training rows alone."""

    names: tuple[str, ...]
    mean: Array
    scale: Array
    project: Array

    def inputs(self, rows: Sequence[Row]) -> Array:
        """Inputs of many rows, shape (rows, s + k); as `Head.inputs`, but all at once."""
        plain = (np.array([[row.scalars[n] for n in self.names] for row in rows]) - self.mean) / self.scale
        return np.hstack([plain, np.stack([row.block for row in rows]) @ self.project])


def frame(rows: Sequence[Row], projection: tuple[int, float]) -> Frame:
    """The frame of these rows."""
    names = tuple(sorted(rows[0].scalars))
    plain = np.array([[row.scalars[n] for n in names] for row in rows])
    project = _projection(np.stack([row.block for row in rows]), *projection)
    return Frame(names, plain.mean(axis=0), np.maximum(plain.std(axis=0), 0.05), project)


def _outputs(inputs: Array, marks: Sequence[int | None], strength: float) -> tuple[Array, Array]:
    """Weights (3, s + k) and bias (3,) of the three outputs."""
    value = np.array([mark or 0 for mark in marks])
    absent = np.array([mark is None for mark in marks])
    fitted = (
        _logistic(inputs, value >= 1, strength),
        _logistic(inputs, value >= 2, strength),
        _logistic(inputs[value == 0], absent[value == 0], strength),
    )
    return np.stack([weights for weights, _ in fitted]), np.array([bias for _, bias in fitted])


def fit(
    rows: Sequence[Row], criterion: str, strength: float, projection: tuple[int, float], cut: Sequence[float]
) -> Head:
    """One head on these rows."""
    made = frame(rows, projection)
    weights, bias = _outputs(made.inputs(rows), [row.marks[criterion] for row in rows], strength)
    return Head(made.names, made.mean, made.scale, made.project, weights, bias, np.array(cut))


def standing(criterion: str, row: Row) -> tuple[int, int, int]:
    """What the guide's guards make of a head's 0, 1 and 2 on this row."""
    guard = GUARDS[criterion]
    return guard(row.view, 0, row.scalars), guard(row.view, 1, row.scalars), guard(row.view, 2, row.scalars)


def decide(stands: tuple[int, int, int], chances: Chances, cut: Sequence[float]) -> int:
    """The value that stands: the head's, under the guards."""
    return stands[0 if chances.partly < cut[0] else 2 if chances.fully >= cut[1] else 1]


def _folds(rows: Sequence[Row]) -> list[npt.NDArray[np.intp]]:
    """Indices held out in each fold, whole complaints together."""
    from sklearn.model_selection import GroupKFold  # noqa: PLC0415  # in the extra `train` only

    groups = [row.complaint for row in rows]
    count = min(FOLDS, len(set(groups)))
    return [held for _, held in GroupKFold(n_splits=count).split(np.zeros(len(rows)), groups=groups)]


def held_out(
    rows: Sequence[Row], criteria: Sequence[str], projection: tuple[int, float]
) -> dict[tuple[str, float], list[Chances]]:
    """Each row's chances by heads that never saw its complaint, for every criterion and strength."""
    out = {(c, s): [Chances(0.0, 0.0, 0.0)] * len(rows) for c in criteria for s in STRENGTHS}
    for held in _folds(rows):
        barred = set(held.tolist())
        seen = [row for i, row in enumerate(rows) if i not in barred]
        made = frame(seen, projection)
        inputs, tried = made.inputs(seen), made.inputs([rows[i] for i in held.tolist()])
        for (criterion, strength), found in out.items():
            weights, bias = _outputs(inputs, [row.marks[criterion] for row in seen], strength)
            chances = 1.0 / (1.0 + np.exp(-np.clip(tried @ weights.T + bias, -30, 30)))
            for i, (first, second, third) in zip(held.tolist(), chances.round(3).tolist(), strict=True):
                found[i] = Chances(first, min(first, second), third)
    return out


def choose(rows: Sequence[Row]) -> dict[str, Choice]:
    """For each criterion: regularisation, projection and cuts of the best cross-validated kappa."""
    best: dict[str, Choice] = {}
    gold = {c: [row.marks[c] or 0 for row in rows] for c in CRITERIA}
    stands = {c: [standing(c, row) for row in rows] for c in CRITERIA}
    for projection in PROJECTIONS:
        for (criterion, strength), chances in held_out(rows, CRITERIA, projection).items():
            for low in CUTS:
                for high in CUTS:
                    found = [decide(s, c, (low, high)) for s, c in zip(stands[criterion], chances, strict=True)]
                    kappa = quadratic_kappa(gold[criterion], found)
                    rank = round(kappa - 0.05 * (abs(low - 0.5) + abs(high - 0.5)), 4)
                    if criterion not in best or rank > best[criterion].rank:
                        best[criterion] = Choice(strength, projection, (low, high, 0.5), rank, kappa)
    return best


def train(rows: Sequence[Row], dev: Sequence[Row], out: Path) -> dict[str, dict[str, Any]]:
    """Choose, fit and save every head; the report has the cross-validated and the dev kappa of each."""
    report: dict[str, dict[str, Any]] = {}
    out.mkdir(parents=True, exist_ok=True)
    labelled = [row for row in rows if all(c in row.marks for c in CRITERIA)]
    if not labelled:
        raise BadInputError("no row of the training labels is marked on all five criteria")
    for criterion, choice in choose(labelled).items():
        head = fit(labelled, criterion, choice.strength, choice.projection, choice.cut)
        np.savez(
            out / f"{criterion}.npz",
            names=np.array(head.names),
            mean=head.mean,
            scale=head.scale,
            project=head.project.astype(np.float32),
            weights=head.weights,
            bias=head.bias,
            cut=head.cut,
        )
        report[criterion] = {
            "rows": len(labelled),
            "strength": choice.strength,
            "components": choice.projection[0],
            "cut": list(choice.cut[:2]),
            "kappa_cv": round(choice.kappa, 3),
            **_measure(head, criterion, dev),
        }
    return report


def _measure(head: Head, criterion: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Agreement of a head with rows it was not trained on."""
    labelled = [row for row in rows if criterion in row.marks]
    if not labelled:
        return {"dev_rows": 0}
    chances = [head.chances(row.scalars, row.block) for row in labelled]
    found = [decide(standing(criterion, r), c, head.cut.tolist()) for r, c in zip(labelled, chances, strict=True)]
    gold = [row.marks[criterion] or 0 for row in labelled]
    exact = sum(a == b for a, b in zip(gold, found, strict=True)) / len(gold)
    return {"dev_rows": len(gold), "kappa_dev": round(quadratic_kappa(gold, found), 3), "exact_dev": round(exact, 3)}


def write_card(report: dict[str, dict[str, Any]], labels: Path, encoder_name: str, out: Path, day: str) -> None:
    """The card beside the weights: where they came from and how far to trust them."""
    hashes = {
        n: hashlib.sha256((labels / n).read_bytes()).hexdigest()[:16]
        for n in ("train.jsonl", "dev.jsonl")
        if (labels / n).is_file()
    }
    lines = [
        "# The heads of the scorer",
        "",
        "One ordinal head a criterion: two logistic outputs (at least 1, at least 2), a third for no opportunity where",
        "the value is 0. Inputs are named features of form, overlap and nearness, and projected sentence vectors.",
        "The guide's guards stand above every head (`scoring/criteria/guards.py`).",
        "",
        f"- made by `python -m scoring.training.heads` on {day}, seed {SEED}",
        f"- encoder `{encoder_name}`, features `{FORM_VERSION}`",
        *[f"- {name}: sha256 {digest}…" for name, digest in sorted(hashes.items())],
        f"- chosen by {FOLDS}-fold cross-validation over complaints; the test split was read by nothing here",
        "- labels written and marked by language models along the guide: expect less agreement with people",
        "",
        "| criterion | train rows | C | components | cuts | kappa, cross-validated | kappa, dev | exact, dev |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {r['rows']} | {r['strength']} | {r['components']} | {r['cut'][0]} / {r['cut'][1]} "
        f"| {r['kappa_cv']} "
        f"| {r.get('kappa_dev', '–')} | {r.get('exact_dev', '–')} |"
        for name, r in report.items()
    ]
    lines += [
        "",
        "Kappa: quadratic, 0/1/2, N/A as 0. The cross-validated one chose the cuts: it flatters a little.",
        "",
    ]
    (out / "CARD.md").write_text("\n".join(lines), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from the command line.

    Raises:
        MissingPartError: The encoder has not been pulled.
    """
    parser = argparse.ArgumentParser(prog="python -m scoring.training.heads", description="Train the scorer's heads.")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for the weights and CARD.md")
    parser.add_argument(
        "--date", default=datetime.datetime.now(datetime.UTC).date().isoformat(), help="date for the card"
    )
    asked = parser.parse_args(arguments)
    folder = encoder_dir()
    if folder is None:
        raise MissingPartError("the sentence encoder is not there; run `coolhead model pull`")
    encoder = MiniLmEncoder(folder)
    rows = read_rows(asked.labels / "train.jsonl", encoder)
    dev_file = asked.labels / "dev.jsonl"
    dev = read_rows(dev_file, encoder) if dev_file.is_file() else []
    report = train(rows, dev, asked.out)
    write_card(report, asked.labels, encoder.name, asked.out, asked.date)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
