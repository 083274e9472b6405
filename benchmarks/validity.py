"""How far the scorer's marks can be trusted: one command prints every figure of docs/validity.md.

Run: `python -m benchmarks.validity [--gold DIR]`. `--write` puts the figures into docs/validity.md instead; DIR is a
folder of human-labelled replies (`scoring.gold`), and without it the page keeps the figures on them that it has.
Takes some minutes on two cores, and the extra `train`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import baselines
from benchmarks.labels_report import read_split
from benchmarks.records import Item, Row, item_of
from benchmarks.robustness import bytes_part, flips_part, read_all, say
from benchmarks.tables import number, percent, put_into, table
from scoring.agreement import Agreement, Answers, Measured, agree, answers, transfer
from scoring.encoder import MiniLmEncoder, TextEncoder
from scoring.errors import CoolheadError
from scoring.gold import GoldRow, read_gold, sources
from scoring.models_dir import encoder_dir
from scoring.scorer import Scorer, open_scorer
from scoring.types import CRITERIA, GRADED_PRACTICES, Reading

PAGE = Path(__file__).parents[1] / "docs" / "validity.md"
OURS, GOLD = "figures on our own labels", "figures on human-labelled replies"
"""The two parts of the page that are written by `--write`, each between comment lines of that name."""
HEAD = ("", "kappa 0/1/2 [95 %]", "present: kappa", "F1", "AUROC", "N/A: kappa", "calibration error")
FRESH = frozenset("stuvwxyz")
"""Series of the test rows (first letter of the id) that were written after figures on the others had been looked at."""
Rater = Callable[[Sequence[Item], str], Answers]
"""Items and a criterion to the answers of whoever marks them."""


class Material(NamedTuple):
    """Test rows as they stand in the file, the same as items, and what the scorer reads in them."""

    rows: Sequence[Row]
    items: Sequence[Item]
    readings: Sequence[Reading]


def raters(train: Sequence[Item], dev: Sequence[Item], encoder: TextEncoder) -> dict[str, Rater]:
    """The baselines by name, trained."""
    length, vectors = baselines.by_length(train), baselines.by_vectors(train, dev, encoder)
    return {
        "word lists": baselines.keywords,
        "plain MiniLM + logistic regression": lambda items, name: vectors.answer(
            baselines.vector_features(items, encoder), name
        ),
        "length alone": lambda items, name: length.answer(baselines.length_features(items), name),
    }


def agreement_part(material: Material, others: Mapping[str, Rater]) -> Iterator[str]:
    """Everybody against the labels, criterion by criterion."""
    for name in CRITERIA:
        at = [number for number, row in enumerate(material.rows) if name in row["marks"]]
        items = [material.items[number] for number in at]
        truth = [item.marks[name] for item in items]
        found = answers(material.readings[number].marks[name] for number in at)
        lines = [("**scorer**", agree(truth, found.levels, found.graded, sure=found.sure))]
        for who, rate in others.items():
            guess = rate(items, name)
            lines.append((who, agree(truth, guess.levels, guess.graded)))
        marked = ([material.rows[number]["markings"][who][name] for number in at] for who in ("first", "second"))
        lines.append(("one marker against the other", agree(*marked)))
        yield from (f"### {name}, {len(at)} replies", "")
        yield from table(HEAD, ((who, *_cells(figures)) for who, figures in lines))


def fresh_part(material: Material) -> Iterator[str]:
    """The scorer on the test rows of which no figure had been printed before this reader was trained."""
    at = [number for number, row in enumerate(material.rows) if row["id"][0] in FRESH]
    yield from (f"### The scorer on the {len(at)} of them that no earlier figure was printed on", "")
    body = []
    for name in CRITERIA:
        found = answers(material.readings[number].marks[name] for number in at)
        truth = [material.rows[number]["marks"][name] for number in at]
        body.append((name, *_cells(agree(truth, found.levels, found.graded, sure=found.sure))))
    yield from table(HEAD, body)


def practices_part(material: Material) -> Iterator[str]:
    """The graded practices, on the rows that mark them: scorer and markers."""
    at = [number for number, row in enumerate(material.rows) if "practices" in row]
    yield from (f"### The graded practices, {len(at)} replies", "")
    body = []
    for name in GRADED_PRACTICES:
        truth = [material.rows[number]["practices"][name] for number in at]
        found = answers(material.readings[number].practices[name] for number in at)
        marked = (
            [material.rows[number]["practice_markings"][who][name] for number in at] for who in ("first", "second")
        )
        scorer, markers = agree(truth, found.levels, found.graded, sure=found.sure), agree(*marked)
        present = sum(bool(mark) for mark in truth)
        body.append((name, present, *_cells(scorer), number(markers.kappa)))
    yield from table(("", "present", *HEAD[1:], "markers: kappa 0/1/2"), body)


def alarms_part(material: Material, others: Mapping[str, Rater]) -> Iterator[str]:
    """Hard cases of the guide whose mark is 0: who marks them 1 or 2?"""
    yield from ("### False alarms on hard negatives", "")
    body = []
    for name in CRITERIA:
        at = [number for number, row in enumerate(material.rows) if row["hard"] and row["marks"].get(name) == 0]
        items = [material.items[number] for number in at]
        by = [
            answers(material.readings[number].marks[name] for number in at),
            *(r(items, name) for r in others.values()),
        ]
        body.append((name, len(at), *(percent(sum(bool(mark) for mark in found.levels), len(at)) for found in by)))
    yield from table(("", "replies", "**scorer**", *others), body)


def gold_part(gold: Mapping[str, Sequence[GoldRow]], scorer: Scorer, others: Mapping[str, Rater]) -> Iterator[str]:
    """Everybody against people's labels of other talk, present or absent."""
    yield from (f"Scorer `{scorer.name}`. Sources: {'; '.join(sources(gold))}.", "")
    head = (
        "",
        "kappa [95 %]",
        "F1 [95 %]",
        "AUROC [95 %]",
        "natural F1 [95 %]",
        "natural AUROC [95 %]",
        "false alarms",
    )
    for name, rows in gold.items():
        items = [Item(row.reply, row.context, {}) for row in rows]
        everybody: dict[str, Rater] = {
            "**scorer**": lambda items, name: answers(found.marks[name] for found in read_all(scorer, items)),
            **others,
        }
        body = []
        for who, rate in everybody.items():
            found = transfer(
                [row.present for row in rows],
                rate(items, name),
                [row.natural for row in rows],
                [row.hard for row in rows],
            )
            parts = (*found.sample, found.natural.f1, found.natural.auroc)
            alarms = percent(round(found.false_alarms * found.hard), found.hard) if found.hard else "–"
            body.append((who, *map(_measured, parts), alarms))
        hard = sum(row.hard and not row.present for row in rows)
        yield from (
            f"### {name}, {len(rows)} replies, {sum(row.present for row in rows)} present, {hard} hard and absent",
            "",
        )
        yield from table(head, body)
        say(f"{name}, human-labelled")


