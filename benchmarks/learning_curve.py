"""What more labels bring: the reader trained on some of them, measured on the dev split.

Run: `python -m benchmarks.learning_curve [--sizes 500 1000 2000] [--write]`. Trains once for each size on labels of
randomly chosen complaints; the last column is the shipped scorer, which has been shown contrasts and replies told again
as well. Every size goes through its labels equally often (the
trainer's own number of epochs), so fewer labels also mean fewer steps. Measured on dev, so that the test split stays
closed to a question that decides how the work goes on. Dev also sets the cuts and the warmth of each size, which
flatters all of them a little and alike: the slope is what to read. Takes about as long as training on all sizes
together.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.command import Pages, measuring_parser, print_or_write
from benchmarks.labels_report import LABELS, read_split
from benchmarks.records import Item, Row, item_of
from benchmarks.robustness import read_all, say
from benchmarks.tables import number, table
from benchmarks.validity import PAGE
from scoring.agreement import agree, answers
from scoring.encoder import MiniLmEncoder
from scoring.encoder.joint import JointReader
from scoring.errors import UsageError
from scoring.models_dir import encoder_dir
from scoring.scorer import Scorer, open_scorer
from scoring.training.joint import train
from scoring.types import CRITERIA

PART = "learning curve"
"""Of docs/validity.md, between comment lines of that name."""
SIZES = (500, 1000, 2000)
SEED = 7
CARD = Path(__file__).parents[1] / "scoring" / "heads" / "CARD.md"
"""Beside the shipped weights; says what they were trained on."""


def shipped_size(card: str) -> int:
    """How many training replies the shipped reader has seen, by its card; there may be more of them by now.

    Raises:
        ValueError: The card does not say.
    """
    found = re.search(r"^- train\.jsonl: ([\d,]+) replies", card, re.MULTILINE)
    if not found:
        raise ValueError(f"{CARD} does not say how many replies of train.jsonl the weights have seen")
    return int(found.group(1).replace(",", ""))


def check_sizes(sizes: Sequence[int], there: int) -> None:
    """Refuse what cannot be trained on, before anything is.

    Raises:
        UsageError: A size is below one, or above the labels there are.
    """
    for size in sizes:
        if not 1 <= size <= there:
            raise UsageError(f"--sizes {size}: there are {there} training labels; a number from 1 to {there} is meant.")


def some_of(rows: Sequence[Row], size: int) -> list[Row]:
    """All labels of randomly chosen complaints, the last one cut short; smaller sizes lie within larger."""
    complaints = sorted({row["complaint"] for row in rows})
    random.Random(SEED).shuffle(complaints)  # noqa: S311  # repeatable, not secret
    place = {complaint: at for at, complaint in enumerate(complaints)}
    return sorted(rows, key=lambda row: (place[row["complaint"]], row["id"]))[:size]


def trained_on(rows: Sequence[Row]) -> Scorer:
    """A scorer whose reader has seen these labels alone.

    Raises:
        CoolheadError: The encoder is not there.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / "train.jsonl").write_text(lines, encoding="utf-8")
        (folder / "dev.jsonl").write_bytes((LABELS / "dev.jsonl").read_bytes())
        train(folder, folder / "joint.npz", "")
        encoder = encoder_dir()
        assert encoder is not None, "training has found it"  # noqa: S101
        return Scorer(MiniLmEncoder(encoder), JointReader(encoder, folder / "joint.npz"))


def kappas(scorer: Scorer, items: Sequence[Item]) -> dict[str, str]:
    """Quadratic kappa on each criterion, with its interval, as printed."""
    readings = read_all(scorer, items)
    found = {}
    for name in CRITERIA:
        figures = agree(
            [item.marks[name] for item in items], answers(reading.marks[name] for reading in readings).levels
        )
        low, high = figures.kappa_interval
        found[name] = f"{number(figures.kappa)} [{number(low)}, {number(high)}]"
    return found


def report(sizes: Sequence[int]) -> Iterator[str]:
    """The curve as a table, one column a size.

    Raises:
        CoolheadError: A size cannot be had, or the encoder is not there.
        ValueError: The card does not say what the shipped reader has seen.
    """
    rows, items = read_split("train"), [item_of(row) for row in read_split("dev")]
    check_sizes(sizes, len(rows))
    shipped = shipped_size(CARD.read_text(encoding="utf-8"))
    columns: dict[str, Mapping[str, str]] = {}
    for size in sizes:
        columns[f"{size:,}"] = kappas(trained_on(some_of(rows, size)), items)
        say(f"{size:,} labels")
    columns[f"{shipped:,} (shipped)"] = kappas(open_scorer(require_encoder=True), items)
    head = (f"kappa 0/1/2 [95 %] on {len(items)} dev replies, by training labels", *columns)
    yield from table(head, ((name, *(column[name] for column in columns.values())) for name in CRITERIA))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the curve, or write it into its page."""
    parser = measuring_parser("benchmarks.learning_curve", __doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    asked = parser.parse_args(arguments)

    def measure() -> Pages:
        return {PAGE: {PART: "\n".join(report(asked.sizes)).rstrip() + "\n"}}

    print_or_write(parser, {PAGE: (PART,)}, measure, write=asked.write)


if __name__ == "__main__":
    main()
