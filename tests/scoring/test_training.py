"""Training the heads: the measure it chooses by, and the same weights from the same labels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from scoring.features import FORM_VERSION
from scoring.heads import FOLDER, load_heads
from scoring.training.heads import Row, fit, quadratic_kappa, read_rows
from scoring.types import CRITERIA

from .conftest import fixture_replies

pytest.importorskip("sklearn", reason="training needs the extra `train`")


@pytest.fixture(scope="module")
def rows(encoder, tmp_path_factory) -> list[Row]:
    """The fixture replies as a labels file, each mark the one they must reach (0 where they say nothing)."""
    path: Path = tmp_path_factory.mktemp("labels") / "train.jsonl"
    lines = []
    for row in fixture_replies():
        marks = {name: row.get("exact", {}).get(name, row.get("min", {}).get(name, 0)) for name in CRITERIA}
        record = {"id": row["id"], "reply": row["reply"], "marks": marks}
        lines.append(json.dumps({**record, "context": [{"role": "customer", "text": row["customer"]}]}))
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_rows(path, encoder)


def test_kappa_is_the_usual_one() -> None:
    """Our quadratic kappa equals scikit-learn's."""
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415

    draw = np.random.default_rng(5)
    gold, found = draw.integers(0, 3, 200).tolist(), draw.integers(0, 3, 200).tolist()
    assert quadratic_kappa(gold, found) == pytest.approx(cohen_kappa_score(gold, found, weights="quadratic"))


def test_same_rows_same_weights(rows: list[Row]) -> None:
    """Fitting twice gives the same bytes, with a projection and without."""
    for projection in ((0, 0.0), (8, 3.0)):
        one, two = (fit(rows, "apology", 0.03, projection, (0.5, 0.5, 0.5)) for _ in range(2))
        assert one.weights.tobytes() == two.weights.tobytes()
        assert one.project.tobytes() == two.project.tobytes()


def test_a_head_learns_its_rows(rows: list[Row]) -> None:
    """Loosely held, a head finds most of the values it was shown."""
    head = fit(rows, "apology", 1.0, (0, 0.0), (0.5, 0.5, 0.5))
    found = [head.value(head.chances(row.scalars, row.block)) for row in rows]
    assert quadratic_kappa([row.marks["apology"] or 0 for row in rows], found) > 0.8


def test_the_shipped_heads_are_whole(rows: list[Row]) -> None:
    """There is a head for each criterion, made for the features there are now, and its card names their version."""
    heads = load_heads()
    assert set(heads.by_name) == set(CRITERIA)
    assert all(set(head.names) == set(rows[0].scalars) for head in heads.by_name.values())
    assert f"`{FORM_VERSION}`" in (FOLDER / "CARD.md").read_text(encoding="utf-8")