def _cells(found: Agreement) -> tuple[str, ...]:
    kappa = _measured(Measured(found.kappa, found.kappa_interval))
    rest = (found.present_kappa, found.present_f1, found.auroc, found.na_kappa, found.calibration_error)
    return (kappa, *map(number, rest))


def _measured(found: Measured) -> str:
    return f"{number(found.value)} [{number(found.interval.low)}, {number(found.interval.high)}]"


def report(gold: Mapping[str, Sequence[GoldRow]]) -> dict[str, str]:
    """Both parts of the page as Markdown; the second only where there is gold.

    Raises:
        CoolheadError: The encoder or the trained reader is not there.
    """
    scorer = open_scorer(require_encoder=True)
    folder = encoder_dir()
    assert folder is not None, "open_scorer has found it"  # noqa: S101
    train, dev = ([item_of(row) for row in read_split(name)] for name in ("train", "dev"))
    others = raters(train, dev, MiniLmEncoder(folder))
    say("baselines")
    rows = read_split("test")
    items = [item_of(row) for row in rows]
    material = Material(rows, items, read_all(scorer, items))
    say("the test split")
    lines = [
        f"Scorer `{scorer.name}`, {len(rows)} test replies on {len({row['complaint'] for row in rows})} complaints.",
        "",
        *agreement_part(material, others),
        *fresh_part(material),
        *practices_part(material),
        *alarms_part(material, others),
        *flips_part([row["id"] for row in rows], items, material.readings, scorer),
        *bytes_part(items, lambda: open_scorer(require_encoder=True)),
    ]
    parts = {OURS: "\n".join(lines).rstrip() + "\n"}
    if gold:
        parts[GOLD] = "\n".join(gold_part(gold, scorer, others)).rstrip() + "\n"
    return parts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, or write them into their page."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.validity",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--gold", type=Path, metavar="DIR", help="a folder of human-labelled replies")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/validity.md")
    asked = parser.parse_args(arguments)
    try:
        parts = report(read_gold(asked.gold) if asked.gold else {})
        if asked.write:
            page = PAGE.read_text(encoding="utf-8")
            for part, text in parts.items():
                page = put_into(page, part, text)
            PAGE.write_text(page, encoding="utf-8")
        else:
            print("\n".join(parts.values()), end="")
    except CoolheadError as error:
        parser.exit(int(error.exit_code), f"{error}\n")
    except (OSError, ValueError) as error:
        parser.exit(3, f"the figures cannot be made or written: {error}\n")


if __name__ == "__main__":
    main()
